"""A document as a bag of terms: whole numbers that say the same on every machine."""

import subprocess
import sys

import pytest

from search.bag import (
    FOLDED,
    MEANING,
    PART,
    SUMMARY,
    TEXT,
    TITLE,
    WORD,
    Field,
    Piece,
    all_parts,
    impacts,
    number,
    of_words_and_meanings,
)
from search.engines.base import TOP_IMPACT
from search.thesaurus import Thesaurus
from tests.builders.words import make_bag, make_meaning, toy_splitter

LONG = "oppfølging av pasienter hjemme med måling hver dag " * 40


def test_fields_of_the_same_figures_are_counted_apart():
    one, other = Field(2.0, 1.0, 2), Field(2.0, 1.0, 2)
    long = " ".join(f"ord{at}" for at in range(40))

    def bag(*fields):
        pieces = [Piece(field, text, "nb") for field, text in zip(fields, ("kols", long), strict=True)]
        return impacts(pieces, toy_splitter(), Thesaurus())

    assert bag(one, other)[WORD + "kols"] > bag(one, one)[WORD + "kols"]


# Numbers of terms -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("skommun", 2480387821312201792),
        ("småling", -3651234831540733724),
        ("fmaling", 6782069795863227763),
        ("pblodtrykk", 2142569141417587518),
        ("cwkols", -3541336154259115479),
    ],
)
def test_the_number_of_a_term_never_changes(term, expected):
    assert number(term) == expected


def test_numbers_fit_a_column_and_do_not_depend_on_the_process():
    terms = [f"s{at}" for at in range(2000)]
    numbers = [number(term) for term in terms]
    assert len(set(numbers)) == len(terms)
    assert all(-(2**63) <= found < 2**63 for found in numbers)
    code = f"from search.bag import number; print([number(f's{{at}}') for at in range({len(terms)})] == {numbers})"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "True"


def test_a_number_says_whether_its_term_is_a_word_or_a_meaning_or_only_another_form():
    kinds = {kind: {of_words_and_meanings(number(kind + word)) for word in ("måling", "kols", "x")} for kind in "scpf"}
    assert kinds == {WORD: {True}, MEANING: {True}, PART: {False}, FOLDED: {False}}


# Terms ----------------------------------------------------------------------------------------------------------------
def test_a_word_counts_as_its_stem():
    assert {WORD + "pasient", WORD + "hjem"} <= set(make_bag(text="Pasientane er heime"))


def test_words_without_a_subject_are_left_out():
    assert make_bag(text="og det er ikke hvordan the of korleis") == {}


def test_what_has_no_words_is_an_empty_bag():
    assert make_bag(text="… \x00 🙂 !") == {}
    assert impacts([], toy_splitter(), Thesaurus()) == {}


def test_maaling_and_maling_are_two_words_of_which_one_can_be_typed_as_the_other():
    maaling, maling = make_bag(text="måling"), make_bag(text="maling")
    assert set(maaling) == {WORD + "måling", FOLDED + "maling"}
    assert set(maling) == {WORD + "maling"}


def test_the_parts_of_a_compound_are_terms_of_their_own():
    bag = make_bag(text="blodtrykksmåling", splitter=toy_splitter("blodtrykk", "måling", "blod", "trykk"))
    assert {WORD + "blodtrykksmåling", PART + "blodtrykk", PART + "måling"} <= set(bag)
    assert {PART + "blod", PART + "trykk"} <= set(bag)
    assert WORD + "blodtrykk" not in bag


def test_neighbouring_parts_make_words_too():
    parts = all_parts("hjemmeblodtrykksmåling", toy_splitter("hjemme", "blodtrykk", "måling"))
    assert {"hjemme", "blodtrykk", "måling", "hjemmeblodtrykk", "blodtrykkmåling"} == set(parts)


def test_an_english_word_is_found_by_those_who_ask_in_norwegian():
    bag = make_bag(text="studies", language="en")
    assert bag[WORD + "studi"] > 0
    words = make_bag(text="implementation implementations", language="en")
    assert {WORD + "implement", WORD + "implementation"} <= set(words)
    assert words[WORD + "implement"] >= words[WORD + "implementation"]


def test_meanings_are_terms():
    meaning = make_meaning("wkols", nb=["kols", "kronisk obstruktiv lungesykdom"], en=["COPD"])
    for text, language in (("Om KOLS", "nb"), ("kroniske obstruktive lungesykdommer", "nb"), ("COPD care", "en")):
        assert MEANING + "wkols" in make_bag(text=text, language=language, meanings=[meaning])
    assert MEANING + "wkols" not in make_bag(text="lungesykdom", meanings=[meaning])


# Impacts --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["måling", LONG, "måling " * 5000, " ".join(f"ord{at}" for at in range(5000))])
def test_impacts_are_whole_numbers_from_1_to_the_top(text):
    bag = make_bag(title="Måling hjemme", text=text)
    assert all(type(impact) is int and 1 <= impact <= TOP_IMPACT for impact in bag.values())


def test_the_same_text_gives_the_same_bag_in_whatever_order_its_pieces_come():
    meanings = [make_meaning("wa", nb=["måling"]), make_meaning("wb", nb=["hjemme måling"])]
    pieces = [Piece(TEXT, LONG, "nb"), Piece(TITLE, "Måling hjemme", "nb"), Piece(SUMMARY, "measuring", "en")]
    splitter, thesaurus = toy_splitter("oppfølging", "hjemme"), Thesaurus(meanings)
    bags = [impacts(order, splitter, thesaurus) for order in (pieces, pieces[::-1], pieces)]
    assert bags[0] == bags[1] == bags[2]


def test_a_word_counts_more_in_the_title_than_in_the_text():
    assert make_bag(title="måling", text="alt annet")["småling"] > make_bag(title="alt annet", text="måling")["småling"]


def test_a_word_counts_more_the_more_often_it_stands_but_never_without_end():
    impacts_of_more = [make_bag(text="måling " * times + "ord " * (500 - times))["småling"] for times in (1, 3, 9, 400)]
    assert impacts_of_more == sorted(set(impacts_of_more))
    assert impacts_of_more[1] < 3 * impacts_of_more[0]


def test_a_word_counts_less_in_a_long_text():
    assert make_bag(text="måling " + "ord " * 1000)["småling"] < make_bag(text="måling ord")["småling"]


def test_one_field_in_many_pieces_is_one_field():
    many = impacts([Piece(TEXT, "måling hjemme", "nb")] * 3, toy_splitter(), Thesaurus())
    assert many == make_bag(text="måling hjemme " * 3)


def test_a_piece_is_read_in_its_own_language():
    bag = impacts([Piece(TEXT, "nurses", "en"), Piece(TEXT, "sykepleierne", "nb")], toy_splitter(), Thesaurus())
    assert {WORD + "nurs", WORD + "sykeplei"} <= set(bag)
