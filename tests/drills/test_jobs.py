"""What happens to editors, jobs and mail when the machines around them die (decisions 14–16).

Real processes are killed with SIGKILL; what the drill says about the outcome comes from the database and from the
mail server, not from the hub's own code.
"""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.drills.installation import MAIL_TIMEOUT, PYTHON, Installation, MailServer, RedisServer, kill, wait_until

pytestmark = pytest.mark.drill

PAGES = 20


class Editor:
    """A process that saves pages, and what became of its saves."""

    def __init__(self, installation: Installation, *, saves: int, pause: float) -> None:
        self.installation = installation
        self.total = saves
        self.file = installation.folder / "saves.jsonl"
        self.file.touch()
        arguments = [str(PAGES), str(saves), str(pause), str(self.file)]
        self.process = installation.start("editor", PYTHON, "-m", "tests.drills.editor", *arguments)

    def saves(self) -> list[dict]:
        """All saves until now."""
        return [json.loads(line) for line in self.file.read_text().splitlines() if line.endswith("}")]

    def wait_for(self, number: int) -> None:
        """Waits until so many saves are made."""
        wait_until(lambda: self.alive_or_done() and len(self.saves()) >= number, 120, f"{number} saves")

    def alive_or_done(self) -> bool:
        """Whether the editor did not break off."""
        broken = self.process.poll() not in (None, 0)
        assert not broken, (self.installation.folder / "editor.log").read_text()[-2000:]
        return True

    def errors(self) -> list[str]:
        """What the editor was told went wrong."""
        return [save["error"] for save in self.saves() if save["error"]]

    def slowest(self) -> float:
        """Milliseconds of the slowest save."""
        return max(save["ms"] for save in self.saves())

    def median(self, first: int = 0, last: int | None = None) -> float:
        """Milliseconds of a middling save, of all or of some."""
        return statistics.median(save["ms"] for save in self.saves()[first:last])

    def stale(self) -> list[str]:
        """The pages that are not found by the word of their last save."""
        last = {save["page"]: save["word"] for save in self.saves()}
        return self.installation.script("search_words", *(f"{page}:{word}" for page, word in last.items()))


@pytest.fixture
def installations() -> Iterator[list[Installation]]:
    """All that a drill started is killed at its end."""
    made: list[Installation] = []
    yield made
    for installation in made:
        installation.end()


def line(name: str, editor: Editor, mail: MailServer, settled: float, **more: object) -> str:
    """The figures of a drill."""
    taken = mail.taken()
    figures = {
        "saves": len(editor.saves()),
        "editor errors": len(editor.errors()),
        "pages stale": len(editor.stale()),
        "mails lost": editor.total - len(set(taken)),
        "mails repeated": len(taken) - len(set(taken)),
        "ms a save": round(editor.median()),
        "ms the slowest": round(editor.slowest()),
        "s to settle": round(settled, 1),
        **more,
    }
    return f"{name}: " + ", ".join(f"{value} {key}" for key, value in figures.items())


def assert_nothing_lost(editor: Editor, mail: MailServer, *, crashes: int) -> None:
    """No editor saw an error, and every save had all its effects; a mail repeats at most once a crash."""
    assert editor.errors() == []
    assert len(editor.saves()) == editor.total
    assert editor.stale() == []
    taken = mail.taken()
    assert len(set(taken)) == editor.total
    assert len(taken) - len(set(taken)) <= crashes
    assert set(editor.installation.jobs()) == {"done"}


@pytest.mark.redis
@pytest.mark.postgresql
def test_broker_and_workers_die_while_pages_are_saved(
    postgresql_database: str, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    if not shutil.which("redis-server"):
        pytest.skip("left out: no redis-server to start and kill; `make services` installs it on Debian")
    hub = Installation(tmp_path, postgresql_database, settings="production")
    installations.append(hub)
    redis, mail = RedisServer(hub), MailServer(hub)
    redis.start()
    hub.celery("beat")
    workers = [hub.celery("worker", number) for number in (1, 2)]
    wait_until(lambda: len(hub.rows("SELECT 1 FROM hub_workerseen")) == 2, 60, "two workers")
    editor = Editor(hub, saves=200, pause=0.05)
    editor.wait_for(40)
    redis.kill()
    time.sleep(3)
    redis.start()
    editor.wait_for(100)
    redis.kill()
    kill(workers[0])
    time.sleep(1)
    hub.celery("worker", 3)  # starts without a broker
    time.sleep(2)
    redis.start()
    editor.wait_for(160)
    kill(workers[1])
    editor.wait_for(200)
    settled = hub.settle(60)
    figures(line("broker killed twice, worker twice", editor, mail, settled))
    assert_nothing_lost(editor, mail, crashes=2)
    assert editor.slowest() < 5000  # on a busy machine; no save waits for a broker
    assert settled <= 120


def test_the_embedded_worker_dies_three_times(
    sqlite_database: str, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, sqlite_database)
    installations.append(hub)
    mail = MailServer(hub)
    worker = hub.worker()
    editor = Editor(hub, saves=120, pause=0.05)
    for saves in (20, 50, 80):
        editor.wait_for(saves)
        kill(worker)
        worker = hub.worker()
    editor.wait_for(120)
    settled = hub.settle(60)
    sound = hub.rows("PRAGMA integrity_check")
    figures(line("embedded worker killed three times", editor, mail, settled, integrity=sound[0][0]))
    assert_nothing_lost(editor, mail, crashes=3)
    assert sound == [("ok",)]


@pytest.mark.parametrize(
    "database", ["sqlite_database", pytest.param("postgresql_database", marks=pytest.mark.postgresql)]
)
def test_a_mail_server_that_hangs_delays_no_editor(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, request.getfixturevalue(database))
    installations.append(hub)
    mail = MailServer(hub)
    hub.worker()
    editor = Editor(hub, saves=90, pause=0.1)
    editor.wait_for(30)
    mail.behave("deaf")
    editor.wait_for(60)
    mail.behave("silent")
    editor.wait_for(90)
    wait_until(lambda: not other_jobs_wait(hub), 20, "the other jobs, while the mail server hangs")
    stale_while_hanging = len(editor.stale())
    mail.behave("")
    settled = hub.settle(90)
    taken, deaf_to = Counter(mail.taken()), mail.taken("deaf")
    name = f"mail server hangs ({database.removesuffix('_database')})"
    more = {
        "ms a save while it hangs": round(editor.median(30)),
        "ms a save before": round(editor.median(0, 30)),
        "pages stale while it hangs": stale_while_hanging,
    }
    figures(line(name, editor, mail, settled, **more))
    assert editor.errors() == []
    assert editor.slowest() < MAIL_TIMEOUT * 1000  # a save that waited for the server would take longer
    assert stale_while_hanging == 0
    assert len(taken) == editor.total
    assert deaf_to
    assert all(taken[message_id] > 1 for message_id in deaf_to)  # at least once, and known by the same Message-ID
    assert set(hub.jobs()) == {"done"}


def other_jobs_wait(hub: Installation) -> list[tuple]:
    """Jobs of the database's lane that are not finished."""
    return hub.rows("SELECT id FROM hub_job WHERE state IN ('waiting', 'running') AND kind <> 'mail.deliver'")


@pytest.mark.parametrize(
    "database", ["sqlite_database", pytest.param("postgresql_database", marks=pytest.mark.postgresql)]
)
def test_many_schedulers_run_each_entry_once(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, request.getfixturevalue(database))
    installations.append(hub)
    until = time.time() + 20
    command = [PYTHON, "-m", "tests.drills.scheduler", str(until)]
    racing = [hub.start(f"scheduler-{number}", *command) for number in range(4)]
    for process in racing:
        assert process.wait(60) == 0
    logs = [(tmp_path / f"scheduler-{number}.log").read_text().splitlines()[-1] for number in range(4)]
    runs = Counter(second for log in logs for second in json.loads(log))
    winners = sum(bool(json.loads(log)) for log in logs)
    doubled = [second for second, times in runs.items() if times > 1]
    missed = set(range(min(runs), max(runs) + 1)) - set(runs)
    name = f"four schedulers ({database.removesuffix('_database')})"
    figures(f"{name}: {len(runs)} runs, {len(doubled)} doubled, {len(missed)} missed, {winners} schedulers won some")
    assert len(runs) >= 3
    assert not doubled
    assert not missed
    assert winners > 1


def test_one_page_that_fails_stops_no_other(
    sqlite_database: str, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, sqlite_database)
    installations.append(hub)
    broken, *sound = hub.script("timetable", "6")
    begin = time.monotonic()
    hub.worker()
    keys = ", ".join(str(pk) for pk in sound)
    live = f"SELECT id FROM wagtailcore_page WHERE live AND id IN ({keys})"
    wait_until(lambda: len(hub.rows(live)) == len(sound), 60, "the sound pages are live")
    seconds = time.monotonic() - begin
    failed = hub.rows("SELECT state, error FROM hub_job WHERE kind = 'publishing.publish' AND error <> ''")
    figures(f"scheduled publishing: 1 of 6 pages fails, 5 live {seconds:.1f} s after the worker's start")
    assert hub.rows(f"SELECT live FROM wagtailcore_page WHERE id = {broken}") in ([(0,)], [(False,)])
    assert len(failed) == 1
