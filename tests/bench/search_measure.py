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
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from hub.jobs.worker import drain  # noqa: E402
from search import indexes, knowledge  # noqa: E402
from search.client import client, writing_client  # noqa: E402
from search.documents import rewrite  # noqa: E402
from search.engines.base import Engine, EngineAnswer, EngineQuery  # noqa: E402
from search.engines.database import DatabaseEngine  # noqa: E402
from search.engines.elastic import ElasticEngine  # noqa: E402
from search.models import IndexTarget, SearchDocument  # noqa: E402
from search.service import SearchRequest, plan_for, query_for, read, search  # noqa: E402
from search.suggestions import suggest  # noqa: E402
from tests.bench.search_content import Content  # noqa: E402
from tests.bench.search_growth import copy, grow, shrink  # noqa: E402
from tests.builders.broken_servers import closed_port, silent_server  # noqa: E402
from tests.builders.elasticsearch import elasticsearch  # noqa: E402

Bring = Callable[[int], object]  # the database to a size
Row = dict[str, Any]  # what was measured of one engine at one size

REQUESTS, ROUNDS = 120, 2
PAGES = 30  # of the requests, asked over HTTP
LOADED = 500  # documents in one request
REBUILT = 200  # documents by which the rate of a rebuild is taken
LATENCY = "  p50 {:7.1f} ms   p95 {:7.1f} ms"


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def say(name: str, text: str) -> None:
    """A line at once."""
    print(f"    {name:44} {text}", flush=True)


def measure(name: str, ask: Callable[[Any], object], things: Sequence[Any]) -> list[float]:
    """Ask for all in turn: once to warm up, then a few rounds that count; returns p50 and p95 in milliseconds."""
    for thing in things:
        ask(thing)
    found = [timed(partial(ask, thing)) for _ in range(ROUNDS) for thing in things]
    both = [median(found), quantiles(found, n=20)[-1]]
    say(name, LATENCY.format(*both))
    return both


def engine_queries(requests: Sequence[SearchRequest]) -> list[EngineQuery]:
    """What the engines are asked for these requests."""
    known, found = knowledge.current(), []
    for request in requests:
        question = read(request.text)
        found.append(query_for(request, question, plan_for(question, known)))
    return found


def digests(answers: Sequence[EngineAnswer]) -> list[str]:
    """For each answer: the same for the same hits, scores, total and facets."""
    plain = ([one.hits, one.total, {name: dict(counts) for name, counts in one.facets.items()}] for one in answers)
    return [blake2b(json.dumps(one, sort_keys=True).encode(), digest_size=8).hexdigest() for one in plain]


def latencies(name: str, engine: Engine, requests: Sequence[SearchRequest], queries: Sequence[EngineQuery]) -> Row:
    """The engine alone with all facets, the whole search, the page over HTTP; and what the engine answers."""
    found: Row = {"name": name, "engine": measure(f"{name}: engine, all facets", engine.answer, queries)}
    found["search"] = measure(f"{name}: the whole search", search, requests)
    assert search(requests[0]).engine == engine.name
    found["page"] = measure(f"{name}: the page", page, [address(one) for one in requests[:PAGES]])
    return found | {"answers": digests([engine.answer(query) for query in queries])}


def page(path: str) -> None:
    """A reader's request through all of the hub."""
    assert Client(SERVER_NAME="127.0.0.1").get(path).status_code == 200, path


def address(request: SearchRequest) -> str:
    """The page that answers a request."""
    return f"/sok/?{urlencode({'q': request.text, 'sprak': request.language})}"


def database(requests: Sequence[SearchRequest], queries: Sequence[EngineQuery]) -> Row:
    """Measure the engine that is always there, and what else is done in the database."""
    name = connection.vendor
    found = latencies(name, DatabaseEngine(), requests, queries)
    measure(f"{name}: a suggestion", suggest, [one.text[: 2 + at % 4] or "he" for at, one in enumerate(requests)])
    found["rebuild"] = rewriting()
    say(f"{name}: rebuilt, analysis included", f"{found['rebuild']:8.0f} documents/s")
    say(f"{name}: the first question of a process", f"{timed(coming_to_know):12.1f} ms")
    say(f"{name}: the first question after a change", f"{noticing_a_change():12.1f} ms")
    return found


def rewriting() -> float:
    """How many documents a second are analysed and written again, as a rebuild does; nothing is kept."""
    groups = list(SearchDocument.objects.order_by("pk").values_list("group", flat=True)[:REBUILT])
    with transaction.atomic():
        took = timed(partial(rewrite, groups))
        transaction.set_rollback(True)
    return len(groups) / took * 1000


def coming_to_know() -> None:
    """Read all that a process knows of the index."""
    knowledge.forget()
    knowledge.current()


def noticing_a_change() -> float:
    """Milliseconds of the first question after one document was written again; nothing is kept."""
    with transaction.atomic():
        rewrite([SearchDocument.objects.order_by("-pk").values_list("group", flat=True)[0]])
        took = timed(knowledge.current)
        transaction.set_rollback(True)
    knowledge.forget()
    return took


def elastic(url: str, requests: Sequence[SearchRequest], queries: Sequence[EngineQuery]) -> Row:
    """Load an index and measure it."""
    with elasticsearch(url):
        started, name = time.monotonic(), indexes.create()
        ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), LOADED):
            indexes.load(name, ids[start : start + LOADED])
        indexes.answer_from(name)
        rate = len(ids) / (time.monotonic() - started)
        say("elasticsearch: rebuilt from the database", f"{rate:8.0f} documents/s")
        patient: Engine = ElasticEngine(writing_client(), indexes.alias())
        for query in queries:
            patient.answer(query)  # a cold server is no failure here
        engine = ElasticEngine(client(), indexes.alias())
        return latencies("elasticsearch", engine, requests, queries) | {"rebuild": rate}


def fallback(requests: Sequence[SearchRequest]) -> None:
    """What a server that is gone, or that says nothing, costs readers."""
    IndexTarget.objects.get_or_create(name="hub-bench", answers=True)
    some = requests[:PAGES]
    measure("fallback: no Elasticsearch is wanted", search, some)
    with silent_server() as silent:
        for kind, url in {"nobody listens": closed_port(), "silence": silent}.items():
            with override_settings(SEARCH_ENGINE="elastic", ELASTICSEARCH_URL=url):
                cache.clear()
                say(f"fallback: the first question, {kind}", f"{timed(partial(search, requests[0])):12.1f} ms")
                measure(f"fallback: the next ones, {kind}", search, some)
    IndexTarget.objects.all().delete()


def one_size(requests: list[SearchRequest], url: str, bring: Bring, size: int) -> tuple[int, list[Row]]:
    """Bring the database to a size and measure there; returns how many there are, and what was measured."""
    took = timed(partial(bring, size)) / 1000
    there = SearchDocument.objects.count()
    print(f"  {connection.vendor}, {there} documents (made in {took:.0f} s)", flush=True)
    knowledge.current()
    started = time.perf_counter()
    queries = engine_queries(requests)
    say("planning, on average", f"{(time.perf_counter() - started) * 1000 / len(queries):12.1f} ms")
    found = [elastic(url, requests, queries)] if url != "-" else []
    return there, [database(requests, queries), *found]


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
    with translation.override("nb"), override_settings(ALLOWED_HOSTS=["127.0.0.1"]):
        for size in sizes:
            results.append(one_size(requests, url, bring, int(size)))
            if size == sizes[:2][-1] and source == "-":
                fallback(requests)
    print(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
