"""A thing in several languages is one thing: its documents know of each other, and of the concept's new name."""

import pytest
from wagtail.models import Page

from hub.models import StandardPage
from research.models import ConceptIndexPage, ConceptPage
from search import knowledge
from search.analysis import stem
from search.bag import MEANING, WORD, number
from search.documents import refresh, remove
from search.models import IndexState, SearchDocument
from tests.builders.hub import make_home, make_standard_page, publish, restrict
from tests.builders.indexed import bag_of, behind_its_back, document_of, urls_with
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db


def make_twins():
    """A page in both trees, without a word in common."""
    make_home(language="en")
    norwegian = make_standard_page(title="Vaffeljern", summary="Røres sammen.")
    english = make_standard_page(title="Lighthouse", summary="Keeps watch.", language="en", translation_of=norwegian)
    return norwegian, english


# Versions in two languages --------------------------------------------------------------------------------------------
def test_a_page_is_found_by_the_words_of_its_version_in_the_other_tree():
    norwegian, english = make_twins()
    both = {norwegian.path_from_root, english.path_from_root}
    assert urls_with("vaffeljern") == urls_with("lighthous") == both
    assert [document_of(page).stands_alone for page in (norwegian, english)] == [False, False]


def test_its_own_words_count_more():
    norwegian, english = make_twins()
    term = number(WORD + stem("vaffeljern"))
    assert bag_of(document_of(norwegian))[term] > bag_of(document_of(english))[term]


def test_the_words_of_the_other_language_are_neither_suggested_nor_phrases_of_it():
    norwegian, _english = make_twins()
    row = document_of(norwegian)
    assert "lighthouse" not in row.words
    assert "lighthous" not in row.stems


@pytest.mark.parametrize("way", ["unpublished", "restricted", "deleted", "removed"])
def test_a_version_that_goes_takes_its_words_from_the_other(way):
    norwegian, english = make_twins()
    if way == "unpublished":
        behind_its_back(english, live=False)
        refresh(english)
    elif way == "restricted":
        restrict(english)
    elif way == "deleted":
        Page.objects.get(pk=english.pk).delete()
    else:
        remove(SearchDocument.objects.filter(page=english.pk))
    assert urls_with("lighthous") == set()
    assert urls_with("vaffeljern") == {norwegian.path_from_root}
    assert document_of(norwegian).stands_alone
    assert not SearchDocument.objects.filter(page=english.pk).exists()


def test_a_version_that_comes_gives_its_words_to_the_other():
    norwegian, english = make_twins()
    behind_its_back(english, live=False)
    refresh(english)
    behind_its_back(english, live=True)
    refresh(english)
    assert urls_with("lighthous") == {norwegian.path_from_root, english.path_from_root}
    assert not document_of(norwegian).stands_alone


def test_a_version_that_leaves_its_thing_leaves_its_words_behind():
    norwegian, english = make_twins()
    other = make_standard_page(title="Noe annet")
    behind_its_back(english, translation_key=other.translation_key)
    refresh(english)
    assert urls_with("lighthous") == {english.path_from_root, other.path_from_root}
    assert urls_with("vaffeljern") == {norwegian.path_from_root}
    alone = {row.url: row.stands_alone for row in SearchDocument.objects.filter(kind=StandardPage.search_kind)}
    assert alone[norwegian.path_from_root]
    assert not alone[english.path_from_root]
    assert not alone[other.path_from_root]


# Concepts -------------------------------------------------------------------------------------------------------------
@pytest.fixture
def concepts():
    """The lists that concepts stand in."""
    make_home(language="en")
    return make_list(ConceptIndexPage, language="en")


def uses_meaning(row, concept):
    return number(f"{MEANING}c{concept.translation_key.hex}") in bag_of(row)


def test_a_concept_has_a_document_for_each_address_and_one_group(concepts):
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    rows = SearchDocument.objects.filter(page=concept.pk)
    assert {row.tree for row in rows} == {"nb", "en"}
    assert {row.group for row in rows} == {concept.translation_key.hex}
    assert all(row.defines and not row.stands_alone for row in rows)


def test_an_address_that_a_concept_has_no_more_goes(concepts):
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    behind_its_back(concept, pref_label_en="", definition_en="", slug_en="")
    refresh(concept)
    assert {row.tree for row in SearchDocument.objects.filter(page=concept.pk)} == {"nb"}
    assert document_of(concept).stands_alone


def test_a_new_name_is_in_force_for_the_concepts_own_documents(concepts):
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    for name in ("nattsykehus", "dagsykehus"):
        behind_its_back(concept, title=name, pref_label_nb=name)
        refresh(ConceptPage.objects.get(pk=concept.pk))
        rows = SearchDocument.objects.filter(page=concept.pk)
        assert name in {row.title for row in rows}
        assert all(uses_meaning(row, concept) for row in rows)
        names = {text for meaning in knowledge.meanings().thesaurus.meanings.values() for text, _ in meaning.names}
        assert name in names


def test_only_what_changes_names_makes_the_thesaurus_new(concepts):
    concept = make_concept(title="hjemmesykehus")

    def number_of_meanings():
        return IndexState.objects.get().meanings

    before = number_of_meanings()
    page = make_standard_page(title="Om hjemmesykehus")
    refresh(concept, page)
    publish(concept, definition_nb="En annen forklaring.")
    assert number_of_meanings() == before
    assert uses_meaning(document_of(page), concept)
    remove(SearchDocument.objects.filter(page=concept.pk))
    assert number_of_meanings() > before
