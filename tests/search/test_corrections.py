"""Slips are mended towards words that stand in the index, and the same way in every process."""

from collections import Counter
from itertools import permutations

import pytest

from search.corrections import correction

WORDS = Counter({"hjemmeoppfølging": 9, "måling": 7, "maling": 1, "diabetes": 5, "kols": 4, "kort": 3, "kart": 3})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hjemeoppfølging", "hjemmeoppfølging"),
        ("hjemmeopfølgign", "hjemmeoppfølging"),
        ("diabtes", "diabetes"),
        ("diabeets", "diabetes"),
        ("klos", "kols"),
        ("målng", "måling"),
    ],
)
def test_a_slip_of_the_finger_is_mended(typed, meant):
    assert correction(typed, WORDS) == meant


@pytest.mark.parametrize("typed", ["", "kol", "xyzxyzxyz", "diabetes2", "1234", "🙂🙂🙂🙂", "d" * 300, "mxlyng"])
def test_what_is_far_from_every_word_is_left_alone(typed):
    assert correction(typed, WORDS) == ""


def test_a_word_of_the_index_is_itself():
    assert correction("diabetes", WORDS) == "diabetes"


def test_short_words_may_be_one_slip_away_and_long_ones_two():
    words = Counter(["pasient", "pasientforløp"])
    assert correction("pasjent", words) == "pasient"
    assert correction("pasjnt", words) == ""
    assert correction("pasjntforløp", words) == "pasientforløp"


def test_fewer_slips_go_before_more_documents():
    assert correction("målingar", Counter({"målingen": 90, "målinger": 1})) == "målinger"


def test_of_words_as_near_the_one_that_begins_alike_then_the_one_in_most_documents_is_meant():
    assert correction("hart", Counter({"kart": 9, "harv": 1})) == "harv"
    assert correction("kurt", Counter({"kort": 3, "kart": 4})) == "kart"


def test_the_same_word_is_meant_in_whatever_order_the_words_became_known():
    words = {"kart": 2, "kort": 2, "kurs": 2, "kult": 2}
    for order in permutations(words):
        assert correction("kurt", Counter({word: words[word] for word in order})) == "kart"


def test_the_word_in_most_documents_is_found_among_very_many_that_are_as_near():
    many = [f"behandl{first}{second}" for first in "abcdefghij" for second in "abcdefghij"]
    words = Counter(dict.fromkeys(many, 1)) | Counter({"behandljj": 50})
    assert correction("behandlxx", words) == "behandljj"
    assert correction("behandlxx", Counter(dict(reversed(words.items())))) == "behandljj"


def test_an_empty_index_mends_nothing():
    assert correction("diabetes", Counter()) == ""
