"""`make bench-search`: what searching costs on each engine at several sizes, and whether the engines agree.

The first size is reached with the hub's own documents, the others with such as are worded like them. Databases and
indexes are made for the purpose and removed. SIZES="200 5000 50000" chooses others; the largest takes long to write.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.drills.conftest import new_database
from tests.drills.installation import PYTHON, ROOT, Installation
from tests.services import ELASTICSEARCH_URL, POSTGRESQL_URL, elasticsearch_missing, postgresql_missing

SIZES = os.environ.get("SIZES", "").split() or ["200", "5000", "50000"]


def measured(hub: Installation, source: str, url: str, sizes: list[str]) -> list[Any]:
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
    return hub


def main() -> None:
    """Measure on SQLite and Elasticsearch, then on PostgreSQL with the same documents."""
    if missing := elasticsearch_missing():
        print(f"Without Elasticsearch: {missing}")
    with tempfile.TemporaryDirectory(prefix="bench-search-") as temporary:
        folder, file = Path(temporary), Path(temporary) / "hub.sqlite3"
        hub = installation(folder / "sqlite", f"sqlite:///{file}")
        hub.manage("seed", "--verbosity=0")
        found = measured(hub, "-", "-" if missing else ELASTICSEARCH_URL, SIZES)
        answers = [dict(answers) for _count, answers in found]
        if missing := postgresql_missing():
            print(f"Without PostgreSQL: {missing}")
        else:
            with new_database(POSTGRESQL_URL, "hub_bench_search") as url:
                hub = installation(folder / "postgresql", url)
                counts = [str(count) for count, _answers in found]
                for known, (_count, others) in zip(answers, measured(hub, str(file), "-", counts), strict=True):
                    known.update(others)
    for (count, _answers), known in zip(found, answers, strict=True):
        verdict = "agree" if len(set(known.values())) == 1 else f"DISAGREE: {known}"
        print(f"  {count} documents: {', '.join(known)} {verdict}")


if __name__ == "__main__":
    main()
