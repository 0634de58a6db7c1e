"""The form: a draft needs only a title; publishing lists what is missing and asks what has changed."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from hub.enums import Vocabulary
from hub.models import StandardPage, ThemeIndexPage, ThemePage
from hub.page_form import BasePageForm
from tests.builders.admin import add_url, edit_url, editor_client, form_data, said, send_form
from tests.builders.hub import make_home, make_page, make_standard_page, make_term, publish

pytestmark = pytest.mark.django_db


def test_a_draft_with_only_a_title_saves():
    client, home = editor_client(), make_home()
    send_form(client, add_url(StandardPage, home), title="Om navet", slug="om-navet")
    page = StandardPage.objects.get(title="Om navet")
    assert not page.live
    assert not page.versions.exists()


def test_publishing_an_empty_form_lists_all_that_is_missing_and_publishes_nothing():
    client, home = editor_client(), make_home()
    index = make_page(ThemeIndexPage, parent=home)
    answer = send_form(client, add_url(ThemePage, index), publish=True, title="Hjemmesykehus", slug="hjemmesykehus")
    heard = said(answer)
    assert "not published yet" in heard
    assert "Summary" in heard
    assert "Service form" in heard
    assert not ThemePage.objects.exists()


def test_a_row_that_is_not_filled_in_is_named_with_its_list_and_number():
    client, home = editor_client(), make_home()
    rows = {"sources-TOTAL_FORMS": "1", "sources-0-title": "", "sources-0-publisher": "FHI", "sources-0-ORDER": "1"}
    answer = send_form(client, add_url(StandardPage, home), publish=True, title="Om", slug="om", summary="Om.", **rows)
    assert "Sources, row 1: Title" in said(answer)


def test_a_draft_may_hold_an_unfinished_row_and_the_gate_names_it():
    client, home = editor_client(), make_home()
    rows = {"sources-TOTAL_FORMS": "1", "sources-0-title": "", "sources-0-publisher": "FHI", "sources-0-ORDER": "1"}
    send_form(client, add_url(StandardPage, home), title="Om", slug="om", summary="Om.", **rows)
    page = StandardPage.objects.get()
    answer = send_form(client, edit_url(page), publish=True)
    assert "Sources, row 1" in said(answer)
    assert not StandardPage.objects.get().live


def test_an_editor_publishes_from_an_empty_form():
    client, home = editor_client(), make_home()
    send_form(client, add_url(StandardPage, home), publish=True, title="Om navet", slug="om-navet", summary="Om oss.")
    page = StandardPage.objects.get(title="Om navet")
    assert page.live
    version = page.versions.get()
    assert (version.number, version.visible_until, version.was_public) == (1, None, True)
    assert version.published_by.email == "redaktor@example.org"


def test_a_new_page_is_never_live_before_the_gate():
    client, home = editor_client(), make_home()
    data = {**form_data(client.get(add_url(StandardPage, home))), "title": "Om", "slug": "om", "summary": "Om oss."}
    form = StandardPage.get_edit_handler().get_form_class()(
        QueryDict(urlencode(data, doseq=True)), instance=StandardPage(), parent_page=home
    )
    assert form.is_valid(), form.errors
    assert not form.save(commit=False).live


def test_the_second_version_needs_a_note_of_what_has_changed():
    client, page = editor_client(), make_standard_page(title="Om", live=False)
    send_form(client, edit_url(page), publish=True)
    refused = send_form(client, edit_url(page), publish=True, summary="Ny ingress.")
    assert "What has changed" in said(refused)
    assert StandardPage.objects.get().summary == "En kort ingress."
    send_form(client, edit_url(page), publish=True, summary="Ny ingress.", change_note="Skrev ingressen om")
    assert StandardPage.objects.get().summary == "Ny ingress."
    second, first = page.versions.all()
    assert second.change_note == "Skrev ingressen om"
    assert first.change_note  # in the language of the page
    assert first.visible_until == second.visible_from


def test_the_note_of_a_version_is_never_offered_again():
    client, page = editor_client(), make_standard_page(title="Om", live=False)
    page = publish(page, change_note="Første notat")
    page = publish(page, change_note="Andre notat")
    assert form_data(client.get(edit_url(page)))["change_note"] == ""
    send_form(client, edit_url(page), summary="Utkast.", change_note="Halvferdig notat")
    assert form_data(client.get(edit_url(page)))["change_note"] == "Halvferdig notat"


def test_going_back_to_an_old_revision_asks_for_a_new_note():
    client, page = editor_client(), make_standard_page(title="Om", live=False, summary="Den første.")
    page = publish(page, change_note="Første notat")
    first = page.live_revision
    page = publish(page, summary="Den andre.", change_note="Andre notat")
    url = f"/admin/pages/{page.pk}/revisions/{first.pk}/revert/"
    data = form_data(client.get(url))
    assert data["change_note"] == ""
    client.post(url, {**data, "change_note": "Tilbake", "action-publish": "action-publish"})
    page = StandardPage.objects.get()
    assert page.summary == "Den første."
    assert page.versions.count() == 3


def test_professional_review_changes_only_by_its_own_field():
    client, page = editor_client(), make_standard_page(title="Om", live=False, reviewed_on=date(2025, 3, 1))
    page = publish(page)
    send_form(client, edit_url(page), publish=True, summary="Ny.", change_note="Ny ingress")
    assert StandardPage.objects.get().reviewed_on == date(2025, 3, 1)
    send_form(client, edit_url(page), publish=True, reviewed_on="2026-02-01", change_note="Gjennomgått")
    assert StandardPage.objects.get().reviewed_on == date(2026, 2, 1)


def test_terms_are_ticked_in_the_form_and_follow_the_revision():
    home = make_home()
    index = make_page(ThemeIndexPage, parent=home)
    page = make_page(ThemePage, parent=index, service_form=make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hs"))
    form_class = ThemePage.get_edit_handler().get_form_class()
    assert "patient_groups" not in form_class(instance=page).fields


def test_terms_of_vocabularies_that_the_form_does_not_show_are_kept():
    client = editor_client()
    page = make_standard_page(title="Om", terms=[make_term(slug="kols")])
    send_form(client, edit_url(page), summary="Utkast.")
    latest = StandardPage.objects.get().get_latest_revision_as_object()
    assert [term.slug for term in latest.patient_groups] == ["kols"]


def test_an_editor_begins_an_english_version_as_a_draft_without_note_and_review():
    client = editor_client()
    make_home(language="en")
    page = publish(make_standard_page(title="Om", live=False, reviewed_on=date(2025, 3, 1)), change_note="Notat")
    url = f"/admin/translation/submit/page/{page.pk}/"
    data = form_data(client.get(url))
    client.post(url, {**data, "locales": [make_home(language="en").locale_id]})
    english = StandardPage.objects.get(locale__language_code="en")
    assert english.translation_key == page.translation_key
    assert (english.live, english.reviewed_on, english.change_note) == (False, None, "")
    assert publish(english).versions.get().source_version == page.versions.get()


def test_what_a_listener_breaks_is_not_published():
    client, page = editor_client(), make_standard_page(title="Om", live=False)
    client.raise_request_exception = False

    def break_off(**kwargs):
        raise RuntimeError

    page_published.connect(break_off)
    try:
        assert send_form(client, edit_url(page), publish=True).status_code == 500
    finally:
        page_published.disconnect(break_off)
    assert not StandardPage.objects.get().live
    assert not page.versions.exists()


def test_an_editor_locks_and_unlocks_a_page():
    client, page = editor_client(), make_standard_page(title="Om")
    client.post(f"/admin/pages/{page.pk}/lock/")
    assert StandardPage.objects.get().locked
    client.post(f"/admin/pages/{page.pk}/unlock/")
    assert not StandardPage.objects.get().locked


def test_a_copy_begins_without_note_and_review_and_is_no_alias():
    client, home = editor_client(), make_home()
    page = make_standard_page(title="Om", reviewed_on=date(2025, 3, 1), change_note="Notat")
    url = f"/admin/pages/{page.pk}/copy/"
    data = form_data(client.get(url))
    assert "alias" not in data
    client.post(url, {**data, "new_title": "Kopi", "new_slug": "kopi", "new_parent_page": home.pk, "alias": "on"})
    copy = StandardPage.objects.get(title="Kopi")
    assert (copy.alias_of_id, copy.reviewed_on, copy.change_note, copy.live) == (None, None, "", False)


def test_a_copy_of_a_published_page_goes_out_with_a_first_version_of_its_own():
    client, page = editor_client(), publish(make_standard_page(title="Ferdig"))
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {**form_data(client.get(url)), "new_parent_page": make_home().pk, "new_slug": "kopi", "publish_copies": "on"}
    client.post(url, data)
    copy = StandardPage.objects.get(slug="kopi")
    version = copy.versions.get()
    assert copy.live
    assert (version.number, version.revision) == (1, copy.live_revision)
    assert version.revision.object_id == str(copy.pk)


def test_a_moved_page_leaves_a_redirect():
    client, home = editor_client(), make_home()
    target = make_standard_page(title="Mål", slug="mal")
    page = make_standard_page(title="Om", slug="om", parent=home)
    assert client.get("/om/").status_code == 200
    client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/")
    answer = client.get("/om/")
    assert (answer.status_code, answer["Location"]) == (301, "/mal/om/")


def test_a_new_slug_leaves_a_redirect(django_capture_on_commit_callbacks):
    client, page = editor_client(), publish(make_standard_page(title="Om", slug="om"))
    with django_capture_on_commit_callbacks(execute=True):
        send_form(client, edit_url(page), publish=True, slug="om-oss", change_note="Ny adresse")
    answer = client.get("/om/")
    assert (answer.status_code, answer["Location"]) == (301, "/om-oss/")


def test_the_history_says_who_published():
    client, page = editor_client(), make_standard_page(title="Om", live=False)
    send_form(client, edit_url(page), publish=True)
    entry = PageLogEntry.objects.filter(page=Page.objects.get(pk=page.pk), action="wagtail.publish").get()
    assert entry.user.email == "redaktor@example.org"


def test_every_form_is_the_shared_one():
    assert issubclass(StandardPage.get_edit_handler().get_form_class(), BasePageForm)
