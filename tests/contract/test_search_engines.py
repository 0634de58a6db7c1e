"""PostgreSQL, SQLite and Elasticsearch answer every judged query alike, filtered and not."""

from pathlib import Path

import pytest

from search import indexes
from search.client import writing_client
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.engines import disagreements, sqlite_copy
from tests.contract.test_search_quality import narrowed
from tests.search.judgements import judged_queries

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch, pytest.mark.postgresql]


def test_all_engines_give_the_same_answers(elasticsearch_url: str, tmp_path: Path):
    asked = [one for at, query in enumerate(judged_queries()) for one in narrowed(query, at)]
    assert len(asked) > 200
    with elasticsearch(elasticsearch_url), sqlite_copy(tmp_path / "copy.sqlite3") as alias:
        filled_index(shards=3)
        engines = [ElasticEngine(writing_client(), indexes.alias()), DatabaseEngine(), DatabaseEngine(using=alias)]
        assert not disagreements(engines, asked)
