"""Measures the engines on the database that DATABASE_URL names, size by size; started by `tests.bench.search`.

Arguments: a SQLite file to copy documents from ("-": they are made), the address of an Elasticsearch ("-": it is left
out), the sizes. The last line is for the one who started it, the others are for people.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from hashlib import blake2b
from pathlib import Path
from statistics import median, quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from hub.jobs.worker import drain  # noqa: E402
from search import indexes, knowledge  # noqa: E402
from search.client import client, writing_client  # noqa: E402
from search.engines.base import Engine, EngineAnswer, EngineQuery  # noqa: E402
from search.engines.database import DatabaseEngine  # noqa: E402
from search.engines.elastic import ElasticEngine  # noqa: E402
from search.models import IndexTarget, Posting, SearchDocument  # noqa: E402
from search.service import SearchRequest, plan_for, query_for, read, search  # noqa: E402
from tests.bench.search_content import Content  # noqa: E402
from tests.bench.search_growth import copy, grow, shrink  # noqa: E402
from tests.builders.broken_servers import closed_port, silent_server  # noqa: E402
from tests.builders.elasticsearch import elasticsearch  # noqa: E402

Bring = Callable[[int], float | None]  # the database to a size; how many documents a second were written

ROUNDS = 3
REQUESTS = 150
LOADED = 500  # documents in one request


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def say(text: str) -> None:
    """A line at once."""
    print(f"    {text}", flush=True)


def measure(name: str, ask: Callable[[object], object], things: Sequence[object]) -> None:
    """Ask for all in turn: once to warm up, then a few rounds that count."""
    for thing in things:
        ask(thing)
    found = [timed(lambda thing=thing: ask(thing)) for _ in range(ROUNDS) for thing in things]  # type: ignore[misc]
    say(f"{name:46} p50 {median(found):7.1f} ms   p95 {quantiles(found, n=20)[-1]:7.1f} ms")


def engine_queries(requests: Sequence[SearchRequest]) -> list[EngineQuery]:
    """What the engines are asked for these requests."""
    known, found = knowledge.current(), []
    for request in requests:
        question = read(request.text)
        found.append(query_for(request, question, plan_for(question, known)))
    return found


def digest(answers: Sequence[EngineAnswer]) -> str:
    """The same for the same hits, scores, totals and facets."""
    plain = [[one.hits, one.total, {name: dict(counts) for name, counts in one.facets.items()}] for one in answers]
    return blake2b(json.dumps(plain, sort_keys=True).encode(), digest_size=8).hexdigest()


def database(requests: Sequence[SearchRequest], queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
    """Measure the engine that is always there; returns its answers."""
    engine = DatabaseEngine()
    measure(f"{connection.vendor}: engine, all facets", engine.answer, queries)  # type: ignore[arg-type]
    measure(f"{connection.vendor}: whole request", search, requests)  # type: ignore[arg-type]
    return [engine.answer(query) for query in queries]


def elastic(url: str, requests: Sequence[SearchRequest], queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
    """Load an index, measure it; returns its answers."""
    with elasticsearch(url):
        started, name = time.monotonic(), indexes.create()
        ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), LOADED):
            indexes.load(name, ids[start : start + LOADED])
        indexes.answer_from(name)
        say(f"elasticsearch: loaded {len(ids) / (time.monotonic() - started):.0f} documents/s")
        size = writing_client().indices.stats(index=name)["_all"]["total"]["store"]["size_in_bytes"]
        say(f"elasticsearch: {size / 2**20:.0f} MB")
        patient: Engine = ElasticEngine(writing_client(), indexes.alias())
        for query in queries:
            patient.answer(query)  # a cold server is no failure here
        engine = ElasticEngine(client(), indexes.alias())
        measure("elasticsearch: engine, all facets", engine.answer, queries)  # type: ignore[arg-type]
        measure("elasticsearch: whole request", search, requests)  # type: ignore[arg-type]
        assert search(requests[0]).engine == ElasticEngine.name
        return [engine.answer(query) for query in queries]


def fallback(requests: Sequence[SearchRequest]) -> None:
    """What a server that is gone, or that says nothing, costs readers."""
    IndexTarget.objects.get_or_create(name="hub-bench", answers=True)
    measure("fallback: the database alone", search, requests)  # type: ignore[arg-type]
    with silent_server() as silent:
        for kind, url in {"nobody listens": closed_port(), "silence": silent}.items():
            with override_settings(SEARCH_ENGINE="elastic", ELASTICSEARCH_URL=url):
                cache.clear()
                say(f"fallback: first request, {kind:19} {timed(lambda: search(requests[0])):12.1f} ms")
                measure(f"fallback: while it is left alone, {kind}", search, requests[:50])  # type: ignore[arg-type]
    IndexTarget.objects.all().delete()


def one_size(
    requests: list[SearchRequest], url: str, bring: Callable[[int], float | None], size: int
) -> tuple[int, dict[str, str]]:
    """Bring the database to a size and measure there; returns how many there are, and what each engine answers."""
    rate = bring(size)
    there, postings = SearchDocument.objects.count(), Posting.objects.count()
    print(f"  {connection.vendor}, {there} documents, {postings / there:.0f} terms each", flush=True)
    if rate:
        say(f"written, analysis included: {rate:.0f} documents/s")
    started = time.perf_counter()
    queries = engine_queries(requests)
    say(f"planning: {(time.perf_counter() - started) * 1000 / len(queries):.1f} ms on average")
    found = {connection.vendor: digest(database(requests, queries))}
    if url != "-":
        found["elasticsearch"] = digest(elastic(url, requests, queries))
    return there, found


def made(sizes: Sequence[str]) -> tuple[Bring, list[SearchRequest]]:
    """How to bring this database to a size, and the questions; these are left beside it for the others."""
    while drain():
        pass
    content = Content()
    requests = content.requests(REQUESTS)
    questions_beside(connection.settings_dict["NAME"]).write_text(json.dumps([asdict(one) for one in requests]))
    shrink(int(sizes[0]))
    return partial(grow, content), requests


def copied(source: Path) -> tuple[Bring, list[SearchRequest]]:
    """The same for a database that gets what another has."""
    rows = json.loads(questions_beside(source).read_text())
    requests = [
        SearchRequest(**{**row, "filters": {name: tuple(chosen) for name, chosen in row["filters"].items()}})
        for row in rows
    ]
    return partial(copy, source), requests


def questions_beside(file: Path | str) -> Path:
    """Where the questions are kept that are asked of a database and of its copies."""
    return Path(file).with_suffix(".questions.json")


def main(source: str, url: str, *sizes: str) -> None:
    """Measure and print."""
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    bring, requests = made(sizes) if source == "-" else copied(Path(source))
    results = []
    with translation.override("nb"):
        for size in sizes:
            results.append(one_size(requests, url, bring, int(size)))
            if size == sizes[:2][-1] and source == "-":
                fallback(requests)
    print(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
