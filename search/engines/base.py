"""What every engine is asked and what it answers: whole numbers, so that all engines agree (decision 8).

A document is a bag of terms with impacts 1–127, made in Python. A question is a plan: an engine multiplies and adds,
filters and counts, and knows nothing of language.

    score of a document = Σ over clauses (the best alternative: Σ boost × impact of its terms, all of them present)
                          × (COVERAGE_BASE + Σ coverage of the clauses that matched)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

COVERAGE_BASE = 32
COVERAGE_SHARE = 26  # divided among the clauses of a plan, by what they weigh
TOP_IMPACT = 127
# All scores stay below this, so that Elasticsearch's 32-bit floats hold them exactly.
EXACT = 2**24

RELEVANCE, NEWEST, REVIEWED = "relevance", "newest", "reviewed"

# What answers can be filtered and counted by: the names in `SearchDocument.facets` that the index holds.
FACETS = (
    "type",
    "theme",
    "service_forms",
    "patient_groups",
    "county",
    "municipality",
    "health_community",
    "owner",
    "owner_kind",
    "phase",
    "status",
    "evidence",
    "language",
    "year",
)


class EngineUnavailable(Exception):
    """The engine cannot answer now: another one may."""


@dataclass(frozen=True)
class Alternative:
    """One way to answer a clause: all of its terms must be in the document. Boosts are whole numbers from 1."""

    terms: tuple[tuple[str, int], ...]

    @property
    def boost(self) -> int:
        """Of all its terms together."""
        return sum(boost for _term, boost in self.terms)

    def is_near(self, worth: int) -> bool:
        """Whether it says at least half of what its clause can say."""
        return 2 * self.boost >= worth


@dataclass(frozen=True)
class Clause:
    """One word or meaning of the question; its best alternative counts. Coverage is its share of COVERAGE_SHARE."""

    alternatives: tuple[Alternative, ...]
    coverage: int = 0


@dataclass(frozen=True)
class EngineQuery:
    """A question as an engine understands it.

    Attributes:
        clauses: Nothing matches without one, except when `everything` is asked for.
        everything: No words were asked for: every document answers, with score 0.
        tree: `nb` or `en`: documents of this tree, and those of the other that have no version in it. A chosen
            language (a filter on `language`) takes its place.
        filters: Facet name to the values of which one must hold.
        without: Terms that no answer may have.
        only: Ids of documents that alone may answer (phrases); None for all.
        never: Ids of documents that may not answer.
        floor: Least score of an answer.
        facets: Names of the facets to count, each without its own filter.
        sort: RELEVANCE, NEWEST or REVIEWED (documents without such a date last); ties by id, the lowest first.
        now: Documents that are visible until then or earlier do not exist.
    """

    clauses: tuple[Clause, ...] = ()
    everything: bool = False
    tree: str = "nb"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    only: frozenset[int] | None = None
    never: frozenset[int] = frozenset()
    floor: int = 1
    facets: tuple[str, ...] = ()
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    now: datetime | None = None


@dataclass(frozen=True)
class EngineAnswer:
    """Ids and scores in order, how many answer in all, and per facet how many have each value (none with 0)."""

    hits: tuple[tuple[int, int], ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """An engine. May raise `EngineUnavailable`, never anything else for any query."""

    name: str

    def answer(self, query: EngineQuery) -> EngineAnswer:
        """The documents that answer."""
