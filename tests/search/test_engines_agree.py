"""The contract of the engines: identical lists, scores, totals and facets, whatever is asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections, models
from django.db.backends.sqlite3.base import DatabaseWrapper

from hub.config.env import sqlite
from search import indexes
from search.client import writing_client
from search.engines.base import Engine, EngineQuery
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.models import IndexState, Posting, SearchDocument, Word
from search.targets import write
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.search_index import generated_collection, generated_queries, rewrite_some

SIZE, QUERIES, AFTER_CHANGES = 600, 500, 150
COPY = "copy"
TABLES = (IndexState, Word, SearchDocument, Posting)


@contextmanager
def sqlite_copy(file: Path) -> Iterator[str]:
    """The alias of a SQLite database with the tables that answers are made from, as they are now."""
    plain = {**connections["default"].settings_dict, **sqlite(file), "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    connections[COPY] = DatabaseWrapper(plain, COPY)
    try:
        with connections[COPY].schema_editor() as editor:
            for model in TABLES:
                editor.create_model(model)
        connections[COPY].disable_constraint_checking()  # pages stay where they are
        for model in TABLES:
            copy_rows(model, COPY)
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY]


def copy_rows(model: type[models.Model], alias: str) -> None:
    """All rows as they are."""
    model._default_manager.using(alias).bulk_create(model._default_manager.all(), batch_size=5000)


def disagreements(engines: Sequence[Engine], queries: Sequence[EngineQuery]) -> list[str]:
    """The questions that the engines answer in different ways."""
    found = []
    for query in queries:
        first, *others = (engine.answer(query) for engine in engines)
        for engine, other in zip(engines[1:], others, strict=True):
            found += [
                f"{query}\n{engines[0].name}: {getattr(first, part)}\n{engine.name}: {getattr(other, part)}"
                for part in ("hits", "total", "facets")
                if getattr(first, part) != getattr(other, part)
            ]
    return found


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
