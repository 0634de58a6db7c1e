"""A phrase is a row of words in one text, whatever their forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.phrases import documents_with, documents_with_any
from search.pieces import stems_of
from tests.builders.search_index import make_row, store_rows
from tests.builders.words import make_bag

pytestmark = pytest.mark.django_db


def store(*texts, language="nb"):
    """Documents with a title each and these texts; returns their ids."""
    rows, bags = [], []
    for at, parts in enumerate(texts):
        parts = [parts] if isinstance(parts, str) else parts
        row = make_row(key=f"{language}{at}", title="", parts=[[text, language, 1, ""] for text in parts])
        row.stems = stems_of(row)
        rows.append(row)
        bags.append(make_bag(text=" ".join(parts), language=language))
    return [row.pk for row in store_rows(rows, bags)]


def phrases(*texts):
    return [text.split() for text in texts]


def test_no_phrase_is_no_condition():
    assert documents_with([]) is None


def test_the_words_must_stand_in_a_row_and_in_order():
    first, *_others = store(
        "om digital hjemmeoppfølging av kols", "hjemmeoppfølging digital", "digital eller hjemmeoppfølging"
    )
    assert documents_with(phrases("digital hjemmeoppfølging")) == {first}


def test_in_any_form_and_either_written_standard():
    ids = store("digitale hjemmeoppfølginger", "Digital heimeoppfølging!")
    assert documents_with(phrases("digital hjemmeoppfølging")) == set(ids)


def test_words_without_subject_count_in_a_phrase():
    first, _second = store("måling hver dag", "måling denne dag")
    assert documents_with(phrases("måling hver dag")) == {first}


def test_a_phrase_does_not_reach_from_one_text_into_the_next():
    store(["om digital", "hjemmeoppfølging av"])
    assert documents_with(phrases("digital hjemmeoppfølging")) == set()


def test_whole_words_only():
    store("digital hjemmeoppfølgingstjeneste", "nydigital hjemmeoppfølging")
    assert documents_with(phrases("digital hjemmeoppfølging")) == set()


def test_a_phrase_in_english():
    (document,) = store("Remote patients monitored at home", language="en")
    assert documents_with(phrases("remote patient monitoring")) == {document}


def test_all_phrases_must_be_there():
    _first, second = store("digital hjemmeoppfølging", "digital hjemmeoppfølging og måling hver dag")
    assert documents_with(phrases("digital hjemmeoppfølging", "måling hver dag")) == {second}
    assert documents_with(phrases("digital hjemmeoppfølging", "står ingensteds")) == set()


def test_any_of_the_phrases_is_enough_to_be_ruled_out():
    first, second, _third = store("digital hjemmeoppfølging", "måling hver dag", "hjemmeoppfølging, digital måling")
    assert documents_with_any(phrases("digital hjemmeoppfølging", "måling hver dag")) == {first, second}
    assert documents_with_any(phrases("digital hjemmeoppfølging", "står ingensteds")) == {first}
    assert documents_with_any([]) == set()


@pytest.mark.parametrize("phrase", ["100 %", "a_b c_d", "% %", "' '", "\\ \\", "æ" * 300 + " å"])
def test_any_phrase_may_be_asked_for(phrase):
    store("noe annet")
    assert documents_with(phrases(phrase)) == set()


def test_a_row_of_very_many_words():
    words = [f"ord{at}" for at in range(150)]
    (document,) = store(" ".join(words))
    assert documents_with([words]) == {document}


def test_a_phrase_costs_two_queries():
    store("digital hjemmeoppfølging")
    with CaptureQueriesContext(connection) as queries:
        documents_with(phrases("digital hjemmeoppfølging av kols i kommunen"))
    assert len(queries) == 2
