"""Others' links do not break: organisations lead on from former addresses, terms in use keep their id."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect

from hub.enums import Vocabulary
from hub.models import Organisation, Term
from tests.builders.admin import editor_client, send_form
from tests.builders.hub import make_home, make_organisation, make_standard_page, make_term
from tests.hub.test_snippets import url

pytestmark = pytest.mark.django_db


def rename(organisation, slug):
    organisation = Organisation.objects.get(pk=organisation.pk)
    organisation.slug = slug
    organisation.save()


@pytest.fixture
def hospital():
    make_home()
    make_home(language="en")
    return make_organisation(name="Sykehuset", slug="forste", kind="helseforetak")


def test_an_organisation_is_found_at_all_its_former_addresses(client, hospital):
    rename(hospital, "andre")
    rename(hospital, "tredje")
    for tree in ("/organisasjoner/", "/en/organisations/"):
        for former in ("forste", "andre"):
            answer = client.get(f"{tree}{former}/")
            assert (answer.status_code, answer["Location"]) == (301, f"{tree}tredje/")
        assert client.get(f"{tree}tredje/").status_code == 200


def test_a_way_back_leads_in_no_circle(client, hospital):
    rename(hospital, "andre")
    rename(hospital, "forste")
    assert client.get("/organisasjoner/forste/").status_code == 200
    assert client.get("/organisasjoner/andre/")["Location"] == "/organisasjoner/forste/"
    assert Redirect.objects.count() == 2  # one a tree


def test_other_changes_leave_no_redirect(hospital):
    hospital.name = "Sykehuset HF"
    hospital.save()
    assert not Redirect.objects.exists()


def test_an_editor_gives_an_organisation_another_address(client, hospital):
    send_form(editor_client(), url("organisation", "edit", hospital.pk), slug="ny")
    assert client.get("/organisasjoner/forste/")["Location"] == "/organisasjoner/ny/"


@pytest.mark.parametrize("field", ["slug", "vocabulary"])
def test_a_term_in_use_keeps_its_id(field):
    term = make_term(slug="kols")
    narrower = make_term(slug="kols-alvorlig", parent=term)
    make_standard_page(title="Om", terms=[narrower])
    for used in (term, narrower):
        setattr(used, field, "annet" if field == "slug" else Vocabulary.SERVICE_FORMS)
        with pytest.raises(ValidationError) as refused:
            used.full_clean()
        assert list(refused.value.message_dict) == [field]
        assert "i bruk" in refused.value.message_dict[field][0]


def test_a_term_in_use_may_get_another_label_and_an_unused_one_another_id():
    term = make_term(slug="kols")
    term.slug = "kronisk"
    term.full_clean()
    term.save()
    make_standard_page(title="Om", terms=[term])
    term.nb = "KOLS"
    term.full_clean()


def test_the_desk_says_why_a_term_keeps_its_id():
    term = make_term(slug="kols")
    make_standard_page(title="Om", terms=[term])
    answer = send_form(editor_client(), url("term", "edit", term.pk), slug="annet")
    assert "because the term is in use" in answer.content.decode()
    assert Term.objects.get().slug == "kols"
