"""The index says what is visible of a thing now, in the transaction that changed it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from hub.jobs.models import Job
from hub.models import BasePage, StandardPage
from research.models import ConceptIndexPage
from search import documents, knowledge
from search.documents import next_number, refresh, refresh_rows, remove, visible_thing
from search.models import IndexState, IndexTarget, Posting, SearchDocument
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import (
    make_county,
    make_home,
    make_municipality,
    make_organisation,
    make_page,
    make_standard_page,
    make_term,
    restrict,
)
from tests.builders.indexed import addresses, bag_of, behind_its_back, document_of, urls_with
from tests.builders.research import make_concept, make_list, make_publication
from tests.builders.search_index import make_document

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 20


# Writing --------------------------------------------------------------------------------------------------------------
def test_a_document_holds_what_the_page_tells():
    page = make_standard_page(title="Om måling", summary="En kort ingress.", slug="om-maling")
    row = document_of(page)
    assert (row.kind, row.group, row.tree) == (StandardPage.search_kind, page.translation_key.hex, "nb")
    assert (row.url, row.title, row.language) == ("/om-maling/", "Om måling", "nb")
    assert (row.published, row.visible_until, row.stands_alone) == (page.first_published_at, None, True)
    assert "måling" in row.words.split()
    assert row.facets["language"] == ["nb"]


def test_what_a_page_says_no_more_is_forgotten():
    page = make_standard_page(title="Om vaffeljern")
    behind_its_back(page, title="Om stekepanner")
    refresh(page)
    assert urls_with("vaffeljern") == set()
    assert urls_with("stekepanne") == {page.path_from_root}
    assert document_of(page).title == "Om stekepanner"


def test_a_document_keeps_its_id_and_gets_a_higher_number():
    page = make_standard_page()
    before = document_of(page)
    refresh(page)
    after = document_of(page)
    assert after.pk == before.pk
    assert after.generation > before.generation
    assert after.generation == IndexState.objects.get().generation


def test_the_same_page_gives_the_same_document_again():
    page = make_standard_page(title="Om måling", terms=[make_term()])
    before, bag = document_of(page), bag_of(document_of(page))
    refresh(page)
    after = document_of(page)
    assert bag_of(after) == bag
    same = [field.name for field in SearchDocument._meta.fields if field.name != "generation"]
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]


def test_a_page_is_told_to_elasticsearch_in_the_same_transaction(settings):
    page = make_standard_page()
    settings.ELASTICSEARCH_URL = "http://localhost:1"
    IndexTarget.objects.create(name="hub-1")
    refresh(page)
    row = document_of(page)
    remove(SearchDocument.objects.filter(pk=row.pk))
    jobs = Job.objects.filter(kind="search.push").values_list("args", flat=True)
    assert set(map(tuple, jobs)) == {(row.pk,)}


def test_nothing_is_written_when_the_change_is_undone():
    page = make_standard_page(title="Om vaffeljern")
    before = IndexState.objects.get().generation
    with transaction.atomic():
        behind_its_back(page, title="Om stekepanner")
        refresh(page)
        assert urls_with("stekepanne")
        transaction.set_rollback(True)
    assert urls_with("stekepanne") == set()
    assert urls_with("vaffeljern") == {page.path_from_root}
    assert IndexState.objects.get().generation == before


def test_a_page_without_an_index_entry_and_one_that_is_no_more_do_no_harm():
    refresh()
    refresh(Page(pk=10_000_000))
    page = make_standard_page(live=False)
    refresh(page, page)
    assert not addresses(page=page.pk)


# Taking away ----------------------------------------------------------------------------------------------------------
def test_what_cannot_be_seen_is_taken_away():
    above = make_page(StoryIndexPage, title="Hylle")
    pages = [make_page(StoryPage, parent=above, title=f"Erfaring {at}") for at in range(2)]
    behind_its_back(pages[0], live=False)
    refresh(*pages)
    assert addresses(page__in=[page.pk for page in pages]) == {pages[1].path_from_root}
    assert not Posting.objects.exclude(document__in=SearchDocument.objects.all()).exists()
    behind_its_back(above, live=False)
    refresh(*pages)
    assert addresses(page__in=[page.pk for page in pages]) == set()


def test_what_has_expired_is_taken_away_whether_or_not_it_was_swept():
    page = make_standard_page()
    behind_its_back(page, expire_at=timezone.now() - timedelta(minutes=1))
    refresh(page)
    assert not addresses(page=page.pk)


def test_a_page_goes_out_of_sight_with_the_first_above_it():
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    above = make_page(StoryIndexPage, title="Hylle")
    page = make_page(StoryPage, parent=above, title="Erfaring")
    behind_its_back(page, expire_at=later)
    refresh(page)
    assert document_of(page).visible_until == later
    behind_its_back(above, expire_at=soon)
    refresh(page)
    assert document_of(page).visible_until == soon


def test_removing_nothing_writes_nothing():
    make_standard_page()
    before = IndexState.objects.get().generation
    remove(SearchDocument.objects.none())
    assert IndexState.objects.get().generation == before


# Rows of reference data -----------------------------------------------------------------------------------------------
def test_an_organisation_has_a_document_in_each_tree():
    organisation = make_organisation(name="Bodø kommune", municipality=make_municipality())
    rows = SearchDocument.objects.filter(kind="organisation")
    assert {row.tree for row in rows} == {"nb", "en"}
    assert all(row.page_id is None and row.facets["county"] == ["18"] for row in rows)
    type(organisation).objects.filter(pk=organisation.pk).update(name="Bodø by")
    organisation.refresh_from_db()
    refresh_rows(organisation)
    assert {row.title for row in SearchDocument.objects.filter(kind="organisation")} == {"Bodø by"}


def test_things_of_different_kinds_with_one_id_do_not_meet():
    page = make_standard_page()
    make_document(key="x", kind="county", group="county-1")
    refresh_rows(make_county(number=str(page.pk).zfill(2)[:2]))
    refresh(page)
    assert addresses(page=page.pk) == {page.path_from_root}


# The thing behind a document ------------------------------------------------------------------------------------------
def test_the_thing_behind_a_document_is_one_that_the_public_may_see():
    page, county = make_standard_page(), make_county()
    assert visible_thing(StandardPage.search_kind, str(page.pk)) == StandardPage.objects.get(pk=page.pk)
    assert visible_thing("county", county.pk) == county
    for kind, key in (
        ("county", "99"),
        ("story", "10000000"),
        ("story", ""),
        ("story", "no number"),
        ("concept", "1-en"),
    ):
        assert visible_thing(kind, key) is None
    restrict(page)
    assert visible_thing(StandardPage.search_kind, str(page.pk)) is None


# Numbers --------------------------------------------------------------------------------------------------------------
def test_every_write_has_a_higher_number_even_when_the_clock_goes_back(monkeypatch):
    first = next_number()
    monkeypatch.setattr(documents.time, "time_ns", lambda: 0)
    assert next_number() == first + 1
    assert next_number(meanings=True) == first + 2
    state = IndexState.objects.get()
    assert (state.generation, state.meanings) == (first + 2, first + 2)


# Cost -----------------------------------------------------------------------------------------------------------------
def some_pages(kind, count):
    """So many pages of a type, each with rows of its own."""
    if kind == "standard":
        return [make_standard_page(title=f"Side {count} {at}", terms=[make_term()]) for at in range(count)]
    if kind == "concept":
        return [make_concept(title=f"begrep {count} {at}", en=f"concept {count} {at}") for at in range(count)]
    if kind == "publication":
        return [make_publication(title=f"Study {count} {at}") for at in range(count)]
    above, other = make_page(StoryIndexPage, title=f"Hylle {count}"), make_standard_page(title=f"Annen {count}")
    rows = {
        "related": [other],
        "municipalities": [make_municipality()],
        "organisations": [make_organisation()],
        "terms": [make_term()],
    }
    return [make_page(StoryPage, parent=above, title=f"Erfaring {count} {at}", **rows) for at in range(count)]


@pytest.fixture
def english_list():
    """The lists that concepts stand in."""
    make_home(language="en")
    return make_list(ConceptIndexPage, language="en")


@pytest.mark.parametrize("kind", ["standard", "concept", "publication", "story"])
@pytest.mark.parametrize("new", [False, True])
def test_many_pages_of_a_type_cost_as_few_queries_as_two(english_list, kind, new):
    costs = []
    for count in (FEW, MANY):
        pages = some_pages(kind, count)
        if new:
            SearchDocument.objects.filter(page__in=[page.pk for page in pages]).delete()
        knowledge.meanings()
        with CaptureQueriesContext(connection) as queries:
            refresh(*BasePage.objects.filter(pk__in=[page.pk for page in pages]))
        # Rows are inserted as many at a time as the database takes.
        costs.append(sum(not query["sql"].startswith("INSERT") for query in queries))
        assert len(queries) - costs[-1] <= 4 + count / 4
    assert costs[0] == costs[1]
