"""A hub of its own for a drill: a database, an environment, and real processes that may be killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.builders.mail_server import free_port

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
MAIL_TIMEOUT = 4  # seconds until the worker gives a silent mail server up


class Installation:
    """Settings by environment, a folder for logs, and all processes of one drill."""

    def __init__(self, folder: Path, database_url: str, *, settings: str = "dev", **environment: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DEBUG")},
            "DJANGO_SETTINGS_MODULE": f"hub.config.settings.{settings}",
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder),
            "SECRET_KEY": "only-for-drills-" * 4,
            "ALLOWED_HOSTS": "hub.example",
            "PUBLIC_URL": "https://hub.example",
            "LOG_LEVEL": "WARNING",
            "PDF_SECONDS": "0",  # a PDF needs the static files, which no drill prepares
            **environment,
        }
        self.processes: list[subprocess.Popen] = []

    def start(self, name: str, *command: str) -> subprocess.Popen:
        """Starts a process in a group of its own; what it says is in `<folder>/<name>.log`."""
        with open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def manage(self, *arguments: str) -> None:
        """Runs a management command to its end."""
        subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=True)

    def script(self, name: str, *arguments: str) -> Any:
        """Runs a program of the drills to its end; returns what it prints as JSON."""
        command = [PYTHON, "-m", f"tests.drills.{name}", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])

    def worker(self, number: int = 1) -> subprocess.Popen:
        """An embedded worker."""
        return self.start(f"worker-{number}", PYTHON, "manage.py", "work")

    def celery(self, role: str, number: int = 1) -> subprocess.Popen:
        """A Celery worker, or beat."""
        return self.start(f"celery-{role}-{number}", PYTHON, "-m", "celery", "-A", "hub.config.celery", role)

    def rows(self, sql: str) -> list[tuple]:
        """Asks the drill's database directly, past all of the hub's own code."""
        if self.database_url.startswith("sqlite"):
            connection: Any = sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=20)
        else:
            connection = psycopg.connect(self.database_url)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def jobs(self) -> dict[str, int]:
        """How many jobs there are in each state."""
        return dict(self.rows("SELECT state, count(*) FROM hub_job GROUP BY state"))

    def settle(self, timeout: float) -> float:
        """Waits until no job waits or runs; returns the seconds it took."""
        begin = time.monotonic()
        wait_until(lambda: not {"waiting", "running"} & set(self.jobs()), timeout, f"jobs settle in {self.folder}")
        return time.monotonic() - begin

    def end(self) -> None:
        """Kills all that still lives."""
        for process in self.processes:
            kill(process)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to the whole group: no farewell, no cleaning up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait_until(reached: Callable[[], object], timeout: float, what: str) -> None:
    """Looks five times a second.

    Raises:
        AssertionError: it was not reached in `timeout` seconds.
    """
    until = time.monotonic() + timeout
    while not reached():
        assert time.monotonic() < until, f"Not within {timeout} s: {what}"
        time.sleep(0.2)


class Nursery:
    """A process that has everything loaded and forks workers from itself."""

    def __init__(self, installation: Installation) -> None:
        with open(installation.folder / "workers.log", "ab") as log:
            self.process = subprocess.Popen(
                [PYTHON, "-m", "tests.drills.nursery"],
                cwd=ROOT,
                env=installation.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,  # with its workers, so that all end together
            )
        installation.processes.append(self.process)

    def worker(self) -> int:
        """The number of a new worker."""
        assert self.process.stdin
        assert self.process.stdout
        print(file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


class RedisServer:
    """A Redis of our own that keeps nothing on disk and may be killed."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        installation.environment["REDIS_URL"] = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Starts it, empty."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = self.installation.start(
            "redis", "redis-server", *options, "--dir", str(self.installation.folder)
        )

    def kill(self) -> None:
        """As a crash: all messages are gone."""
        assert self.process is not None
        kill(self.process)


class MailServer:
    """A mail server in its own process, which can be told to misbehave while it runs."""

    def __init__(self, installation: Installation) -> None:
        self.port = free_port()
        self.mode_file = installation.folder / "mail-mode"
        self.taken_file = installation.folder / "mail-taken"
        self.taken_file.touch()
        self.behave("")
        installation.environment |= {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_TIMEOUT": str(MAIL_TIMEOUT),
        }
        command = [PYTHON, "-m", "tests.drills.mail_server", str(self.port), str(self.mode_file), str(self.taken_file)]
        installation.start("mail-server", *command)

    def behave(self, mode: str) -> None:
        """`silent`: takes connections and says nothing; `deaf`: takes mail and never says so; `busy`: puts some off."""
        self.mode_file.write_text(mode)

    def taken(self, mode: str = "") -> list[str]:
        """The Message-ID of each mail taken, repeated ones repeated; of all or of those taken in one mode."""
        lines = [line.split() for line in self.taken_file.read_text().splitlines()]
        return [message_id for message_id, taken_in in lines if mode in ("", taken_in)]

    def put_off(self) -> int:
        """How many mails were told to come again."""
        file = self.taken_file.with_suffix(".put-off")
        return len(file.read_text().splitlines()) if file.exists() else 0
