"""When readers are told that the answers are only the nearest, and what these miss."""

from datetime import UTC, datetime

import pytest

from search.engines.base import NEWEST, REVIEWED
from tests.builders.indexed import answer_to, make_pages, titles

pytestmark = pytest.mark.django_db


def test_what_answers_only_a_small_part_is_the_nearest(fill):
    make_pages("Om kols")
    assert answer_to("kols").nearest is False
    assert answer_to("kols svangerskap kirurgi").nearest is True


def test_what_answers_all_is_not_the_nearest(fill):
    make_pages("Om kols og diabetes", "Om kols", "Om diabetes")
    assert answer_to("kols diabetes").nearest is False
    assert answer_to("hva er kols og diabetes").nearest is False


def test_a_word_that_is_there_in_pieces_alone_is_not_answered(fill):
    make_pages("Om kols og måling", "Om måling", "Mer om måling")
    assert answer_to("kols gevinstmåling").nearest is True


@pytest.mark.parametrize("sort", [NEWEST, REVIEWED])
def test_another_order_does_not_make_the_answers_the_nearest(fill, sort):
    make_pages("Om kols og diabetes", first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_pages("Om kols", first_published_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert titles("kols diabetes", sort=NEWEST)[0] == "Om kols"
    assert answer_to("kols diabetes", sort=sort).nearest is False
    assert answer_to("kols svangerskap kirurgi", sort=sort).nearest is True


def test_what_is_nearest_is_so_on_every_page(fill):
    make_pages("Om kols og diabetes", "Om kols", "Mer om kols", "Om diabetes", summary="Annet.")
    for text, nearest in (("kols diabetes", False), ("kols svangerskap kirurgi", True)):
        answers = [answer_to(text, per_page=1, page=page) for page in (1, 2, 3)]
        assert [answer.page for answer in answers] == [1, 2, 3]
        assert [answer.nearest for answer in answers] == [nearest] * 3


def test_a_hit_says_which_words_it_does_not_answer_as_they_were_typed(fill):
    make_pages("Om kols")
    (hit,) = answer_to("Kirurgi for KOLS (Svangerskap)").hits
    assert hit.missing == ["Kirurgi", "Svangerskap"]


@pytest.mark.parametrize("text", ["", "zzzzzz"])
def test_nothing_is_the_nearest_of_nothing(text):
    assert answer_to(text).nearest is False
