"""The hub as `make run` serves it: real processes, a database and run-time files of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.builders.mail_server import free_port

ROOT = Path(__file__).resolve().parents[2]


class ServedHub:
    """One `manage.py start` over a folder for run-time files, filled with the hub's content."""

    def __init__(self, *, var_dir: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.var_dir = var_dir
        self.log = var_dir / "start.log"
        self.seconds = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, patience: float = 400.0) -> ServedHub:
        """Start it and wait for the first answer with 200; `seconds` says how long that took."""
        variables = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "SECRET_KEY")
        }
        self.var_dir.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=ROOT,
            env={**variables, "VAR_DIR": str(self.var_dir), "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while self.status("/") != 200:
            assert self.process.poll() is None, self.told()
            assert time.monotonic() - began < patience, self.told()
            time.sleep(0.05)
        self.seconds = time.monotonic() - began
        return self

    def status(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        try:
            with urlopen(self.address + path, timeout=30) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except (URLError, ConnectionError, TimeoutError):
            return 0

    def told(self) -> str:
        """All that this start has written for the person at the terminal."""
        return self.log.read_text()

    def editor(self) -> tuple[str, str]:
        """The address and the password of the first editor, as shown by the first start."""
        found = re.search(r"Editor: (\S+) +password: (\S+)", self.told())
        assert found, self.told()
        return found[1], found[2]

    def processes(self) -> dict[int, str]:
        """Every process that belongs to this hub, by its run-time files: number and command."""
        mark = f"VAR_DIR={self.var_dir}".encode()
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:  # ended meanwhile, or of another user
                continue
        return found

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=20)
