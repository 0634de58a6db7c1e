"""The engine that is always there: postings in the hub's own database, the same on SQLite and PostgreSQL.

The database multiplies and adds; filters, counts and order are worked out here over facts that the process holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db import connections
from django.utils import timezone

from search import knowledge
from search.bag import number
from search.engines.base import COVERAGE_BASE, NEWEST, REVIEWED, EngineAnswer, EngineQuery
from search.knowledge import Facts
from search.models import Posting

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
        documents = knowledge.current(self.using).documents
        scores = dict.fromkeys(documents, 0) if query.everything else self.scores(query)
        banned = self.having(query.without)
        now = query.now or timezone.now()
        counts: dict[str, Counter[str]] = {name: Counter() for name in query.facets}
        found: list[tuple[Facts, int]] = []
        for pk, score in scores.items():
            facts = documents.get(pk)
            if facts is None or pk in banned or (query.only is not None and pk not in query.only):
                continue
            if facts.visible_until and facts.visible_until <= now:
                continue
            missed = misses(facts, query)
            if not missed:
                found.append((facts, score))
            for name in query.facets if not missed else missed if len(missed) == 1 else ():
                if name in counts:
                    counts[name].update(facts.facets.get(name, ()))
        ranked = in_order(found, query.sort)[query.offset : query.offset + query.limit]
        hits = tuple((facts.pk, score) for facts, score in ranked)
        return EngineAnswer(hits, len(found), {name: dict(values) for name, values in counts.items()})

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


def misses(facts: Facts, query: EngineQuery) -> list[str]:
    """The filters that a document does not answer; the reader's tree is that on language, until one is set."""
    missed = [name for name, wanted in query.filters.items() if not set(wanted) & set(facts.facets.get(name, ()))]
    if LANGUAGE not in query.filters and not (facts.stands_alone or facts.tree == query.tree):
        missed.append(LANGUAGE)
    return missed


def in_order(found: list[tuple[Facts, int]], sort: str) -> list[tuple[Facts, int]]:
    """The best, newest or last reviewed first; without such a date last; ties by id."""
    found = sorted(found, key=lambda hit: hit[0].pk)
    if sort == NEWEST:
        return sorted(found, key=lambda hit: hit[0].published or EARLIEST, reverse=True)
    if sort == REVIEWED:
        return sorted(found, key=lambda hit: str(hit[0].reviewed or ""), reverse=True)
    return sorted(found, key=lambda hit: hit[1], reverse=True)


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
