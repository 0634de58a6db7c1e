"""The gate: nobody is shown without a reason that holds, no name is written where it cannot be withdrawn."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.consent.withdrawal import withdraw
from hub.models import Consent, Person
from hub.models.consents import LegalBasis, Scope, WithdrawnFor
from hub.publishing import PublishBlocked
from tests.builders.events import make_event
from tests.builders.hub import make_consent, make_document, make_image, make_person, make_standard_page, publish

pytestmark = pytest.mark.django_db


def with_speaker(person):
    row = apps.get_model("events", "Session")(title="Innledning")
    row.speakers = [apps.get_model("events", "SessionSpeaker")(person=person)]
    return {"sessions": [row]}


def pictured(person):
    block = {"image": make_image(person=person), "alt": "En som smiler", "decorative": False, "caption": ""}
    return {"body": [("image", block)]}


def blocked(page, **changes):
    with pytest.raises(PublishBlocked) as refused:
        publish(page, **changes)
    return " ".join(refused.value.messages)


def test_a_speaker_needs_an_entry_that_covers_the_name():
    person = make_person(may_show="")
    assert "Kari Nordmann" in blocked(make_event(), **with_speaker(person))
    make_consent(person=person, scope=Scope.PICTURE)
    blocked(make_event(), **with_speaker(person))
    make_consent(person=person, scope=Scope.NAME)
    assert publish(make_event(), **with_speaker(person)).live


@pytest.mark.parametrize("days", [(-20, -1), (1, 20)])
def test_an_entry_holds_between_its_days_only(days):
    person, today = make_person(may_show=""), timezone.localdate()
    given, ends = (today + timedelta(days=number) for number in days)
    make_consent(person=person, given_on=given, expires_on=ends)
    blocked(make_event(), **with_speaker(person))


def test_a_picture_needs_an_entry_that_covers_it():
    person = make_person(may_show=Scope.NAME)
    blocked(make_standard_page(), **pictured(person))
    make_consent(person=person, scope=Scope.PICTURE)
    assert publish(make_standard_page(), **pictured(person)).live


def test_one_who_has_withdrawn_is_no_obstacle_as_only_the_role_is_shown():
    person = make_person()
    event = publish(make_event(), **with_speaker(person))
    withdraw(person, WithdrawnFor.ASKED)
    assert publish(event, summary="Ny.").live


def test_a_registered_name_may_not_be_written_in_the_text():
    make_person(name="Kari Nordmann")
    blocked(make_standard_page(), summary="Kari Nordmann leder prosjektet.")
    blocked(make_standard_page(), body=[("text", "<p>Takk til <b>Kari</b> Nordmann</p>")])
    assert publish(make_standard_page(), summary="Prosjektlederen leder prosjektet.").live


def test_a_sealed_name_may_not_come_back():
    withdraw(make_person(name="Kari Nordmann"), WithdrawnFor.ASKED)
    blocked(make_standard_page(), summary="Kari Nordmann leder prosjektet.")


@pytest.mark.parametrize(
    "fields",
    [
        {"seo_title": "Kari Nordmann"},
        {"search_description": "Om Kari Nordmann"},
        {"title_nn": "Kari Nordmann fortel"},
        {"change_note": "Takk, Kari Nordmann"},
        {"slug": "kari-nordmann-forteller"},
    ],
)
def test_a_registered_name_may_not_stand_in_fields_beside_the_text(fields):
    make_person(name="Kari Nordmann")
    blocked(make_standard_page(), **fields)


@pytest.mark.parametrize(
    "fields", [{"credit": "Kari Nordmann"}, {"description": "Kari Nordmann smiler"}, {"title": "Kari Nordmann"}]
)
def test_nor_with_a_picture_that_is_used(fields):
    make_person(name="Kari Nordmann")
    image = make_image(**fields)
    block = {"image": image, "alt": "En", "decorative": False, "caption": ""}
    blocked(make_standard_page(), body=[("image", block)])
    blocked(make_standard_page(slug="to"), listing_image=image, listing_image_alt="En")
    assert publish(make_standard_page(slug="tre"), summary="Uten bilde.").live


@pytest.mark.parametrize("fields", [{"title": "Kari Nordmann"}, {"name": "Kari_Nordmann_foredrag.pdf"}])
def test_nor_with_a_document_that_is_used(fields):
    make_person(name="Kari Nordmann")
    document = make_document(**fields)
    link = f'<p><a linktype="document" id="{document.pk}">Foredraget</a></p>'
    assert document.title in blocked(make_standard_page(), body=[("text", link)])


def test_a_word_of_the_language_is_no_name():
    Person.objects.create(name="Dag", role="Fagleder")
    assert publish(make_standard_page(), summary="En dag om gangen. Dag er kort.").live


def test_who_is_named_has_a_first_name_and_a_surname():
    for name in ("Dag", "", "  "):
        with pytest.raises(ValidationError, match="etternavn"):
            Person(name=name, role="Fagleder").full_clean()
    Person(name="Dag Vik", role="Fagleder").full_clean()


def test_authors_and_sources_stand_as_the_works_give_them():
    make_person(name="Kari Nordmann")
    assert publish(make_standard_page(sources=["Kari Nordmann: Rapport"]), summary="Om en rapport.").live


def test_a_consent_ends_and_a_public_task_need_not():
    person = make_person(may_show="")
    with pytest.raises(ValidationError):
        Consent(person=person, purpose="x", legal_basis=LegalBasis.CONSENT).full_clean()
    Consent(person=person, purpose="x", legal_basis=LegalBasis.PUBLIC_TASK).full_clean()
    with pytest.raises(ValidationError):
        Consent(person=person, purpose="x", given_on=date(2026, 2, 1), expires_on=date(2026, 1, 1)).full_clean()
