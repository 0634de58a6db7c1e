"""The supervisor brings back what dies and leaves nothing behind, shown with real processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub.config.supervisor import LONGEST_PAUSE, YOUNG, hub_services, pause_after

ROOT = Path(__file__).resolve().parents[3]

# Writes "name leader child" to the diary, has a child in its group as the web server has, and waits to be ended.
SERVICE = """
import os, signal, subprocess, sys, time
name, diary, manners = sys.argv[1:]
signal.signal(signal.SIGTERM, signal.SIG_IGN if manners == "stubborn" else lambda *_: sys.exit(0))
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
with open(diary, "a") as file:
    file.write(f"{name} {os.getpid()} {child.pid}\\n")
if manners == "brief":
    sys.exit(3)
while True:
    time.sleep(0.05)
"""

# HUB_DIES_AT=3: the supervisor is killed as soon as it has started its third process, a watchdog being one.
SUPERVISED = """
import os, signal, subprocess, sys
from hub.config import supervisor
supervisor.PATIENCE = 1.0
born = 0
class Popen(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        global born
        super().__init__(*args, **kwargs)
        born += 1
        if born == int(os.environ.get("HUB_DIES_AT", 0)):
            os.kill(os.getpid(), signal.SIGKILL)
supervisor.subprocess.Popen = Popen
diary, *services = sys.argv[1:]
supervisor.Supervisor([
    supervisor.Service(name, [sys.executable, "-c", {service!r}, name, diary, manners])
    for name, _, manners in (service.partition("=") for service in services)
]).run()
"""


class Supervised:
    """A real supervisor over stand-in services, and the diary they write."""

    def __init__(self, folder: Path, services: list[str]) -> None:
        self.diary = folder / "diary"
        self.errors = folder / "errors"
        program = textwrap.dedent(SUPERVISED).format(service=SERVICE)
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(self.diary), *services],
            cwd=ROOT,
            stderr=self.errors.open("w"),
            start_new_session=True,
        )

    def starts(self, name: str = "") -> list[tuple[str, int, int]]:
        """Every start the diary knows: name, process, its child."""
        lines = self.diary.read_text().splitlines() if self.diary.exists() else []
        rows = [(line.split()[0], int(line.split()[1]), int(line.split()[2])) for line in lines]
        return [row for row in rows if not name or row[0] == name]

    def pids(self) -> set[int]:
        return {pid for _, *pair in self.starts() for pid in pair}

    def watchdogs(self) -> set[int]:
        """The supervisor's children that no service wrote down."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(child) for child in children} - self.pids()

    def alive(self) -> set[int]:
        return {pid for pid in self.pids() if is_alive(pid)}


def is_alive(pid: int) -> bool:
    """Whether a process exists and is more than a zombie that its parent has yet to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], object], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Supervised]]:
    """Start a supervisor over services `name=manners`, and clean up after a test that failed."""
    started: list[Supervised] = []

    def start(*services: str) -> Supervised:
        started.append(Supervised(tmp_path, list(services)))
        wait_for(lambda: len(started[-1].starts()) >= len(services))
        return started[-1]

    yield start
    for supervised in started:
        supervised.process.kill()
        supervised.process.wait()
        for pid in supervised.alive():
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_the_supervisor_ends_every_process(supervise, number):
    hub = supervise("web=polite", "worker=polite")
    watchdogs = hub.watchdogs()
    assert len(hub.alive()) == 4
    assert len(watchdogs) == 2
    hub.process.send_signal(number)
    hub.process.wait(timeout=15)
    wait_for(lambda: not hub.alive() and not any(map(is_alive, watchdogs)))


def test_ctrl_c_reaches_the_whole_group_of_the_terminal_and_ends_quietly(supervise):
    hub = supervise("web=polite")
    os.killpg(hub.process.pid, signal.SIGINT)
    assert hub.process.wait(timeout=15) == 0
    wait_for(lambda: not hub.alive())
    assert hub.errors.read_text() == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_service_that_will_not_end_is_killed(supervise, number):
    hub = supervise("web=stubborn", "worker=polite")
    hub.process.send_signal(number)
    hub.process.wait(timeout=15)
    wait_for(lambda: not hub.alive())


def test_a_second_ctrl_c_does_not_wait(supervise):
    hub = supervise("web=stubborn")
    hub.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    hub.process.send_signal(signal.SIGINT)
    hub.process.wait(timeout=0.8)
    assert not hub.alive()


def test_a_service_that_dies_is_named_and_comes_back_and_its_children_do_not_stay(supervise):
    hub = supervise("web=polite", "worker=polite")
    ((_, leader, child),) = hub.starts("web")
    os.kill(leader, signal.SIGKILL)
    wait_for(lambda: len(hub.starts("web")) == 2)
    assert not is_alive(leader)
    assert not is_alive(child)
    assert len(hub.starts("worker")) == 1
    assert "web has ended (killed by SIGKILL); starting it again in 1 s." in hub.errors.read_text()
    hub.process.kill()
    wait_for(lambda: not hub.alive())


def test_a_service_that_dies_young_waits_longer_each_time(supervise):
    hub = supervise("web=brief")
    wait_for(lambda: len(hub.starts("web")) == 3)
    told = hub.errors.read_text()
    assert "web has ended (exit code 3); starting it again in 1 s." in told
    assert "web has ended (exit code 3); starting it again in 2 s." in told


def test_killed_watchdogs_are_replaced_and_the_new_ones_know_the_groups(supervise):
    hub = supervise("web=polite")
    first = hub.watchdogs()
    for watchdog in first:
        os.kill(watchdog, signal.SIGKILL)
    wait_for(lambda: len(hub.watchdogs() - first) == 2)
    assert hub.errors.read_text().count("The watchdog was killed") == 2
    hub.process.kill()
    hub.process.wait()
    wait_for(lambda: not hub.alive())


def test_the_other_watchdog_is_there_while_a_killed_one_is_not_yet_replaced(supervise):
    hub = supervise("web=polite")
    hub.process.send_signal(signal.SIGSTOP)
    os.kill(min(hub.watchdogs()), signal.SIGKILL)
    hub.process.kill()
    hub.process.wait()
    wait_for(lambda: not hub.alive())


def test_a_new_watchdog_knows_the_groups_although_the_supervisor_dies_at_its_birth(supervise, monkeypatch):
    monkeypatch.setenv("HUB_DIES_AT", "4")  # two watchdogs, the web server, a new watchdog
    hub = supervise("web=polite")
    hub.process.send_signal(signal.SIGSTOP)  # so that it finds both dead at once
    for watchdog in hub.watchdogs():
        os.kill(watchdog, signal.SIGKILL)
    hub.process.send_signal(signal.SIGCONT)
    hub.process.wait(timeout=15)
    wait_for(lambda: not hub.alive())


@pytest.mark.parametrize(
    ("lifetime", "last", "pause"),
    [(0.1, 0.0, 1.0), (0.1, 1.0, 2.0), (0.1, 8.0, 16.0), (0.1, 30.0, LONGEST_PAUSE), (YOUNG, 16.0, 0.0)],
)
def test_the_pause_doubles_up_to_a_limit_and_ends_with_a_long_life(lifetime, last, pause):
    assert pause_after(lifetime, last) == pause


def test_it_greets_once_the_port_answers():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = f"import socket; s = socket.create_server(('127.0.0.1', {port})); s.accept(); s.accept()"
    program = (
        "import sys; from hub.config.supervisor import Service, Supervisor;"
        f"Supervisor([Service('web', [sys.executable, '-c', {server!r}], {port})],"
        " greeting='Welcome').run()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Welcome\n"
        process.terminate()


def test_the_web_server_gets_its_address_and_size():
    web, worker = hub_services(8123, 2, 6)
    assert web.port == 8123
    assert " ".join(web.command[1:]).endswith("--port 8123 hub.config.wsgi:application")
    assert "--workers 2 --blocking-threads 6" in " ".join(web.command)
    assert worker.command[1:] == ["manage.py", "work"]
