"""How much of a question a document answers, and which of its words it misses."""

import pytest

from tests.builders.words import make_plan
from tests.search.test_plan import MEANINGS, SPLITTER, bags_of


def answered(question, text):
    """How much of a question a text answers, and the words that it does not answer."""
    bags = bags_of(text)
    plan = make_plan(question, bags, splitter=SPLITTER, meanings=MEANINGS)
    return plan.covered(bags[0]), plan.missing(bags[0])


def test_what_has_all_the_words_answers_all():
    assert answered("kols diabetes", "diabetes og kols") == (100, ())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("hjemmeblodtrykksmåling", "måling av blodtrykk hjemme"),
        ("remote patient monitoring", "digital hjemmeoppfølging"),
        ("blodtrykk", "hjemmeblodtrykksmåling"),
    ],
)
def test_what_says_it_in_other_words_answers_all(question, text):
    assert answered(question, text) == (100, ())


def test_words_that_stand_nowhere_are_missing_in_their_order():
    covered, missing = answered("ukjent kols fremmed", "kols")
    assert missing == ("ukjent", "fremmed")
    assert covered < 50


def test_a_word_that_stands_there_in_pieces_alone_is_missing():
    covered, missing = answered("kols gevinstmåling", "kols og måling")
    assert missing == ("gevinstmåling",)
    assert covered < 50


def test_a_neighbouring_meaning_is_no_answer():
    assert answered("kols velferdsteknologi", "kols digital hjemmeoppfølging")[1] == ("velferdsteknologi",)


def test_a_question_without_words_is_answered():
    assert answered("", "kols") == (100, ())
