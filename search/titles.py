"""How much of a question titles answer: who finds their words there has most often found what they meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from search.analysis import tokens
from search.bag import terms
from search.engines.base import Clause
from search.knowledge import Knowledge, Meanings


def answered_by_titles(documents: Iterable[int], clauses: Sequence[Clause], known: Knowledge) -> dict[int, float]:
    """The share of the question that the title of each document answers, from 0 to 1."""
    worth = [max((way.boost for way in clause.alternatives), default=0) for clause in clauses]
    whole = sum(worth)
    found = {}
    for pk in documents if whole else ():
        facts = known.documents[pk]
        there = terms_of(facts.title, facts.title_language, known.meanings)
        found[pk] = sum(most for clause, most in zip(clauses, worth, strict=True) if says(clause, most, there)) / whole
    return found


def says(clause: Clause, worth: int, there: frozenset[str]) -> bool:
    """Whether some terms say at least half of a clause."""
    return any(way.is_near(worth) and all(term in there for term, _boost in way.terms) for way in clause.alternatives)


@lru_cache(20_000)  # the same titles come again with every question
def terms_of(title: str, language: str, meanings: Meanings) -> frozenset[str]:
    """The terms of a title."""
    return frozenset(terms(tokens(title), language, meanings.splitter, meanings.thesaurus))
