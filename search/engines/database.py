"""The engine that is always there: postings in the hub's own database, the same on SQLite and PostgreSQL.

The database multiplies and adds; filters, counts and order are worked out here over the sets of documents
that the process holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import reduce
from heapq import nlargest
from operator import and_

from django.db import connections
from django.utils import timezone

from search import knowledge
from search.bag import number
from search.engines.base import COVERAGE_BASE, NEWEST, REVIEWED, EngineAnswer, EngineQuery
from search.knowledge import Knowledge
from search.models import Posting
from search.sets import Sets

LANGUAGE = "language"
EARLIEST = datetime.min.replace(tzinfo=UTC)


class DatabaseEngine:
    """Answers from postings.

    Args:
        using: The alias of the database.
    """

    name = "database"

    def __init__(self, using: str = "default"):
        self.using = using

    def answer(self, query: EngineQuery) -> EngineAnswer:
        """The documents that answer."""
        known = knowledge.current(self.using)
        scores = dict.fromkeys(known.documents, 0) if query.everything else self.scores(query)
        found = known.sets.of(scores) & self.allowed(query, known.sets)
        filters = {name: known.sets.having(name, values) for name, values in query.filters.items()}
        if LANGUAGE not in filters:
            filters[LANGUAGE] = known.sets.for_readers_of(query.tree)
        answering = found & all_of(filters.values())
        counts = {}
        for name in query.facets:
            others = (some for other, some in filters.items() if other != name)
            counts[name] = known.sets.counts(name, found & all_of(others) if name in filters else answering)
        ids = known.sets.members(answering)
        first = in_order(ids, scores, known, query.sort, query.offset + query.limit)
        hits = tuple((pk, scores[pk]) for pk in first[query.offset :])
        return EngineAnswer(hits, len(ids), counts)

    def allowed(self, query: EngineQuery, sets: Sets) -> int:
        """The documents that may answer at all."""
        found = sets.in_sight(query.now or timezone.now()) & ~sets.of(self.having(query.without) | query.never)
        return found if query.only is None else found & sets.of(query.only)

    def scores(self, query: EngineQuery) -> dict[int, int]:
        """Document to score, from the least that counts."""
        sql = statement(query)
        if not sql:
            return {}
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql)
            return {document: int(score) for document, score in cursor.fetchall()}

    def having(self, terms: Iterable[str]) -> set[int]:
        """The documents that have any of the terms."""
        numbers = [number(term) for term in terms]
        if not numbers:
            return set()
        rows = Posting.objects.using(self.using).filter(term__in=numbers)
        return set(rows.values_list("document_id", flat=True))


def all_of(sets: Iterable[int]) -> int:
    """What all sets have in common; everything when there are none."""
    return reduce(and_, sets, -1)


def in_order(ids: list[int], scores: Mapping[int, int], known: Knowledge, sort: str, wanted: int) -> list[int]:
    """The first so many: the best, newest or last reviewed first; without such a date last; ties by id."""
    documents = known.documents
    if sort == NEWEST:
        return nlargest(wanted, sorted(ids), key=lambda pk: documents[pk].published or EARLIEST)
    if sort == REVIEWED:
        return nlargest(wanted, sorted(ids), key=lambda pk: str(documents[pk].reviewed or ""))
    return [-pk for _score, pk in nlargest(wanted, ((scores[pk], -pk) for pk in ids))]


def rows(query: EngineQuery) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Clause, its coverage, alternative, how many terms that has, term, boost."""
    for at, clause in enumerate(query.clauses):
        for which, alternative in enumerate(clause.alternatives):
            for term, boost in alternative.terms:
                yield at, clause.coverage, which, len(alternative.terms), number(term), boost


def statement(query: EngineQuery) -> str:
    """The SQL of a plan: whole numbers only, so they stand in it as they are.

    Alternatives of one term need no grouping of their own; those are most.
    """
    parts, sources = [], []
    single: dict[tuple[int, int, int], int] = {}
    several = []
    for clause, coverage, which, size, term, boost in rows(query):
        if size == 1:
            key = clause, coverage, term
            single[key] = max(boost, single.get(key, 0))
        else:
            several.append(f"({clause},{coverage},{which},{size},{term},{boost})")
    table = Posting._meta.db_table
    if single:
        values = ",".join(f"({clause},{coverage},{term},{boost})" for (clause, coverage, term), boost in single.items())
        sources.append(f"one(clause, coverage, term, boost) AS (VALUES {values})")
        parts.append(
            "SELECT p.document_id, q.clause, q.coverage, q.boost * p.impact AS score "
            f"FROM one q JOIN {table} p ON p.term = q.term"
        )
    if several:
        sources.append(f"many(clause, coverage, which, size, term, boost) AS (VALUES {','.join(several)})")
        parts.append(
            "SELECT p.document_id, q.clause, q.coverage, SUM(q.boost * p.impact) AS score "
            f"FROM many q JOIN {table} p ON p.term = q.term "
            "GROUP BY p.document_id, q.clause, q.coverage, q.which, q.size HAVING COUNT(*) = q.size"
        )
    if not parts:
        return ""
    return f"""
        WITH {", ".join(sources)},
        best AS (
            SELECT document_id, clause, MAX(coverage) AS coverage, MAX(score) AS score
            FROM ({" UNION ALL ".join(parts)}) AS ways GROUP BY document_id, clause
        )
        SELECT document_id, SUM(score) * ({COVERAGE_BASE} + SUM(coverage)) AS total
        FROM best GROUP BY document_id HAVING SUM(score) * ({COVERAGE_BASE} + SUM(coverage)) >= {query.floor}
    """
