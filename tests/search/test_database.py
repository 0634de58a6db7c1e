"""The database's engine, on documents and plans made by hand: what is worked out here can be checked on paper."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.engines.base import COVERAGE_BASE, FACETS, NEWEST, REVIEWED, Alternative, Clause, EngineQuery
from search.engines.database import DatabaseEngine
from search.models import SearchDocument
from tests.builders.search_index import NOW, make_document, make_row, store_rows

pytestmark = pytest.mark.django_db
TWO_CLAUSES = (
    Clause((Alternative((("sa", 5),)), Alternative((("sb", 3), ("sc", 4)))), coverage=7),
    Clause((Alternative((("sd", 2),)),), coverage=11),
)


def one(*terms, coverage=0):
    """A clause with one way to answer it."""
    return Clause((Alternative(tuple(terms)),), coverage)


def answer(*clauses, **query):
    return DatabaseEngine().answer(EngineQuery(clauses=clauses, **{"now": NOW, **query}))


def all_of(**query):
    return answer(everything=True, **query)


def keys(found):
    """The keys of the answers, in order."""
    known = SearchDocument.objects.in_bulk([pk for pk, _score in found.hits])
    return [known[pk].key for pk, _score in found.hits]


# Scores ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"sa": 10}, 5 * 10 * (COVERAGE_BASE + 7)),
        ({"sd": 127}, 2 * 127 * (COVERAGE_BASE + 11)),
        ({"sa": 10, "sd": 1}, (5 * 10 + 2 * 1) * (COVERAGE_BASE + 7 + 11)),
        ({"sb": 10, "sc": 20}, (3 * 10 + 4 * 20) * (COVERAGE_BASE + 7)),
        ({"sa": 30, "sb": 10, "sc": 20}, 5 * 30 * (COVERAGE_BASE + 7)),
        ({"sa": 1, "sb": 10, "sc": 20}, (3 * 10 + 4 * 20) * (COVERAGE_BASE + 7)),
        ({"sa": 1, "sb": 127}, 5 * 1 * (COVERAGE_BASE + 7)),
        ({"sb": 127, "sd": 3}, 2 * 3 * (COVERAGE_BASE + 11)),
    ],
)
def test_the_best_ways_of_the_clauses_are_added_and_multiplied_by_what_they_cover(terms, expected):
    document = make_document(key="a", terms=terms)
    make_document(key="b", terms={"sx": 127})
    assert answer(*TWO_CLAUSES).hits == ((document.pk, expected),)


@pytest.mark.parametrize("terms", [{}, {"sb": 127}, {"sc": 127}, {"sx": 127}])
def test_a_document_without_all_terms_of_any_way_is_no_answer(terms):
    make_document(key="a", terms=terms)
    assert answer(*TWO_CLAUSES).total == 0


def test_of_two_ways_by_the_same_term_the_better_counts():
    document = make_document(key="a", terms={"sa": 10})
    clause = Clause((Alternative((("sa", 2),)), Alternative((("sa", 9),)), Alternative((("sa", 1),))))
    assert answer(clause).hits == ((document.pk, 9 * 10 * COVERAGE_BASE),)


def test_two_clauses_by_the_same_term_both_count():
    document = make_document(key="a", terms={"sa": 10})
    found = answer(one(("sa", 2), coverage=3), one(("sa", 2), coverage=3))
    assert found.hits == ((document.pk, 2 * 2 * 10 * (COVERAGE_BASE + 6)),)


@pytest.mark.parametrize(("floor", "total"), [(1, 1), (50 * COVERAGE_BASE, 1), (50 * COVERAGE_BASE + 1, 0)])
def test_what_scores_less_than_the_floor_is_no_answer(floor, total):
    make_document(key="a", terms={"sa": 10}, facets={"phase": ["drift"]})
    found = answer(one(("sa", 5)), floor=floor, facets=("phase",))
    assert (found.total, len(found.hits)) == (total, total)
    assert found.facets == {"phase": {"drift": 1} if total else {}}


def test_nothing_was_asked():
    make_document(key="a", terms={"sa": 10})
    found = answer(facets=FACETS)
    assert (found.hits, found.total, found.facets) == ((), 0, {name: {} for name in FACETS})


def test_scores_are_whole_numbers():
    make_document(key="a", terms={"sa": 127, "sb": 127, "sc": 127, "sd": 127})
    assert [type(score) for _pk, score in answer(*TWO_CLAUSES).hits] == [int]


def test_terms_from_anywhere_do_no_harm():
    make_document(key="a", terms={"s'; DROP TABLE search_posting; --": 10, "s%": 5, "sa.b": 5})
    assert answer(one(("s'; DROP TABLE search_posting; --", 2))).total == 1
    assert answer(one(("s%", 2), ("sa.b", 1))).total == 1


# Filters and facets ---------------------------------------------------------------------------------------------------
@pytest.fixture
def shelf():
    """Five documents that a question finds, and one that it does not."""
    facets = [
        {"phase": ["drift"], "county": ["18"], "language": ["nb"]},
        {"phase": ["drift"], "county": ["50"], "language": ["nn"]},
        {"phase": ["pilot"], "county": ["18", "50"], "language": ["nb"]},
        {"county": ["50"], "language": ["nb"]},
        {"phase": ["pilot"], "language": ["nb"]},
    ]
    rows = [make_row(key=str(at), facets=found) for at, found in enumerate(facets)]
    other = make_row(key="other", facets={"phase": ["drift"], "county": ["18"], "language": ["nb"]})
    return store_rows([*rows, other], [*({"sa": 10} for _ in rows), {"sx": 10}])


ASKED = one(("sa", 1))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "01234"),
        ({"phase": ("drift",)}, "01"),
        ({"phase": ("drift", "pilot")}, "0124"),
        ({"phase": ("drift",), "county": ("18",)}, "0"),
        ({"county": ("18", "50")}, "0123"),
        ({"phase": ("no-such-value",)}, ""),
        ({"phase": ("no-such-value", "pilot")}, "24"),
        ({"no-such-facet": ("x",)}, ""),
        ({"phase": ()}, ""),
    ],
)
def test_one_value_of_each_filter_must_hold(shelf, filters, expected):
    found = answer(ASKED, filters=filters)
    assert keys(found) == list(expected)
    assert found.total == len(expected)


def test_facets_count_the_answers():
    store_rows(
        [make_row(key="a", facets={"phase": ["drift"]}), make_row(key="b", facets={"phase": ["drift", "pilot"]})],
        [{"sa": 1}, {"sa": 1}],
    )
    make_document(key="c", facets={"phase": ["drift"]}, terms={"sb": 1})
    assert answer(ASKED, facets=("phase", "county")).facets == {"phase": {"drift": 2, "pilot": 1}, "county": {}}


def test_each_facet_is_counted_without_its_own_filter(shelf):
    found = answer(ASKED, filters={"phase": ("drift",), "county": ("18",)}, facets=("phase", "county", "language"))
    assert found.total == 1
    assert found.facets == {
        "phase": {"drift": 1, "pilot": 1},  # in county 18
        "county": {"18": 1, "50": 1},  # in phase drift
        "language": {"nb": 1},  # in both
    }


def test_a_filter_on_what_is_not_counted_is_still_a_filter(shelf):
    found = answer(ASKED, filters={"county": ("18",)}, facets=("phase",))
    assert found.facets == {"phase": {"drift": 1, "pilot": 1}}


def test_facets_do_not_depend_on_the_page_that_is_shown(shelf):
    assert answer(ASKED, facets=FACETS, offset=4, limit=1).facets == answer(ASKED, facets=FACETS).facets


# Trees and languages --------------------------------------------------------------------------------------------------
@pytest.fixture
def both_trees():
    """A page in both trees, one in each alone."""
    rows = [
        make_row(key="nb", group="g", tree="nb", stands_alone=False, facets={"language": ["nb"]}),
        make_row(key="en", group="g", tree="en", stands_alone=False, facets={"language": ["en"]}),
        make_row(key="nn only", tree="nb", facets={"language": ["nn"]}),
        make_row(key="en only", tree="en", facets={"language": ["en"]}),
    ]
    return store_rows(rows, [{"sa": 10}] * 4)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"tree": "nb"}, ["nb", "nn only", "en only"]),
        ({"tree": "en"}, ["en", "nn only", "en only"]),
        ({"tree": "nb", "filters": {"language": ("en",)}}, ["en", "en only"]),
        ({"tree": "en", "filters": {"language": ("nb", "nn")}}, ["nb", "nn only"]),
        ({"tree": "en", "filters": {"language": ("nb", "nn", "en")}}, ["nb", "en", "nn only", "en only"]),
    ],
)
def test_a_reader_sees_each_thing_once_unless_a_language_was_chosen(both_trees, query, expected):
    assert keys(answer(ASKED, **query)) == expected
    assert keys(all_of(**query)) == expected


@pytest.mark.parametrize("filters", [{}, {"language": ("nn",)}])
def test_languages_are_counted_over_both_trees(both_trees, filters):
    found = answer(ASKED, filters=filters, facets=("language",))
    assert found.facets == {"language": {"nb": 1, "nn": 1, "en": 2}}


def test_other_facets_do_not_count_the_other_tree():
    rows = [
        make_row(key="nb", tree="nb", stands_alone=False, facets={"phase": ["drift"]}),
        make_row(key="en", tree="en", stands_alone=False, facets={"phase": ["drift"]}),
    ]
    store_rows(rows, [{"sa": 1}] * 2)
    assert answer(ASKED, facets=("phase",)).facets == {"phase": {"drift": 1}}


# What is kept out -----------------------------------------------------------------------------------------------------
def test_no_answer_has_a_word_that_was_ruled_out():
    store_rows([make_row(key=key) for key in "abc"], [{"sa": 1}, {"sa": 1, "sb": 127}, {"sa": 1, "pc": 1}])
    assert keys(answer(ASKED, without=("sb",))) == ["a", "c"]
    assert keys(answer(ASKED, without=("sb", "pc"))) == ["a"]
    assert keys(answer(ASKED, without=("s-of-no-document",))) == ["a", "b", "c"]
    assert keys(all_of(without=("sb",))) == ["a", "c"]


def test_only_what_has_the_phrase_answers(shelf):
    chosen = frozenset([shelf[0].pk, shelf[5].pk])
    found = answer(ASKED, only=chosen, facets=("phase",))
    assert (keys(found), found.facets) == (["0"], {"phase": {"drift": 1}})
    assert keys(answer(ASKED, only=chosen, never=frozenset([shelf[0].pk]))) == []
    assert answer(ASKED, only=frozenset()).total == 0


@pytest.mark.parametrize(
    ("until", "is_there"),
    [
        (None, True),
        (NOW + timedelta(microseconds=1), True),
        (NOW, False),
        (NOW - timedelta(days=1), False),
    ],
)
def test_what_has_expired_is_not_there(until, is_there):
    make_document(key="a", terms={"sa": 1}, visible_until=until, facets={"phase": ["drift"]})
    for found in (answer(ASKED, facets=("phase",)), all_of(facets=("phase",))):
        assert found.total == is_there
        assert found.facets == {"phase": {"drift": 1} if is_there else {}}


def test_the_present_is_the_moment_unless_another_is_given():
    make_document(key="a", terms={"sa": 1}, visible_until=datetime.now(UTC) + timedelta(hours=1))
    make_document(key="b", terms={"sa": 1}, visible_until=datetime.now(UTC) - timedelta(hours=1))
    assert keys(answer(ASKED, now=None)) == ["a"]


def test_everything_is_every_document_with_no_score(shelf):
    found = all_of()
    assert [score for _pk, score in found.hits] == [0] * 6
    assert found.total == 6


# Order and pages ------------------------------------------------------------------------------------------------------
def test_the_best_come_first_and_ties_by_id():
    store_rows([make_row(key=key) for key in "abcd"], [{"sa": 5}, {"sa": 9}, {"sa": 5}, {"sa": 9}])
    assert keys(answer(ASKED)) == ["b", "d", "a", "c"]


def dated(**dates):
    rows = [make_row(key="none")]
    rows += [make_row(key=f"{name}{day}", **{name: when}) for name, found in dates.items() for day, when in found]
    return store_rows(rows, [{"sa": at + 1} for at in range(len(rows))])


def test_the_newest_come_first_and_what_has_no_date_last():
    days = [(day, datetime(2026, 1, day, tzinfo=UTC)) for day in (3, 1, 2)]
    dated(published=[*days, (4, datetime(2026, 1, 3, tzinfo=UTC))])
    assert keys(answer(ASKED, sort=NEWEST)) == ["published3", "published4", "published2", "published1", "none"]


def test_the_last_reviewed_come_first_and_what_never_was_last():
    dated(reviewed=[(2, date(2025, 12, 31)), (1, date(2026, 1, 1)), (3, date(2025, 12, 31))])
    assert keys(answer(ASKED, sort=REVIEWED)) == ["reviewed1", "reviewed2", "reviewed3", "none"]


@pytest.mark.parametrize(
    ("offset", "limit", "expected"), [(0, 2, "01"), (2, 2, "23"), (4, 2, "4"), (5, 2, ""), (10**12, 20, ""), (0, 0, "")]
)
def test_pages_are_stretches_of_one_list(shelf, offset, limit, expected):
    found = answer(ASKED, offset=offset, limit=limit)
    assert keys(found) == list(expected)
    assert found.total == 5


# Cost -----------------------------------------------------------------------------------------------------------------
def test_an_answer_costs_the_same_queries_however_many_there_are():
    counts = []
    for number in (2, 20):
        store_rows([make_row(key=f"{number}-{at}") for at in range(number)], [{"sa": 1, "sb": 1}] * number)
        answer(ASKED)
        with CaptureQueriesContext(connection) as queries:
            assert answer(*TWO_CLAUSES, without=("sx",), facets=FACETS).total >= number
        counts.append(len(queries))
    assert counts == [3, 3]
