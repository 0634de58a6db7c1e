"""`make bench-search`: what searching costs on each engine at several sizes, and whether the engines agree.

The first size is reached with the hub's own documents, the others with such as are worded like them. Databases and
indexes are made for the purpose and removed. SIZES="200 5000 50000" chooses others.

What is measured: the engine's answer with all facets, which the goals are about; the whole search with its plan, its
order and its snippets; the whole page, as a browser gets it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.drills.conftest import new_database
from tests.drills.installation import PYTHON, ROOT, Installation
from tests.services import ELASTICSEARCH_URL, POSTGRESQL_URL, elasticsearch_missing, postgresql_missing

SIZES = os.environ.get("SIZES", "").split() or ["200", "5000", "50000"]
WHOLE = ("engine", "search", "page")
GOALS = {("sqlite", 5_000): 30, ("postgresql", 5_000): 30, ("elasticsearch", 50_000): 50}  # p95 of the engine, in ms
Results = list[tuple[int, list[dict[str, Any]]]]


def measured(hub: Installation, source: str, url: str, sizes: Sequence[str]) -> Results:
    """Run the measuring on one database, letting through what it says; returns its results."""
    command = [PYTHON, "-m", "tests.bench.search_measure", source, url, *sizes]
    last = ""
    with subprocess.Popen(command, cwd=ROOT, env=hub.environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if last:
                print(last, end="", flush=True)
            last = line
    if process.returncode:
        sys.exit(f"{last}The measuring ended with {process.returncode}.")
    return json.loads(last)


def installation(folder: Path, database_url: str) -> Installation:
    """A hub with tables, that says little and whose indexes are nobody else's."""
    folder.mkdir()
    hub = Installation(folder, database_url, LOG_LEVEL="ERROR", ELASTICSEARCH_INDEX="hub-bench")
    hub.manage("migrate", "--verbosity=0")
    hub.manage("collectstatic", "--no-input", "--verbosity=0")
    return hub


def main() -> None:
    """Measure on SQLite and Elasticsearch, then on PostgreSQL with the same documents; print it all in a table."""
    if missing := elasticsearch_missing():
        print(f"Without Elasticsearch: {missing}")
    with tempfile.TemporaryDirectory(prefix="bench-search-") as temporary:
        folder, file = Path(temporary), Path(temporary) / "hub.sqlite3"
        hub = installation(folder / "sqlite", f"sqlite:///{file}")
        hub.manage("seed", "--verbosity=0")
        found = measured(hub, "-", "-" if missing else ELASTICSEARCH_URL, SIZES)
        if missing := postgresql_missing():
            print(f"Without PostgreSQL: {missing}")
        else:
            with new_database(POSTGRESQL_URL, "hub_bench_search") as url:
                hub = installation(folder / "postgresql", url)
                others = measured(hub, str(file), "-", [str(count) for count, _rows in found])
                for (_count, rows), (_same, more) in zip(found, others, strict=True):
                    rows += more
    for count, rows in found:
        table(count, rows)


def table(count: int, rows: Sequence[dict[str, Any]]) -> None:
    """What was measured at one size, with the share of the answers that are the same on all engines."""
    print(f"\n{count} documents".ljust(18) + "".join(f"{f'{one}, p50 / p95 ms':>25}" for one in WHOLE) + "   rebuilt/s")
    for row in rows:
        cells = "".join(f"{f'{row[one][0]:.1f} / {row[one][1]:.1f}':>25}" for one in WHOLE)
        goal = GOALS.get((row["name"], count))
        said = f"   goal {goal} ms: {'reached' if row['engine'][1] <= goal else 'MISSED'}" if goal else ""
        print(f"{row['name']:17}{cells}{row['rebuild']:12.0f}{said}")
    answers = list(zip(*(row["answers"] for row in rows), strict=True))
    same = sum(len(set(one)) == 1 for one in answers)
    print(f"identical lists, scores, totals and facets: {same} of {len(answers)} questions on {len(rows)} engines")
    for row in rows[1:]:
        same = sum(one == other for one, other in zip(rows[0]["answers"], row["answers"], strict=True))
        print(f"  {rows[0]['name']} and {row['name']}: {same}")


if __name__ == "__main__":
    main()
