"""The register at the desk: editors keep it and withdraw, administrators alone read what is sealed."""

import pytest
from django.urls import reverse

from hub.consent.withdrawal import withdraw
from hub.models import Person, SealedEvidence
from hub.models.consents import WithdrawnFor
from tests.builders.accounts import make_administrator, make_editor, make_user
from tests.builders.admin import editor_client, said, send_form
from tests.builders.hub import make_consent, make_image, make_person

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"hub_consent:{name}", args=args)


def test_a_person_is_registered_with_the_reason(client):
    client = editor_client(user=make_editor())
    entry = {
        "consents-TOTAL_FORMS": "1",
        "consents-0-purpose": "Foredrag",
        "consents-0-scope": "name",
        "consents-0-legal_basis": "consent",
        "consents-0-given_on": "2026-01-02",
        "consents-0-expires_on": "2028-01-02",
        "consents-0-asked_by": "",
        "consents-0-evidence": "Sak 26/1",
    }
    send_form(client, reverse("wagtailsnippets_hub_person:add"), name="Kari Nordmann", role="Fagleder", **entry)
    person = Person.objects.get()
    assert [one.purpose for one in person.consents.all()] == ["Foredrag"]
    shown = client.get(url("register")).content.decode()
    assert "Kari Nordmann" in shown
    assert "Foredrag" in shown
    assert (
        url("withdraw", person.pk)
        in client.get(reverse("wagtailsnippets_hub_person:edit", args=[person.pk])).content.decode()
    )


def test_it_is_shown_first_and_withdrawn_by_the_second_click():
    client, person = editor_client(), make_person(role="Fagleder")
    make_image(person=person)
    assert "Fagleder" in client.get(url("withdraw", person.pk)).content.decode()
    assert Person.objects.get().name
    response = client.post(url("withdraw", person.pk), {"what": "everything", "why": "asked"}, follow=True)
    assert "Withdrawn" in said(response)
    person.refresh_from_db()
    assert (person.name, person.withdrawn) == ("", True)
    assert SealedEvidence.objects.get().withdrawn_by.email == "redaktor@example.org"


def test_pictures_alone():
    client, person = editor_client(), make_person()
    client.post(url("withdraw", person.pk), {"what": "pictures", "why": "asked"})
    person.refresh_from_db()
    assert (person.name, person.picture_withdrawn) == ("Kari Nordmann", True)


def test_what_is_wrong_changes_nothing():
    client, person = editor_client(), make_person()
    client.post(url("withdraw", person.pk), {"what": "everything", "why": "nonsense"})
    assert not SealedEvidence.objects.exists()


def test_others_may_not():
    client, person = editor_client(user=make_user()), make_person()
    client.post(url("withdraw", person.pk), {"what": "everything", "why": "asked"})
    assert not SealedEvidence.objects.exists()


def test_one_who_has_withdrawn_gets_no_name_again():
    client, person = editor_client(), make_person(role="Fagleder")
    withdraw(person, WithdrawnFor.ASKED)
    send_form(client, reverse("wagtailsnippets_hub_person:edit", args=[person.pk]), name="Kari Nordmann")
    assert Person.objects.get().name == ""


def test_administrators_alone_read_what_is_sealed():
    make_consent(person=make_person(may_show=""), evidence="Sak 26/1")
    withdraw(Person.objects.get(), WithdrawnFor.ASKED)
    editor = editor_client()
    assert "Nordmann" not in editor.get(url("sealed"), follow=True).content.decode()
    assert "Nordmann" not in editor.get(url("register")).content.decode()
    assert url("sealed") not in editor.get(reverse("wagtailadmin_home")).content.decode()
    shown = editor_client(user=make_administrator()).get(url("sealed")).content.decode()
    assert "Kari Nordmann" in shown
    assert "Sak 26/1" in shown
