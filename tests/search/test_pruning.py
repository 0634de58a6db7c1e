"""In a large collection the weak ways that lead to most documents are not asked for."""

from search.engines.base import Alternative
from search.pruning import COMMON, MANY, WEAK, pruned

BEST = Alternative((("srare", 100),))
WEAK_AND_COMMON = Alternative((("cnear", WEAK - 1),))
WEAK_AND_RARE = Alternative((("pone", WEAK - 1),))
STRONG_AND_COMMON = Alternative((("cmeant", WEAK),))
PARTLY_COMMON = Alternative((("pone", 10), ("cnear", 10)))
WAYS = (BEST, WEAK_AND_COMMON, WEAK_AND_RARE, STRONG_AND_COMMON, PARTLY_COMMON)


def frequencies(documents):
    limit = documents * COMMON // 100
    return {"srare": 1, "cnear": limit + 1, "pone": limit, "cmeant": documents}


def test_what_is_weak_and_common_is_left_out_where_there_are_many():
    assert pruned(WAYS, frequencies(MANY), MANY) == (BEST, WEAK_AND_RARE, STRONG_AND_COMMON)


def test_nothing_is_left_out_where_there_are_few():
    assert pruned(WAYS, frequencies(MANY - 1), MANY - 1) == WAYS


def test_a_clause_keeps_its_best_way_and_an_empty_one_stays_empty():
    common = Alternative((("cmeant", 1),))
    assert pruned([common], frequencies(MANY), MANY) == (common,)
    assert pruned([], {}, MANY) == ()
