"""The contract of the engines: identical lists, scores, totals and facets, whatever is asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from search import indexes
from search.client import writing_client
from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.targets import write
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.engines import disagreements, sqlite_copy
from tests.builders.search_index import generated_collection, generated_queries, rewrite_some

SIZE, QUERIES, AFTER_CHANGES = 600, 500, 150


def contract(others: Sequence[Engine], *, shards: int) -> None:
    """Asks all engines the same, as first loaded and after changes."""
    rows = generated_collection(size=SIZE)
    name = filled_index(shards=shards)
    engines = [ElasticEngine(writing_client(), indexes.alias()), *others]
    queries = generated_queries(count=QUERIES, ids=[row.pk for row in rows])
    assert not disagreements(engines, queries)
    totals = [engines[0].answer(query).total for query in queries]
    assert sum(total > 20 for total in totals) > QUERIES / 3  # the questions are worth asking

    again, gone = rewrite_some(rows)
    write([*again, *gone], [name])
    indexes.refresh(name)
    assert not disagreements(engines, queries[:AFTER_CHANGES])


@pytest.mark.elasticsearch
@pytest.mark.django_db
@pytest.mark.parametrize("shards", [1, 3])
def test_this_database_and_elasticsearch_agree(elasticsearch_url: str, shards: int):
    with elasticsearch(elasticsearch_url):
        contract([DatabaseEngine()], shards=shards)


@pytest.mark.elasticsearch
@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("changed", [False, True])
def test_postgresql_sqlite_and_elasticsearch_agree(elasticsearch_url: str, tmp_path: Path, changed: bool):
    rows = generated_collection(size=SIZE)
    if changed:
        rewrite_some(rows)
    queries = generated_queries(count=QUERIES, ids=[row.pk for row in rows])
    with elasticsearch(elasticsearch_url), sqlite_copy(tmp_path / "copy.sqlite3") as alias:
        filled_index(shards=3)
        engines = [ElasticEngine(writing_client(), indexes.alias()), DatabaseEngine(), DatabaseEngine(using=alias)]
        assert not disagreements(engines, queries)
