"""Indexes of a test's own on a real Elasticsearch."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.conf import settings
from django.test import override_settings

from search import indexes
from search.client import writing_client
from search.models import SearchDocument

NUMBERS = count(1)


@contextmanager
def elasticsearch(url: str, **changes) -> Iterator[None]:
    """The settings of a hub that searches with Elasticsearch, under names that no other test uses; deletes them."""
    prefix = f"{settings.ELASTICSEARCH_INDEX}-own{next(NUMBERS)}"
    ours = {"SEARCH_ENGINE": "elastic", "ELASTICSEARCH_URL": url, "ELASTICSEARCH_INDEX": prefix}
    with override_settings(**{**ours, **changes}):
        delete_indexes(prefix)
        try:
            yield
        finally:
            delete_indexes(prefix)


def delete_indexes(prefix: str) -> None:
    """Every index whose name begins so."""
    client = writing_client()
    for name in client.indices.get(index=f"{prefix}-*", expand_wildcards="all", features="aliases"):
        client.indices.delete(index=name)


def filled_index(*, shards: int = 1) -> str:
    """An index with all documents of the database, which answers; its name."""
    name = indexes.create(shards=shards)
    indexes.load(name, list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True)))
    indexes.answer_from(name)
    return name
