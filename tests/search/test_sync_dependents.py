"""What depends on a change follows by job: users of terms, places and organisations, of themes, of names."""

import pytest
from wagtail.models import Page

from hub.enums import Vocabulary
from hub.jobs.models import Job
from hub.models import ThemeIndexPage, ThemePage
from search import sync
from search.models import Word
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import (
    make_county,
    make_municipality,
    make_organisation,
    make_page,
    make_standard_page,
    make_term,
    publish,
)
from tests.builders.indexed import addresses, document_of, settle, urls_with, urls_with_meaning, urls_with_part
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db


def jobs_waiting(kind):
    return list(Job.objects.filter(kind=kind, state="waiting").values_list("args", flat=True))


# Reference data -------------------------------------------------------------------------------------------------------
def test_a_term_with_a_new_name_is_found_by_it():
    above = make_term(slug="hjerte", nb="hjerte")
    term = make_term(slug="svikt", nb="svikt", parent=above)
    page = make_standard_page(title="Side", terms=[term])
    term.nb = "pumpesvikt"
    term.save()
    settle()
    assert urls_with("pumpesvikt") == {page.path_from_root}
    above.nb = "sirkulasjon"
    above.save()
    settle()
    assert urls_with("sirkulasjon") == {page.path_from_root}


def test_places_and_organisations_are_in_the_index_with_what_they_are_called():
    county = make_county(number="40", name="Telemark")
    place = make_municipality(number="4001", name="Porsgrunn", county=county)
    owner = make_organisation(name="Vaffelverket", municipality=place)
    page = make_standard_page(title="Side", owner_organisation=owner, municipalities=[place])
    assert urls_with("Telemark".lower()) == {"/fylker/telemark/", "/en/counties/telemark/", page.path_from_root}
    owner.name, owner.slug = "Kakeverket", "kakeverket"
    owner.save()
    assert urls_with("kakeverket") == {"/organisasjoner/kakeverket/", "/en/organisations/kakeverket/"}
    settle()
    assert page.path_from_root in urls_with("kakeverket")
    assert urls_with("vaffelverket") == set()
    assert document_of(page).facets["owner"] == ["kakeverket"]
    place.name = "Vaffelsund"
    place.save()
    county.name = "Vaffelmark"
    county.save()
    settle()
    assert page.path_from_root in urls_with("vaffelsund") & urls_with("vaffelmark")


def test_an_organisation_that_changes_only_its_mailbox_touches_no_page():
    owner = make_organisation(name="Vaffelverket")
    make_standard_page(title="Side", owner_organisation=owner)
    Job.objects.all().delete()
    owner.email = "post@example.org"
    owner.save()
    assert jobs_waiting("search.users") == []


def test_a_deleted_organisation_is_gone_at_once_and_forgotten_by_its_users():
    place = make_municipality()
    owner = make_organisation(name="Vaffelverket", municipality=place)
    owner.delete()
    assert urls_with("vaffelverket") == set()
    settle()


def test_a_page_belongs_to_a_theme_as_long_as_the_theme_is_in_sight():
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="vafler")
    page = make_standard_page(title="Side", terms=[form])
    themes = make_page(ThemeIndexPage, title="Temaer")
    theme = make_page(ThemePage, parent=themes, title="Vafler", slug="vafler", service_form=form)
    settle()
    assert document_of(page).facets["theme"] == ["vafler"]
    themes.unpublish()
    assert "theme" not in document_of(page).facets
    publish(themes)
    settle()
    assert document_of(page).facets["theme"] == ["vafler"]
    Page.objects.get(pk=theme.pk).delete()
    assert "theme" not in document_of(page).facets


# Meanings -------------------------------------------------------------------------------------------------------------
def test_pages_are_told_of_names_that_come_and_go():
    page = make_standard_page(title="Om et røreverk")
    concept = make_concept(title="vaffelmaskin", alternative=[("nb", "røreverk")])
    key = f"c{concept.translation_key.hex}"
    settle()
    assert urls_with_meaning(key) == {page.path_from_root, concept.path_from_root}
    concept.unpublish()
    settle()
    assert urls_with_meaning(key) == set()


def test_a_word_of_the_list_leads_to_pages_with_its_other_words_until_it_is_gone():
    page = make_standard_page(title="Om et røreverk")
    word = Word.objects.create(key="mikser", nb="mikser, røreverk", en="mixer")
    settle()
    assert urls_with_meaning("wmikser") == {page.path_from_root}
    word.nb = "mikser, visp"
    word.save()
    settle()
    assert urls_with_meaning("wmikser") == set()
    word.nb = "mikser, røreverk"
    word.save()
    settle()
    word.delete()
    settle()
    assert urls_with_meaning("wmikser") == set()


def test_a_name_of_a_term_counts_as_a_name():
    page = make_standard_page(title="Side", terms=[make_term(slug="roreverk", nb="røreverk")])
    Word.objects.create(key="mikser", nb="mikser, røreverk", en="mixer")
    settle()
    assert urls_with_meaning("wmikser") == {page.path_from_root}


def test_a_compound_is_taken_apart_by_a_name_that_no_lexicon_knows():
    page = make_standard_page(title="Om blimperverktøy")
    Word.objects.create(key="blimper", nb="blimper, luftskip", en="blimp")
    settle()
    assert page.path_from_root in urls_with_part("blimper")


def test_a_concept_published_with_the_same_names_touches_no_page():
    concept = make_concept(title="vaffelmaskin")
    Job.objects.all().delete()
    publish(concept, definition_nb="Et annet sted å steke.")
    assert jobs_waiting("search.meaning") == []


# Jobs -----------------------------------------------------------------------------------------------------------------
def test_a_branch_is_handed_out_in_batches(monkeypatch):
    monkeypatch.setattr(sync, "BATCH", 2)
    above = make_page(StoryIndexPage, title="Hylle")
    others = [make_page(StoryPage, parent=above, title=f"Hus {number}") for number in range(5)]
    above.unpublish()
    assert not addresses(page__in=[other.pk for other in others])
    publish(above)
    settle()
    assert len(addresses(page__in=[other.pk for other in others])) == 5
    assert len(Job.objects.filter(kind="search.subtree")) == 4


def test_a_job_for_what_is_gone_is_done():
    page = make_standard_page(title="Side")
    for args in ((sync.subtree, page.pk), (sync.users, "hub.term", 4711), (sync.meaning, "wborte")):
        sync.enqueue(*args)
    sync.hand_out([("page", str(page.pk)), ("organisation", "4711")])
    Page.objects.get(pk=page.pk).delete()
    settle()
    assert not addresses(page=page.pk)


def test_publishing_a_page_does_not_cost_more_when_the_index_is_larger(django_assert_max_num_queries):
    page = make_standard_page(title="Side")
    others = [make_standard_page(title=f"Side {number}") for number in range(10)]
    assert others
    with django_assert_max_num_queries(45):
        sync.page_changed(page)


def test_a_draft_that_never_was_public_is_not_looked_at_twice(django_assert_max_num_queries):
    page = make_standard_page(title="Utkast", live=False)
    assert page.first_published_at is None
    with django_assert_max_num_queries(2):
        sync.page_changed(page)


def test_looking_again_at_a_concept_that_is_unchanged_queues_nothing():
    concept = make_concept(title="hjemmesykehus", alternative=[("nb", "sykehus hjemme")])
    settle()
    sync.refresh("page", str(concept.pk))
    assert jobs_waiting("search.meaning") == []
