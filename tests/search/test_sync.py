"""What a change of anything does to the index: at once what the thing is and what leaves sight, the rest by job."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from hub.jobs.models import Job
from hub.models import StandardPage
from research.models import ConceptIndexPage
from search import sync
from search.models import SearchDocument
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import (
    make_home,
    make_page,
    make_standard_page,
    publish,
    restrict,
)
from tests.builders.indexed import addresses, document_of, settle, urls_with
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db
SECRET = "vaffeljern"


def make_branch(*, slug="hylle", **fields):
    """A list with one experience whose title has the secret word."""
    above = make_page(StoryIndexPage, title="Hylle", slug=slug, **fields)
    below = make_page(StoryPage, parent=above, title=f"Et {SECRET} i Bodø", slug="huset")
    return above, below


def jobs_waiting(kind):
    return list(Job.objects.filter(kind=kind, state="waiting").values_list("args", flat=True))


# Pages ----------------------------------------------------------------------------------------------------------------
def test_a_page_is_in_the_index_when_its_publication_is_saved():
    page = make_standard_page(title="Gammelt navn", live=False)
    assert not addresses(page=page.pk)
    publish(page, title=f"Om {SECRET}", summary="Kort.")
    assert urls_with(SECRET) == {page.path_from_root}
    publish(page, title="Om kaffetrakter")
    assert urls_with(SECRET) == set()
    assert urls_with("kaffetrakter") == {page.path_from_root}


def test_a_draft_changes_nothing():
    page = make_standard_page(title="Slik det står")
    before = document_of(page).generation
    page.title = f"Utkast om {SECRET}"
    page.save_revision()
    settle()
    assert urls_with(SECRET) == set()
    assert document_of(page).generation == before


def test_the_live_rows_are_indexed_when_there_is_a_newer_draft():
    page = make_standard_page(title="Slik det står")
    page.title = f"Utkast om {SECRET}"
    page.save_revision()
    sync.page_changed(page)  # with the draft in memory
    assert urls_with(SECRET) == set()
    assert document_of(page).title == "Slik det står"


@pytest.mark.parametrize("way", ["unpublish", "delete", "restrict", "expire"])
def test_what_leaves_sight_leaves_the_index_at_once_with_all_below_it(way):
    above, below = make_branch()
    assert urls_with(SECRET) == {below.path_from_root}
    if way == "unpublish":
        above.unpublish()
    elif way == "delete":
        Page.objects.get(pk=above.pk).delete()
    elif way == "restrict":
        restrict(above)
    else:
        StoryIndexPage.objects.filter(pk=above.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        above.refresh_from_db()
        above.unpublish(set_expired=True)
    assert urls_with(SECRET) == set()
    assert not SearchDocument.objects.filter(url__startswith=above.path_from_root).exists()
    settle()
    assert urls_with(SECRET) == set()


def test_what_is_published_again_comes_back_with_all_below_it():
    above, below = make_branch()
    above.unpublish()
    publish(above)
    assert addresses(page=above.pk) == {above.path_from_root}
    settle()
    assert urls_with(SECRET) == {below.path_from_root}


def test_what_is_opened_comes_back_with_all_below_it():
    above, below = make_branch()
    restriction = restrict(above)
    restriction.delete()
    settle()
    assert urls_with(SECRET) == {below.path_from_root}


def test_what_is_closed_twice_stays_out_until_both_are_gone():
    above, below = make_branch()
    outer, inner = restrict(above), restrict(below)
    outer.delete()
    settle()
    assert urls_with(SECRET) == set()
    inner.delete()
    assert urls_with(SECRET) == {below.path_from_root}


def test_a_closed_page_is_deleted_with_its_restriction():
    above, _below = make_branch()
    restrict(above)
    Page.objects.get(pk=above.pk).delete()
    settle()
    assert urls_with(SECRET) == set()


def test_many_pages_are_deleted_at_once():
    pages = [make_standard_page(title=f"{SECRET} {number}") for number in range(3)]
    StandardPage.objects.filter(pk__in=[page.pk for page in pages]).delete()
    assert urls_with(SECRET) == set()


def test_a_moved_branch_has_its_new_addresses():
    above, below = make_branch()
    target = make_standard_page(title="Målet", slug="malet")
    Page.objects.get(pk=above.pk).move(Page.objects.get(pk=target.pk), "last-child")
    assert addresses(page=above.pk) == {"/malet/hylle/"}
    settle()
    assert addresses(page=below.pk) == {"/malet/hylle/huset/"}


@pytest.mark.parametrize("hidden", ["private", "unpublished"])
def test_a_branch_moved_out_of_sight_is_gone_at_once_and_back_when_it_returns(hidden):
    above, below = make_branch()
    target = make_standard_page(title="Målet", slug="malet", live=hidden == "private")
    if hidden == "private":
        restrict(target)
    Page.objects.get(pk=above.pk).move(Page.objects.get(pk=target.pk), "last-child")
    assert urls_with(SECRET) == set()
    Page.objects.get(pk=above.pk).move(Page.objects.get(pk=make_home().pk), "last-child")
    settle()
    assert urls_with(SECRET) == {below.path_from_root}


def test_a_new_slug_gives_the_whole_branch_new_addresses():
    above, below = make_branch()
    publish(above, slug="reol")
    assert addresses(page=above.pk) == {"/reol/"}
    settle()
    assert addresses(page=below.pk) == {"/reol/huset/"}


def test_pages_in_another_order_ask_for_nothing():
    first, second = make_branch()[0], make_standard_page(title="To")
    Job.objects.all().delete()
    Page.objects.get(pk=first.pk).move(Page.objects.get(pk=second.pk), "right")
    assert jobs_waiting("search.subtree") == []


def test_a_list_that_is_published_anew_leaves_its_pages_alone():
    above, _below = make_branch()
    Job.objects.all().delete()
    publish(above, summary="Ny ingress.")
    assert jobs_waiting("search.subtree") == []
    assert "ingress" in document_of(above).stems


# Expiry ---------------------------------------------------------------------------------------------------------------
def test_pages_below_are_in_sight_no_longer_than_the_one_above():
    above, below = make_branch()
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    publish(above, expire_at=soon)
    assert {document_of(above).visible_until, document_of(below).visible_until} == {soon}
    below.expire_at = later
    below.save()
    assert document_of(below).visible_until == soon
    publish(above, expire_at=None)
    settle()
    assert document_of(above).visible_until is None
    assert document_of(below).visible_until == later


def test_a_longer_time_reaches_the_pages_below():
    above, below = make_branch()
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    publish(above, expire_at=soon)
    publish(above, expire_at=later)
    settle()
    assert document_of(below).visible_until == later


# Twins and records of all languages -----------------------------------------------------------------------------------
def test_a_translation_that_comes_and_goes_is_told_to_its_twin():
    make_home(language="en")
    page = make_standard_page(title="Om tjenesten")
    assert document_of(page).stands_alone
    twin = make_standard_page(title=f"About {SECRET}", language="en", translation_of=page)
    assert not document_of(page).stands_alone
    assert page.path_from_root in urls_with(SECRET)
    twin.unpublish()
    assert document_of(page).stands_alone
    assert urls_with(SECRET) == set()


def test_the_english_list_takes_the_english_addresses_of_its_records_with_it():
    make_home(language="en")
    make_list(ConceptIndexPage)
    english = make_list(ConceptIndexPage, language="en")
    concept = make_concept(title="vaffel", en="waffle")
    assert addresses(page=concept.pk) == {"/begreper/vaffel/", "/en/concepts/waffle/"}
    english.unpublish()
    assert addresses(page=concept.pk) == {"/begreper/vaffel/"}
    publish(english, slug="terms")
    settle()
    assert addresses(page=concept.pk) == {"/begreper/vaffel/", "/en/terms/waffle/"}
    restrict(english)
    assert addresses(page=concept.pk) == {"/begreper/vaffel/"}
