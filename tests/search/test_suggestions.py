"""What begins as the reader writes: nothing that is out of sight, nothing of the other tree."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.documents import remove
from search.models import SearchDocument
from search.suggestions import VOCABULARY, Suggestion, suggest
from tests.builders.search_index import make_document, make_row, store_rows

pytestmark = pytest.mark.django_db


def titles(text, language="nb", **options):
    return [one.title for one in suggest(text, language, **options) if one.kind != VOCABULARY]


def words(text, language="nb", **options):
    return [one.title for one in suggest(text, language, **options) if one.kind == VOCABULARY]


# What is found --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["Åpen", "åp", "ÅPEN", "apen", "aapen", "åpen dø", " åpen   dør ", "dør", "dor", "A\u030apen", "for a"]
)
def test_a_title_is_found_by_its_beginning_and_by_that_of_each_word(text):
    make_document(key="a", title="Åpen dør for alle", url="/apen/")
    assert suggest(text) == [Suggestion("Åpen dør for alle", "/apen/", "story", "nb")]


@pytest.mark.parametrize(
    "text", ["", " ", "å", "pen", "ør", "åpen for", "xyz", "🙂", "%", "__", "\x00\x00", "a" * 10_000]
)
def test_nothing_else_is_found(text):
    make_document(key="a", title="Åpen dør for alle", words="åpen")
    assert suggest(text) == []


def test_a_name_leads_to_what_it_names():
    labels = [["DHO", "nb", "alternative"], ["smarthus", "nb", "hidden"], ["remote care", "en", "preferred"]]
    make_document(key="a", kind="concept", title="digital hjemmeoppfølging", labels=labels)
    assert titles("dho") == titles("remote c") == ["digital hjemmeoppfølging"]
    assert titles("smart") == []


def test_a_thing_is_suggested_once_however_many_of_its_names_begin_so():
    make_document(key="a", title="kols", labels=[["kols", "nb", "preferred"], ["kolssykdom", "nb", "alternative"]])
    assert titles("kols") == ["kols"]


def test_beginnings_go_before_words_and_concepts_before_other_things():
    rows = [
        make_row(key="1", kind="organisation", title="Kols kommune"),
        make_row(key="2", kind="story", title="Om kols"),
        make_row(key="3", kind="story", title="Kols i Bodø"),
        make_row(key="4", kind="concept", title="kols"),
        make_row(key="5", kind="story", title="Kols her"),
    ]
    store_rows(rows, [{}] * 5)
    assert titles("kols") == ["kols", "Kols her", "Kols i Bodø", "Kols kommune", "Om kols"]


# Words ----------------------------------------------------------------------------------------------------------------
def test_words_of_the_index_are_suggested_those_in_most_documents_first():
    rows = [make_row(key="a", words="måling målgruppe målar"), make_row(key="b", words="målgruppe målar")]
    store_rows(rows, [{}] * 2)
    assert words("mål") == words("MAL") == ["målar", "målgruppe", "måling"]
    assert suggest("målg") == [Suggestion("målgruppe", "", VOCABULARY, "")]


def test_words_without_subject_are_not_suggested():
    make_document(key="a", words="hvordan hvorfor hverdag")
    assert words("hv") == ["hverdag"]


def test_a_word_that_is_a_title_is_suggested_once():
    make_document(key="a", kind="concept", title="Måling", words="måling målinger")
    assert [one.title for one in suggest("måli")] == ["Måling", "målinger"]


def test_there_is_room_for_words_beside_many_titles():
    rows = [make_row(key=str(at), title=f"Måling {at}", words="måling målinger målingen") for at in range(20)]
    store_rows(rows, [{}] * 20)
    found = suggest("måling", limit=8)
    assert [one.kind for one in found] == ["story"] * 6 + [VOCABULARY] * 2


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 8, 100])
def test_no_more_than_the_limit(limit):
    rows = [
        make_row(key=str(at), title=f"Måling {at}", words=f"måling målinger måling{'abcdef'[at]}") for at in range(6)
    ]
    store_rows(rows, [{}] * 6)
    assert len(suggest("måling", limit=limit)) == min(limit, 6 + 8)


# What must not be told ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "expected"), [("nb", "Kols nb"), ("nn", "Kols nb"), ("en", "Kols en")])
def test_of_a_thing_in_both_trees_the_one_in_the_readers_tree(language, expected):
    rows = [
        make_row(key="nb", tree="nb", title="Kols nb", stands_alone=False),
        make_row(key="en", tree="en", title="Kols en", stands_alone=False),
        make_row(key="alone", tree="en", title="Kolsalone"),
    ]
    store_rows(rows, [{}] * 3)
    assert titles("kols", language) == [expected, "Kolsalone"]


def test_what_goes_out_of_sight_is_not_told_from_that_moment_and_its_words_never(monkeypatch):
    moment = timezone.now() + timedelta(hours=1)
    make_document(key="a", title="Hemmelig måling", words="hemmelig måling", visible_until=moment)
    assert (titles("hemm"), words("hemm")) == (["Hemmelig måling"], [])
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert suggest("hemm") == []


def test_what_was_removed_is_not_told():
    make_document(key="a", title="Hemmelig måling", words="hemmelig")
    assert suggest("hemm")
    remove(SearchDocument.objects.filter(key="a"))
    assert suggest("hemm") == []


def test_what_changed_its_title_is_told_by_the_new_one():
    document = make_document(key="a", title="Måling", words="måling")
    assert suggest("måli")
    document.title, document.words = "Vekt", "vekt"
    store_rows([document], [{}])
    assert suggest("måli") == []
    assert titles("vek") == ["Vekt"]


def test_a_letter_costs_one_query():
    make_document(key="a", title="Måling")
    suggest("må")
    with CaptureQueriesContext(connection) as queries:
        assert suggest("mål")
    assert len(queries) == 1
