"""What a process knows of the index is what the index holds now, and nothing that was never committed."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import knowledge
from search.bag import number
from search.documents import next_number, remove
from search.models import SearchDocument, Word
from tests.builders.search_index import make_document, make_row, store_rows

pytestmark = pytest.mark.django_db


def titles():
    return {facts.title for facts in knowledge.current().documents.values()}


def near():
    known = knowledge.current()
    return {facts.group: known.near(facts.group) for facts in known.documents.values()}


def names():
    return {name for meaning in knowledge.meanings().thesaurus.meanings.values() for name in meaning.names}


def make_concept_document(*, key="7", name="velferdsteknologi", **fields):
    """A document that defines a concept, written as such a change is."""
    next_number(meanings=True)
    return make_document(key=key, kind="concept", defines=True, labels=[[name, "nb", "preferred"]], **fields)


def make_word(*, key="kols", nb="kols, kronisk obstruktiv lungesykdom"):
    word = Word.objects.create(key=key, nb=nb)
    next_number(meanings=True)
    return word


def read_again():
    """The pages of the index that were read by the next question."""
    with CaptureQueriesContext(connection) as queries:
        knowledge.current()
    return len(queries)


# Documents ------------------------------------------------------------------------------------------------------------
def test_an_empty_index_is_known_as_empty():
    known = knowledge.current()
    assert (known.documents, known.words, known.near("g")) == ({}, {}, set())
    assert known.meanings.thesaurus.meanings == {}


def test_what_is_written_changed_and_removed_is_known_at_once():
    document = make_document(key="a", title="Først")
    assert titles() == {"Først"}
    document.title = "Siden"
    store_rows([document], [{}])
    assert titles() == {"Siden"}
    remove(SearchDocument.objects.filter(pk=document.pk))
    assert titles() == set()


def test_documents_come_in_the_order_of_their_ids():
    rows = store_rows([make_row(key=key) for key in "abc"], [{}] * 3)
    store_rows([rows[0]], [{}])
    assert list(knowledge.current().documents) == sorted(row.pk for row in rows)


def test_nothing_is_read_again_while_nothing_has_changed():
    make_document(key="a")
    knowledge.current()
    assert read_again() == 1
    assert knowledge.current() is knowledge.current()


def test_only_what_has_changed_is_read_again():
    first, second = store_rows([make_row(key=key, title=key) for key in "ab"], [{}] * 2)
    before = knowledge.current()
    second.title = "annet"
    store_rows([second], [{}])
    after = knowledge.current()
    assert after.documents[first.pk] is before.documents[first.pk]
    assert after.documents[second.pk].title == "annet"


def test_whoever_reads_the_old_is_left_in_peace():
    make_document(key="a", words="måling")
    concept = make_concept_document()
    before = knowledge.current()
    documents, words, found = dict(before.documents), before.words.copy(), before.meanings
    make_document(key="b", words="måling vekt")
    remove(SearchDocument.objects.filter(pk=concept.pk))
    assert knowledge.current() is not before
    assert (before.documents, before.words, before.meanings) == (documents, words, found)


def test_the_cost_of_coming_up_to_date_does_not_grow_with_what_has_changed():
    knowledge.current()
    counts = []
    for count in (2, 20):
        store_rows([make_row(key=f"{count}-{at}") for at in range(count)], [{}] * count)
        counts.append(read_again())
    assert counts[0] == counts[1] <= 3


# Words ----------------------------------------------------------------------------------------------------------------
def test_words_are_counted_by_documents_and_forgotten_with_the_last_one():
    first, second = store_rows([make_row(key="a", words="måling vekt"), make_row(key="b", words="måling")], [{}] * 2)
    assert knowledge.current().words == {"måling": 2, "vekt": 1}
    first.words = "blodtrykk"
    store_rows([first], [{}])
    assert knowledge.current().words == {"måling": 1, "blodtrykk": 1}
    remove(SearchDocument.objects.filter(pk__in=[first.pk, second.pk]))
    assert knowledge.current().words == {}


def test_words_of_what_goes_out_of_sight_by_the_clock_are_not_counted():
    make_document(key="a", words="måling", visible_until=timezone.now() + timedelta(days=1))
    assert knowledge.current().words == {}


# Links ----------------------------------------------------------------------------------------------------------------
def test_links_count_both_ways_and_lead_only_to_what_is_there():
    rows = [
        make_row(key="1", group="g1", related=[["story", "2"], ["story", "404"], ["story", "1-en"]]),
        make_row(key="1-en", group="g1", tree="en"),
        make_row(key="2", group="g2"),
        make_row(key="3", group="g3"),
    ]
    store_rows(rows, [{}] * 4)
    assert near() == {"g1": {"g2"}, "g2": {"g1"}, "g3": set()}
    remove(SearchDocument.objects.filter(key="2"))
    assert near() == {"g1": set(), "g3": set()}


# Meanings -------------------------------------------------------------------------------------------------------------
def test_names_of_concepts_and_words_are_known_at_once_and_forgotten_at_once():
    concept = make_concept_document()
    assert names() == {("velferdsteknologi", "nb")}
    word = make_word()
    assert ("kols", "nb") in names()
    remove(SearchDocument.objects.filter(pk=concept.pk))
    assert names() == {("kols", "nb"), ("kronisk obstruktiv lungesykdom", "nb")}
    word.delete()
    assert names() == set()


def test_the_thesaurus_stays_when_other_things_change():
    make_concept_document()
    before = knowledge.meanings()
    make_document(key="a")
    assert knowledge.meanings() is before


def test_words_of_names_are_parts_of_compounds_at_once():
    assert knowledge.meanings().splitter.parts("qwertyuplan") == ()
    make_concept_document(name="qwertyu plan")
    assert knowledge.meanings().splitter.parts("qwertyuplan") == ("qwertyu", "plan")


def test_a_concept_means_nothing_from_the_moment_it_expires(monkeypatch):
    moment = timezone.now() + timedelta(days=1)
    make_concept_document(visible_until=moment)
    assert names() == {("velferdsteknologi", "nb")}
    before = knowledge.current()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert names() == set()
    assert knowledge.current().meanings.thesaurus.meanings == {}
    assert before.meanings.thesaurus.meanings


# Committed ------------------------------------------------------------------------------------------------------------
def all_that_is_known():
    """All of it, however it came to be known."""
    known = knowledge.current()
    sets = {
        (name, value): sorted(known.sets.members(some))
        for name, values in known.sets.values.items()
        for value, some in values.items()
    }
    return known.documents, dict(known.words), known.begun, sets, known.sets.lapsing, near()


@pytest.mark.django_db(transaction=True)
def test_what_was_known_is_brought_up_to_date_as_if_all_were_read_anew():
    tomorrow = timezone.now() + timedelta(days=1)
    rows = [
        make_row(key="1", group="1", related=[["story", "3"]], title="En", words="vekt", facets={"theme": ["a"]}),
        make_row(
            key="2", group="2", related=[["story", "1"]], title="To", words="måling", facets={"theme": ["a", "b"]}
        ),
        make_row(key="3", group="3", title="Tre", words="åre måling", visible_until=tomorrow),
    ]
    store_rows(rows, [{}] * 3)
    knowledge.current()
    rows[0].title, rows[0].words, rows[0].facets = "Enda en", "måling", {"theme": ["c"]}
    changes = [
        lambda: store_rows([rows[0]], [{}]),
        lambda: remove(SearchDocument.objects.filter(key="2")),
        lambda: store_rows([make_row(key="4", group="4", words="ord", related=[["story", "2"]])], [{}]),
        lambda: (remove(SearchDocument.objects.filter(key="3")), store_rows([make_row(key="3", group="3")], [{}])),
        lambda: store_rows([make_row(key=f"m{at}", words=f"a{at}ord") for at in range(20)], [{}] * 20),
    ]
    for change in changes:
        with transaction.atomic():
            change()
        known = all_that_is_known()
        knowledge.forget()
        assert known == all_that_is_known()


@pytest.mark.django_db(transaction=True)
def test_only_what_was_written_since_is_read():
    store_rows([make_row(key=f"{at}") for at in range(5)], [{}] * 5)
    knowledge.current()
    make_document(key="new")
    with CaptureQueriesContext(connection) as queries:
        knowledge.current()
    _state, newer, count = queries.captured_queries
    assert '"generation" > ' in newer["sql"]
    assert "COUNT(" in count["sql"]


def test_how_often_terms_stand_is_asked_once_until_something_is_written():
    make_document(key="a", terms={"shjelp": 3, "sbot": 4})
    numbers = [number(term) for term in ("shjelp", "sbot", "snei")]
    known = knowledge.current()
    assert knowledge.documents_with_each(numbers, known) == {numbers[0]: 1, numbers[1]: 1}
    with CaptureQueriesContext(connection) as queries:
        knowledge.documents_with_each(numbers, known)
    assert not queries
    make_document(key="b", terms={"snei": 3})
    assert knowledge.documents_with_each(numbers, knowledge.current())[numbers[2]] == 1


# Rolled back ----------------------------------------------------------------------------------------------------------
@contextmanager
def rolled_back():
    """A transaction that comes to nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_known():
    kept = make_document(key="kept", title="Blir", words="måling")
    with rolled_back():
        undone = make_document(key="undone", title="Angret", words="angret")
        make_concept_document(name="angrelære")
        kept.title = "Endret"
        store_rows([kept], [{}])
        assert titles() == {"Endret", "Angret", "7"}
        assert names() == {("angrelære", "nb")}
    assert titles() == {"Blir"}
    assert names() == set()
    assert knowledge.current().words == {"måling": 1}
    after = make_document(key="after", title="Etterpå", words="vekt")
    assert connection.vendor != "sqlite" or after.pk == undone.pk  # an id that was rolled back comes again
    assert titles() == {"Blir", "Etterpå"}
    assert knowledge.current().words == {"måling": 1, "vekt": 1}


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_rolled_back_is_never_used_again():
    numbers = []
    for kept in (True, False, False, True):
        with transaction.atomic() if kept else rolled_back():
            numbers.append(next_number())
    assert numbers == sorted(set(numbers))
