"""How much of a question a title answers."""

import pytest

from search import knowledge
from search.bag import MEANING, PART, WORD
from search.engines.base import Alternative, Clause
from search.models import SearchDocument
from search.titles import answered_by_titles, terms_of
from tests.builders.indexed import settle
from tests.builders.research import make_concept
from tests.builders.search_index import make_row, store_rows

pytestmark = pytest.mark.django_db


def clause(*ways: tuple[tuple[str, int], ...]) -> Clause:
    return Clause(tuple(Alternative(terms) for terms in ways))


KOLS = clause(((WORD + "kols", 30),), ((PART + "kols", 20),), ((WORD + "lung", 5),))
MEASURING = clause(((WORD + "blodtrykk", 5), (WORD + "måling", 5)))


@pytest.mark.parametrize(
    ("title", "share"),
    [
        ("Om kols og måling av blodtrykk", 1.0),
        ("Kolsen", 0.75),
        ("Måling av blodtrykk", 0.25),
        ("Bare blodtrykk", 0.0),
        ("Om lungene", 0.0),
        ("", 0.0),
    ],
)
def test_a_title_answers_the_clauses_that_it_says_most_of(title, share):
    (row,) = store_rows([make_row(key="a", title=title)], [{}])
    assert answered_by_titles([row.pk], [KOLS, MEASURING], knowledge.current()) == {row.pk: share}


def test_no_question_is_answered_by_no_title():
    (row,) = store_rows([make_row(key="a", title="Om kols")], [{}])
    assert answered_by_titles([row.pk], [], knowledge.current()) == {}
    assert answered_by_titles([row.pk], [Clause(())], knowledge.current()) == {}


def test_a_title_is_read_with_what_its_names_mean():
    make_concept(title="avstandsoppfølging", alternative=[("nb", "telemåling")])
    settle()
    group = SearchDocument.objects.get(title="avstandsoppfølging", tree="nb").group
    assert f"{MEANING}c{group}" in terms_of("Telemåling i nord", "nb", knowledge.current().meanings)
