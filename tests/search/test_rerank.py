"""The first answers in a better order: by what the best ones share, and by the editors' links."""

import pytest

from search import knowledge
from search.bag import MEANING, WORD, number
from search.engines.base import Alternative, Clause
from search.models import Posting
from search.rerank import WINDOW, better
from tests.builders.search_index import make_row, store_rows

pytestmark = pytest.mark.django_db


def make_documents(count: int, *, related=()):
    """Documents without a term; the first links to others."""
    rows = [make_row(key=str(at), related=[list(key) for key in related] if at == 0 else []) for at in range(count)]
    return store_rows(rows, [{}] * count)


def test_what_is_like_the_best_comes_up():
    rows = make_documents(12)
    for at in (0, 1, 2, 9):
        Posting.objects.create(document=rows[at], term=number(WORD + "senter"), impact=90)
    hits = [(row.pk, 1000 - at) for at, row in enumerate(rows)]
    ranked = [pk for pk, _score in better(hits, knowledge.current())]
    assert ranked.index(rows[9].pk) < ranked.index(rows[3].pk)
    assert sorted(ranked) == sorted(row.pk for row in rows)


def test_what_the_best_link_to_comes_up():
    rows = make_documents(10, related=[("story", "8")])
    hits = [(row.pk, 1000 - at) for at, row in enumerate(rows)]
    ranked = [pk for pk, _score in better(hits, knowledge.current())]
    assert ranked.index(rows[8].pk) < ranked.index(rows[7].pk)


def test_only_the_window_changes_places_and_equal_scores_keep_the_order_of_ids():
    rows = make_documents(WINDOW + 5)
    hits = [(row.pk, 500) for row in rows]
    assert better(hits, knowledge.current()) == hits


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_answers_stay_as_they_are(count):
    hits = [(row.pk, 10) for row in make_documents(count)]
    assert better(hits, knowledge.current()) == hits


def test_a_term_that_stands_nearly_everywhere_says_nothing():
    rows = make_documents(10)
    for row in rows:
        Posting.objects.create(document=row, term=number(MEANING + "wpasient"), impact=100)
    hits = [(row.pk, 1000 - at) for at, row in enumerate(rows)]
    assert better(hits, knowledge.current()) == hits


def asked(*words: str) -> list[Clause]:
    """A clause for each word."""
    return [Clause((Alternative(((WORD + word, 10),)),)) for word in words]


def test_what_says_in_its_title_what_was_asked_for_comes_up():
    rows = store_rows([make_row(key=title, title=title) for title in ("Annet", "Mer", "Om kols")], [{}] * 3)
    hits = [(row.pk, 1000 - at) for at, row in enumerate(rows)]
    ranked = [pk for pk, _score in better(hits, knowledge.current(), asked("kols"))]
    assert ranked == [rows[2].pk, rows[0].pk, rows[1].pk]
