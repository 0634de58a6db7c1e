"""`make search-quality`: how good the answers to the judged queries are, by set and kind, for each system.

Databases and an index are made for the purpose, filled with the hub's content, and removed. The CMS's own search knows
the same texts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.drills.conftest import new_database
from tests.drills.installation import PYTHON, ROOT, Installation
from tests.search.judgements import NOTHING, SETS, Answered, Judged, figures, judged_queries
from tests.services import ELASTICSEARCH_URL, POSTGRESQL_URL, elasticsearch_missing, postgresql_missing

OWN_NAME = f"quality-{os.getpid()}"  # so that two may measure at the same time
Answers = Mapping[str, Answered]
Systems = dict[str, Answers]

CMS, HUB = "CMS", "hub"  # whose search it is: what the names of systems begin with


# Measuring ------------------------------------------------------------------------------------------------------------
def measured(folder: Path, database_url: str, elasticsearch: str = "-") -> dict[str, Answers]:
    """What the systems on one new database answer, by system and query."""
    folder.mkdir()
    hub = Installation(folder, database_url, LOG_LEVEL="ERROR", ELASTICSEARCH_INDEX=f"hub-{OWN_NAME}")
    hub.manage("migrate", "--verbosity=0")
    hub.manage("seed", "--verbosity=0")
    hub.manage("search_rebuild", "--verbosity=0")
    command = [PYTHON, "-m", "tests.search.quality_measure", elasticsearch]
    done = subprocess.run(command, cwd=ROOT, env=hub.environment, check=True, stdout=subprocess.PIPE, text=True)
    return with_answers(done.stdout.splitlines()[-1])


def with_answers(text: str) -> dict[str, Answers]:
    """What `tests.search.quality_measure` printed."""
    return {
        system: {query: Answered(**answer) for query, answer in answers.items()}
        for system, answers in json.loads(text).items()
    }


def all_systems() -> Systems:
    """Measure one database after the other; says what is left out."""
    found: Systems = {}
    missing = elasticsearch_missing()
    if missing:
        say(f"Left out: Elasticsearch. {missing}")
    with tempfile.TemporaryDirectory(prefix="search-quality-") as temporary:
        say("SQLite: loading the content and asking takes a minute or two")
        file = Path(temporary) / "hub.sqlite3"
        here = measured(Path(temporary) / "sqlite", f"sqlite:///{file}", "-" if missing else ELASTICSEARCH_URL)
        found |= {f"{CMS} SQLite": here["cms"], f"{HUB} SQLite": here["hub"]}
        if reason := postgresql_missing():
            say(f"Left out: PostgreSQL. {reason}")
        else:
            say("PostgreSQL: the same")
            with new_database(POSTGRESQL_URL, f"hub_{OWN_NAME}") as url:
                there = measured(Path(temporary) / "postgresql", url)
            found |= {f"{CMS} PostgreSQL": there["cms"], f"{HUB} PostgreSQL": there["hub"]}
        if not missing:
            found[f"{HUB} Elasticsearch"] = here["elasticsearch"]
    return dict(sorted(found.items(), key=lambda pair: pair[0].startswith(HUB)))


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


# Printing -------------------------------------------------------------------------------------------------------------
def table(queries: Sequence[Judged], systems: Systems) -> list[str]:
    """Figures by set and kind, a column a system."""
    lines = ["nDCG@10, recall@10, share without a hit", line("", "queries", list(systems))]
    for name in (*SETS, "all"):
        chosen = [query for query in queries if query.relevant and name in (query.set, "all")]
        lines += ["", row(name, chosen, systems)]
        for kind in sorted({query.kind for query in chosen}):
            lines.append(row(f"  {kind}", [query for query in chosen if query.kind == kind], systems))
    return lines


def row(name: str, queries: Sequence[Judged], systems: Systems) -> str:
    """One line of the table."""
    return line(name, len(queries), [figures(queries, answers) for answers in systems.values()])


def line(name: str, count: object, cells: Sequence[object]) -> str:
    """Columns under each other."""
    return f"{name:24}{count!s:>7}" + "".join(f"{cell!s:>19}" for cell in cells)


def without_answers(queries: Sequence[Judged], systems: Systems) -> list[str]:
    """How many of the queries that no page answers were answered so, by set."""
    lines = ["", "No page answers: said «nærmest», or had no hit"]
    for name in SETS:
        chosen = [query for query in queries if query.kind == NOTHING and query.set == name]
        if chosen:
            said = [sum(answers[query.id].says_nothing_fits for query in chosen) for answers in systems.values()]
            lines.append(line(name, len(chosen), [f"{count} of {len(chosen)}" for count in said]))
    return lines


def agreement(queries: Sequence[Judged], systems: Systems) -> list[str]:
    """Of how many queries the hub's answers are the same on all engines."""
    ours = {name: answers for name, answers in systems.items() if name.startswith(HUB)}
    first, *others = ours.values()
    same = sum(all(answers[query.id] == first[query.id] for answers in others) for query in queries)
    names = ", ".join(name.removeprefix(HUB).strip() for name in ours)
    return ["", f"The same first ten, total and «nærmest» on {names}: {same} of {len(queries)} queries"]


def main() -> None:
    """Measure and print."""
    queries, systems = judged_queries(), all_systems()
    for part in (table(queries, systems), without_answers(queries, systems), agreement(queries, systems)):
        print("\n".join(part))


if __name__ == "__main__":
    main()
