"""The search index is built anew while editors publish, hide, move and delete in other processes, and readers ask."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.builders.elasticsearch import elasticsearch
from tests.drills.installation import PYTHON, Installation

pytestmark = pytest.mark.drill

WRITERS, PAGES, REBUILDS = 2, 20, 3
POSTGRESQL = pytest.param("postgresql_database", marks=pytest.mark.postgresql)


@contextmanager
def running(hub: Installation) -> Iterator[Installation]:
    """All that the drill starts is killed at its end."""
    try:
        yield hub
    finally:
        hub.end()


@pytest.mark.parametrize("database", ["sqlite_database", POSTGRESQL])
def test_a_rebuild_of_the_database_loses_nothing(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    with running(Installation(tmp_path, request.getfixturevalue(database))) as hub:
        figures(f"rebuild under writes, {database.removesuffix('_database')}: {drill(hub, 'database')}")


@pytest.mark.elasticsearch
@pytest.mark.parametrize("database", ["sqlite_database", POSTGRESQL])
def test_a_rebuild_of_elasticsearch_loses_nothing(
    database: str,
    request: pytest.FixtureRequest,
    elasticsearch_url: str,
    tmp_path: Path,
    figures: Callable[[str], None],
) -> None:
    with elasticsearch(elasticsearch_url):
        ours = {
            "SEARCH_ENGINE": "elastic",
            "ELASTICSEARCH_URL": elasticsearch_url,
            "ELASTICSEARCH_INDEX": settings.ELASTICSEARCH_INDEX,
        }
        with running(Installation(tmp_path, request.getfixturevalue(database), **ours)) as hub:
            hub.manage("search_rebuild", "--verbosity=0")
            name = f"rebuild of Elasticsearch under writes, {database.removesuffix('_database')}"
            figures(f"{name}: {drill(hub, 'elastic')}")


def drill(hub: Installation, engine: str) -> str:
    """Writers and a reader go on while the index is built anew, several times; then all must be as it should be."""
    stop = hub.folder / "stop"
    hub.script("stable_page")
    hub.worker()
    hub.settle(60)
    outputs = [hub.folder / f"writer-{number}.json" for number in range(WRITERS)]
    writers = [
        hub.start(
            f"writer-{number}",
            PYTHON,
            "-m",
            "tests.drills.search_writer",
            str(number),
            str(PAGES),
            str(stop),
            str(output),
        )
        for number, output in enumerate(outputs)
    ]
    reader = hub.start("reader", PYTHON, "-m", "tests.drills.search_reader", "fyrtaarn", str(stop))
    time.sleep(5)
    begin = time.monotonic()
    for _ in range(REBUILDS):
        hub.manage("search_rebuild", "--verbosity=0")
    seconds = (time.monotonic() - begin) / REBUILDS
    stop.touch()
    for number, process in enumerate(writers):
        assert process.wait(60) == 0, (hub.folder / f"writer-{number}.log").read_text()[-2000:]
    assert reader.wait(60) == 0
    settled = hub.settle(300)
    asked = json.loads((hub.folder / "reader.log").read_text().splitlines()[-1])
    wrong = [hub.script("search_reader", "--truth", str(output)) for output in outputs]
    lost, leaked = (sum(len(one[name]) for one in wrong) for name in ("lost", "leaked"))
    steps = sum(json.loads(output.read_text())["steps"] for output in outputs)
    assert asked["in vain"] == 0
    assert engine in asked["engines"]
    assert (lost, leaked) == (0, 0), wrong
    hub.manage("search_check", "--verbosity=0")  # fails when anything differs
    return (
        f"{steps} changes, {REBUILDS} rebuilds of {seconds:.1f} s, {lost} lost, {leaked} leaked, "
        f"{asked['in vain']} of {asked['asked']} questions in vain, {settled:.1f} s to settle"
    )
