"""`make bench-feeds`: what a calendar feed of 5,000 dates costs, made anew, from stored entries, known, and unchanged.

On SQLite and, where there is one, PostgreSQL; databases are made for the purpose and removed. The time that PostgreSQL
itself takes is not counted. Ends with an error when a feed that is known costs more than a fiftieth of a rebuilt one,
or an unchanged one more than a hundredth. DATES="200" chooses another size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.drills.conftest import new_database
from tests.drills.installation import PYTHON, ROOT, Installation
from tests.services import POSTGRESQL_URL, postgresql_missing

DATES = os.environ.get("DATES", "").strip() or "5000"
TARGETS = {"200, known": 50, "200, known, packed": 50, "304": 100}


def measured(folder: Path, database_url: str) -> list[str]:
    """Measure on one database; returns the targets that were missed."""
    folder.mkdir()
    hub = Installation(folder, database_url, LOG_LEVEL="ERROR", ALLOWED_HOSTS="127.0.0.1")
    hub.manage("migrate", "--verbosity=0")
    command = [PYTHON, "-m", "tests.bench.feeds_measure", DATES]
    done = subprocess.run(command, cwd=ROOT, env=hub.environment, stdout=subprocess.PIPE, text=True, check=True)
    *lines, last = done.stdout.splitlines()
    print("\n".join(lines), flush=True)
    found = json.loads(last)
    whole = found["rebuilt with icalendar"]
    return [f"{folder.name}: {name}" for name, times in TARGETS.items() if found[name] * times > whole]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bench-feeds-") as temporary:
        folder = Path(temporary)
        missed = measured(folder / "sqlite", f"sqlite:///{folder / 'hub.sqlite3'}")
        if missing := postgresql_missing():
            print(f"Without PostgreSQL: {missing}")
        else:
            with new_database(POSTGRESQL_URL, "hub_bench_feeds") as url:
                missed += measured(folder / "postgresql", url)
    if missed:
        sys.exit(f"Dearer than they may be: {', '.join(missed)}")


if __name__ == "__main__":
    main()
