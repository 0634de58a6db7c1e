"""The search answers the judged queries well, and the same on every engine; `make search-quality` shows the details."""

import pytest

from search import indexes, knowledge
from search.client import writing_client
from search.engines.base import FACETS, EngineQuery
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.models import SearchDocument
from search.rerank import WINDOW, better
from search.service import SearchRequest, plan_for, query_for, read
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.search.judgements import SETS, Judged, figures, judged_queries
from tests.search.quality_systems import hub_answers

pytestmark = pytest.mark.django_db

# Means of nDCG@10, just under what is reached: raise them when it gets better, and find out why before lowering one.
FLOOR = {"given": 0.87, "own": 0.84, "aside": 0.79}


def test_all_that_is_judged_relevant_is_there():
    there = set(SearchDocument.objects.values_list("url", flat=True))
    assert {key for query in judged_queries() for key in query.relevant} <= there


@pytest.mark.parametrize("name", SETS)
def test_answers_are_no_worse_than_they_were(name: str):
    queries = [query for query in judged_queries() if query.set == name]
    found = figures(queries, hub_answers(queries))
    assert found
    assert found.ndcg >= FLOOR[name]
    assert not found.silent


def engine_query(query: Judged, **filters: tuple[str, ...]) -> EngineQuery:
    """What an engine is asked when somebody types the query."""
    request = SearchRequest(text=query.text, language=query.language, filters=filters, per_page=WINDOW)
    question = read(query.text)
    return query_for(request, question, plan_for(question, knowledge.current()))


def narrowed(query: Judged, at: int) -> list[EngineQuery]:
    """The query as it is, with one filter, and with another beside it: values that some answers have."""
    plain = engine_query(query)
    counts = DatabaseEngine().answer(plain).facets
    names = [name for name in FACETS if counts.get(name)]
    chosen = {name: tuple(sorted(counts[name])[:2]) for name in (names[(at + step) % len(names)] for step in (0, 3))}
    one = dict(list(chosen.items())[:1])
    return [plain, engine_query(query, **one), engine_query(query, **chosen)]


@pytest.mark.elasticsearch
def test_elasticsearch_gives_the_same_answers(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        filled_index()
        ours, theirs = DatabaseEngine(), ElasticEngine(writing_client(), indexes.alias())
        for at, query in enumerate(judged_queries()):
            for asked in narrowed(query, at):
                one, other = ours.answer(asked), theirs.answer(asked)
                assert (one.hits, one.total, one.facets) == (other.hits, other.total, other.facets), asked
                known = knowledge.current()
                assert better(one.hits, known, asked.clauses) == better(other.hits, known, asked.clauses)
