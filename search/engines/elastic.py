"""The same questions for Elasticsearch: it multiplies, adds, filters and counts as the database does, only faster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch
from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from search.bag import number
from search.client import FAILURES, said
from search.engines.base import (
    COVERAGE_BASE,
    NEWEST,
    REVIEWED,
    Alternative,
    Clause,
    EngineAnswer,
    EngineQuery,
    EngineUnavailable,
)
from search.engines.mapping import LARGEST, moment, term_name

LANGUAGE = "language"
VALUES = 10_000  # of one facet, at most
LAST = {"order": "desc", "missing": "_last"}
SORTS: Mapping[str, list[dict[str, Any]]] = {
    NEWEST: [{"published": LAST}, {"pk": {"order": "asc"}}],
    REVIEWED: [{"reviewed": LAST}, {"pk": {"order": "asc"}}],
}
BY_SCORE: list[dict[str, Any]] = [{"_score": {"order": "desc"}}, {"pk": {"order": "asc"}}]


class ElasticEngine:
    """Answers from the index, or the alias, of that name."""

    name = "elastic"

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self.client = client
        self.index = index

    def answer(self, query: EngineQuery) -> EngineAnswer:
        """The documents that answer.

        Raises:
            EngineUnavailable: for whatever goes wrong over there or on the way: half an answer is none.
        """
        search = build(query).using(self.client).index(self.index).params(allow_partial_search_results=False)
        try:
            return _read(search.execute().to_dict(), query.facets)
        except (*FAILURES, LookupError, TypeError, ValueError) as error:  # the last three: no answer of a search
            raise EngineUnavailable(said(error)) from error


def build(query: EngineQuery) -> Search:
    """The request for a query."""
    chosen = _filters(query)
    # A filter whose facet is not counted binds all alike; the others come after the facets were counted.
    binding = [one for name, one in chosen.items() if name not in query.facets]
    own = {name: one for name, one in chosen.items() if name in query.facets}
    search = Search().query(_matching(query, binding)).source(False)
    search = search.extra(track_total_hits=True, track_scores=True).sort(*SORTS.get(query.sort, BY_SCORE))
    if query.floor > 1 and not query.everything:
        search = search.extra(min_score=query.floor)
    if own:
        search = search.post_filter(Q("bool", filter=list(own.values())))
    _count(search, query.facets, own)
    # Deeper than the window there is nothing.
    start = query.offset if query.offset < LARGEST else 0
    limit = query.limit if query.offset < LARGEST else 0
    return search[start : min(start + limit, LARGEST)]


def _filters(query: EngineQuery) -> dict[str, Query]:
    """Per facet the condition that its own counts leave out; the rule of the tree is that of the language."""
    found = {name: Q("terms", **{f"facets.{name}": list(values)}) for name, values in query.filters.items()}
    if LANGUAGE not in found:
        found[LANGUAGE] = Q("term", tree=query.tree) | Q("term", stands_alone=True)
    return found


def _matching(query: EngineQuery, binding: Sequence[Query]) -> Query:
    """What scores, among what may answer at all."""
    conditions = list(binding)
    if query.only is not None:
        conditions.append(Q("terms", pk=sorted(query.only)))
    unwanted = [_term(term) for term in query.without]
    if query.never:
        unwanted.append(Q("terms", pk=sorted(query.never)))
    unwanted.append(Q("range", visible_until={"lte": moment(query.now or timezone.now())}))
    if query.everything:
        return Q("bool", filter=conditions or [Q("match_all")], must_not=unwanted)
    return Q("bool", must=[scored(query.clauses)], filter=conditions, must_not=unwanted)


def scored(clauses: Sequence[Clause]) -> Query:
    """The sum of the best alternatives, times how much of the question is answered."""
    ways = [(_best(clause), clause.coverage) for clause in clauses if any(way.terms for way in clause.alternatives)]
    if not ways:
        return Q("match_none")
    functions = [{"filter": way, "weight": coverage} for way, coverage in ways if coverage]
    return Q(
        "function_score",
        query=Q("bool", should=[way for way, _coverage in ways]),
        functions=[{"weight": COVERAGE_BASE}, *functions],
        score_mode="sum",
        boost_mode="multiply",
    )


def _best(clause: Clause) -> Query:
    return Q("dis_max", queries=[_all_of(alternative) for alternative in clause.alternatives if alternative.terms])


def _all_of(alternative: Alternative) -> Query:
    terms = [_term(term, boost) for term, boost in alternative.terms]
    return terms[0] if len(terms) == 1 else Q("bool", must=terms)


def _term(term: str, boost: int = 1) -> Query:
    return Q("term", terms={"value": term_name(number(term)), "boost": boost})


def _count(search: Search, facets: Collection[str], own: Mapping[str, Query]) -> None:
    """Counts each facet under all conditions but its own; facets under the same conditions are counted together."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in facets:
        alike[tuple(other for other in own if other != name)].append(name)
    for others, names in alike.items():
        conditions = [own[other] for other in others]
        bucket = search.aggs.bucket(names[0], "filter", filter=Q("bool", filter=conditions or [Q("match_all")]))
        for name in names:
            bucket.bucket(name, A("terms", field=f"facets.{name}", size=VALUES))


def _read(found: Mapping[str, Any], facets: Sequence[str]) -> EngineAnswer:
    hits = found["hits"]
    counts: dict[str, dict[str, int]] = {}
    for group in found.get("aggregations", {}).values():
        for name in facets:
            if name in group:
                counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in group[name]["buckets"]}
    return EngineAnswer(
        hits=tuple((int(hit["_id"]), int(hit["_score"])) for hit in hits["hits"]),
        total=hits["total"]["value"],
        facets={name: counts[name] for name in facets},
    )
