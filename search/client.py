"""How the hub speaks with Elasticsearch: one client a process, which asks once and does not wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from django.conf import settings
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, Elasticsearch, TransportError

QUESTION_SECONDS = 1.5  # for a reader's question, from the first byte to the last
WRITING_SECONDS = 30.0  # for a worker's writing
# Whatever can go wrong on the way and over there.
FAILURES = (ApiError, TransportError)


class ElasticsearchFailed(Exception):
    """Elasticsearch did not do what a worker or a command asked of it; the text says what it answered."""


def client() -> Elasticsearch:
    """The client for questions; nothing is sent until it is asked.

    Raises:
        ElasticsearchFailed: ELASTICSEARCH_URL is not set.
    """
    if not settings.ELASTICSEARCH_URL:
        raise ElasticsearchFailed("ELASTICSEARCH_URL is not set.")
    return _client(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.WEB_THREADS)


def writing_client() -> Elasticsearch:
    """The same with the patience of a worker."""
    return client().options(request_timeout=WRITING_SECONDS)


@cache
def _client(url: str, api_key: str, threads: int) -> Elasticsearch:
    node = url_to_node_config(url, use_default_ports_for_scheme=True)
    node = replace(node, request_timeout=QUESTION_SECONDS, connections_per_node=max(10, threads))
    return Elasticsearch([node], api_key=api_key or None, max_retries=0, retry_on_timeout=False)


@contextmanager
def told(doing: str) -> Iterator[None]:
    """Says what was being done when Elasticsearch fails.

    Raises:
        ElasticsearchFailed: in the place of the client's own exceptions.
    """
    try:
        yield
    except FAILURES as error:
        raise ElasticsearchFailed(f"{doing}: {said(error)}") from error


def said(error: Exception) -> str:
    """What a failure says of itself, with what caused it."""
    cause = error.__cause__ if isinstance(error, TransportError) else None
    return f"{type(error).__name__}: {error}" + (f" ({cause})" if cause else "")
