"""Reference data at the desk: editors keep organisations, people and terms, and look places up."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from hub.enums import OrganisationKind, Vocabulary
from hub.models import HubSettings, Organisation, ThemeIndexPage, ThemePage
from tests.builders.admin import add_url, edit_url, editor_client, form_data, said, send_form
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_home,
    make_municipality,
    make_organisation,
    make_page,
    make_person,
    make_standard_page,
    make_term,
)

pytestmark = pytest.mark.django_db
MODELS = ("organisation", "person", "term", "county", "municipality", "healthcommunity")


def url(model, action, *args):
    return reverse(f"wagtailsnippets_hub_{model}:{action}", args=args)


def rows(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in soup.select("table.listing tbody tr")]


def make_one_of_each():
    make_municipality(county=make_county())
    make_health_community()
    make_organisation()
    make_person()
    make_term()


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_sees_every_list(model):
    make_one_of_each()
    assert len(rows(editor_client().get(url(model, "list")))) == 1


@pytest.mark.parametrize(
    ("model", "words", "found"), [("municipality", "østre", "Østre Toten"), ("county", "øst", "Ø")]
)
def test_lists_are_searched_in_any_case(model, words, found):
    make_municipality(number="3442", name="Østre Toten", county=make_county(number="31", name="Østfold", slug="o"))
    make_municipality()
    (row,) = rows(editor_client().get(url(model, "list"), {"q": words}))
    assert row.startswith(found)


def test_organisations_are_filtered_by_kind():
    make_organisation()
    make_organisation(name="KS", slug="ks", kind=OrganisationKind.KOMPETANSESENTER)
    (row,) = rows(editor_client().get(url("organisation", "list"), {"kind": "kompetansesenter"}))
    assert row.startswith("KS")


def test_terms_are_filtered_by_vocabulary():
    make_term()
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus")
    (row,) = rows(editor_client().get(url("term", "list"), {"vocabulary": Vocabulary.SERVICE_FORMS.value}))
    assert row.startswith("hjemmesykehus")


def test_an_editor_adds_an_organisation():
    client = editor_client()
    data = {"name": "Tromsø kommune", "slug": "tromso-kommune", "kind": "kommune", "email": "post@example.org"}
    send_form(client, url("organisation", "add"), **data)
    assert Organisation.objects.get().email == "post@example.org"


def test_an_organisation_that_pages_tell_about_cannot_be_deleted():
    client, organisation = editor_client(), make_organisation()
    make_standard_page(owner_organisation=organisation)
    answer = client.post(url("organisation", "delete", organisation.pk), follow=True)
    assert Organisation.objects.exists()
    assert "in use" in said(answer)
    bulk = reverse("wagtail_bulk_action", args=["hub", "organisation", "delete"])
    answer = client.post(f"{bulk}?id={organisation.pk}&next=/admin/", follow=True)
    assert Organisation.objects.exists()
    assert "in use" in said(answer)


def test_places_are_looked_up_and_not_changed():
    client, place = editor_client(), make_municipality()
    assert client.get(url("municipality", "inspect", place.pk)).status_code == 200
    assert client.get(url("municipality", "edit", place.pk)).status_code in (302, 403)
    assert client.get(url("municipality", "add")).status_code in (302, 403)


def test_the_chooser_searches_and_tells_rows_of_one_name_apart():
    make_municipality(number="5501", name="Tromsø", county=make_county(number="55", name="Troms"))
    make_municipality()
    chooser = reverse("wagtailsnippetchoosers_hub_municipality:choose_results")
    answer = editor_client().get(chooser, {"q": "TROMSØ"})
    assert "Tromsø" in answer.content.decode()
    assert "Troms<" in answer.content.decode().replace(" ", "").replace("\n", "")
    assert "Bodø" not in answer.content.decode()


def test_the_chooser_opens():
    make_municipality()
    chooser = reverse("wagtailsnippetchoosers_hub_municipality:choose")
    assert "Bodø" in editor_client().get(chooser).json()["html"]


def test_the_menu_gathers_them_under_one_entry():
    menu = editor_client().get(reverse("wagtailadmin_home")).content.decode()
    assert all(f"/admin/snippets/hub/{model}/" in menu for model in MODELS)


def test_a_theme_offers_only_service_forms():
    make_term()
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus", nb="Hjemmesykehus")
    index = make_page(ThemeIndexPage, parent=make_home())
    form = BeautifulSoup(editor_client().get(add_url(ThemePage, index)).content, "html.parser")
    assert "kols" not in form.find("select", attrs={"name": "service_form"}).get_text()


def test_what_is_inferred_is_ticked_among_the_pages_own_facts():
    client = editor_client()
    term = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus")
    page = make_page(ThemePage, parent=make_page(ThemeIndexPage), service_form=term, inferred_fields=["purpose"])
    assert form_data(client.get(edit_url(page)))["inferred_fields"] == ["purpose"]
    send_form(client, edit_url(page), inferred_fields=["background", "purpose"])
    latest = ThemePage.objects.get().get_latest_revision_as_object()
    assert sorted(latest.inferred_fields) == ["background", "purpose"]


def test_an_editor_says_who_runs_the_hub():
    client = editor_client()
    address = client.get(reverse("wagtailsettings:edit", args=["hub", "hubsettings"]), follow=True).redirect_chain[-1][
        0
    ]
    data = form_data(client.get(address))
    client.post(address, {**data, "run_by_nb": "Helsedirektoratet"})
    assert HubSettings.load().run_by_nb == "Helsedirektoratet"


def test_an_editor_makes_a_redirect():
    client, page = editor_client(), make_standard_page(title="Om", slug="om")
    data = form_data(client.get(reverse("wagtailredirects:add")))
    client.post(reverse("wagtailredirects:add"), {**data, "old_path": "/gammel", "redirect_page": page.pk})
    assert client.get("/gammel/")["Location"] == "/om/"


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index", "wagtailimages:add", "wagtaildocs:add"])
def test_an_editor_reaches_pictures_and_documents(name):
    assert editor_client().get(reverse(name)).status_code == 200


def test_an_editor_sees_the_report_of_jobs():
    assert editor_client().get(reverse("hub_jobs:report")).status_code == 200
