"""The measure that the search is held to, and the form of what it is measured on."""

import pytest

from tests.search.judgements import (
    NOTHING,
    SETS,
    Answered,
    Judged,
    figures,
    judged_queries,
    ndcg,
    recall,
)

RELEVANT = {"/a/": 3, "/b/": 2, "/c/": 1}


def judged(key: str, relevant: dict[str, int]) -> Judged:
    return Judged(key, "ord", "nb", "single-word", "own", relevant)


def test_the_best_order_is_worth_one_and_none_found_nothing():
    assert ndcg(["/a/", "/b/", "/c/"], RELEVANT) == 1
    assert ndcg(["/x/"], RELEVANT) == 0
    assert ndcg([], RELEVANT) == 0


def test_grades_and_places_count():
    # (3/log2(2) + 7/log2(3)) / (7/log2(2) + 3/log2(3) + 1/log2(4))
    assert ndcg(["/b/", "/a/"], RELEVANT) == pytest.approx(0.789, abs=0.001)
    assert ndcg(["/c/"], RELEVANT) < ndcg(["/b/"], RELEVANT) < ndcg(["/a/"], RELEVANT)


def test_only_ten_answers_are_looked_at():
    late = [f"/{at}/" for at in range(10)] + ["/a/"]
    assert ndcg(late, RELEVANT) == 0
    assert recall(late, RELEVANT) == 0
    assert recall(["/a/", "/a/", "/c/"], RELEVANT) == pytest.approx(2 / 3)


def test_figures_are_means_over_what_has_an_answer():
    queries = [judged("1", RELEVANT), judged("2", RELEVANT), judged("3", {})]
    answers = {
        "1": Answered(["/a/", "/b/", "/c/"], 3),
        "2": Answered([], 0),
        "3": Answered(["/a/"], 1, nearest=True),
    }
    assert str(figures(queries, answers)) == "0.500 0.50 0.50"
    assert figures(queries[2:], answers) is None
    assert [answer.says_nothing_fits for answer in answers.values()] == [False, True, True]


def test_the_sets_are_what_they_are_said_to_be():
    queries = judged_queries()
    assert {name: sum(query.set == name for query in queries) for name in SETS} == {"given": 20, "own": 40, "aside": 20}
    assert len({query.id for query in queries}) == len({(query.text, query.language) for query in queries}) == 80
    assert {query.kind for query in queries if query.set == "aside"} == {
        query.kind for query in queries if query.set == "own"
    }


def test_each_judgement_has_its_form():
    for query in judged_queries():
        assert query.language in ("nb", "nn", "en")
        assert bool(query.relevant) is (query.kind != NOTHING)
        assert set(query.relevant.values()) <= {1, 2, 3}
        for key in query.relevant:
            assert key.startswith("/")
            assert key.endswith("/")
