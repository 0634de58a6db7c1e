"""Keeps the web server and the embedded worker running together, and ends them together.

Each service is the leader of its own process group. A service that dies is named and started again, after a
pause that doubles when it dies young. Ctrl-C, SIGTERM and SIGHUP end every group; and because nobody can catch
SIGKILL, two watchdog processes wait at the other ends of pipes and end the groups when the supervisor is gone: two,
so that there is one at every moment, also while a killed one is being replaced.

Stands on the standard library alone: it needs no second start of Django, and little memory while it waits.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TICK = 0.1  # seconds between two looks at the services
PATIENCE = 10.0  # seconds a service gets to finish what it does before it is killed
YOUNG = 10.0  # seconds: a service that dies younger waits before it is started again
LONGEST_PAUSE = 30.0  # seconds
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Service:
    """What to keep running: its name in messages, its command, and the port it answers on if it has one."""

    name: str
    command: Sequence[str]
    port: int | None = None


def pause_after(lifetime: float, last_pause: float) -> float:
    """Seconds to wait before a service that lived for `lifetime` seconds is started again."""
    if lifetime >= YOUNG:
        return 0.0
    return min(LONGEST_PAUSE, max(1.0, 2 * last_pause))


def say(message: str) -> None:
    """Tell the person who started the hub."""
    print(message, file=sys.stderr, flush=True)


class Watchdog:
    """A process that outlives the supervisor and knows, through a pipe, which groups to end then."""

    def __init__(self, groups: Iterable[int] = ()) -> None:
        read_end, self.write_end = os.pipe()
        for group in groups:  # before it is born: a supervisor killed right after that would never tell it
            self.add(group)
        command = [sys.executable, "-I", __file__, "watch", str(PATIENCE)]
        self.process = subprocess.Popen(command, stdin=read_end, start_new_session=True)
        os.close(read_end)

    def add(self, group: int) -> None:
        """From now on the group ends with the supervisor."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self.write_end, b"+%d\n" % group)

    def remove(self, group: int) -> None:
        """The group has ended; its number may be given to another."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self.write_end, b"-%d\n" % group)

    def is_dead(self) -> bool:
        """Whether somebody killed the watchdog."""
        return self.process.poll() is not None

    def close(self) -> None:
        """Let it go: it ends what is still listed, then itself."""
        os.close(self.write_end)
        self.process.wait()


class Watch:
    """Two watchdogs that are told the same."""

    def __init__(self) -> None:
        self.watchdogs = [Watchdog(), Watchdog()]

    def add(self, group: int) -> None:
        """From now on the group ends with the supervisor."""
        for watchdog in self.watchdogs:
            watchdog.add(group)

    def remove(self, group: int) -> None:
        """The group has ended."""
        for watchdog in self.watchdogs:
            watchdog.remove(group)

    def replace_the_dead(self, groups: Sequence[int]) -> None:
        """Put a new watchdog, which knows the groups, in the place of each that was killed."""
        for place, watchdog in enumerate(self.watchdogs):
            if watchdog.is_dead():
                say("The watchdog was killed; starting it again.")
                os.close(watchdog.write_end)
                self.watchdogs[place] = Watchdog(groups)

    def close(self) -> None:
        """Let both go."""
        for watchdog in self.watchdogs:
            watchdog.close()


class Runner:
    """One service and the process it has at the moment."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = 0.0
        self.started = 0.0
        self.due = 0.0

    def start(self, watch: Watch) -> None:
        """Start the service as leader of a group of its own, which it announces before it can have children."""

        def announce() -> None:
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a watchdog that was just killed must not take it along
            watch.add(os.getpid())
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)

        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.service.command, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=announce
        )

    def has_ended(self) -> bool:
        """Whether the process is dead; it stays a zombie, so that nobody else gets its number meanwhile."""
        if self.process is None:
            return False
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def bury(self, watch: Watch) -> str:
        """End what the dead process left behind in its group, and say how it ended."""
        assert self.process is not None
        kill_group(self.process.pid)
        watch.remove(self.process.pid)
        code = self.process.wait()
        self.process = None
        self.pause = pause_after(time.monotonic() - self.started, self.pause)
        self.due = time.monotonic() + self.pause
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def ask_to_end(self) -> None:
        """Ask the leader alone: it knows how to end its children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGTERM)


class Supervisor:
    """The loop over all services, until a signal ends it."""

    def __init__(self, services: Sequence[Service], greeting: str = "") -> None:
        self.runners = [Runner(service) for service in services]
        self.greeting = greeting
        self.signals_seen = 0
        self.watch = Watch()

    def run(self) -> None:
        """Start everything, keep it running, return when it has been told to end and everything has ended."""
        for number in ENDING_SIGNALS:
            signal.signal(number, self.notice)
        while not self.signals_seen:
            self.look()
            time.sleep(TICK)
        self.end()

    def notice(self, number: int, frame: object) -> None:
        """Remember that somebody wants the hub to end."""
        self.signals_seen += 1

    def look(self) -> None:
        """Bring back what has died, and greet once everything answers."""
        self.watch.replace_the_dead([runner.process.pid for runner in self.runners if runner.process])
        for runner in self.runners:
            if runner.has_ended():
                reason = runner.bury(self.watch)
                when = f"in {runner.pause:.0f} s" if runner.pause else "now"
                say(f"{runner.service.name} has ended ({reason}); starting it again {when}.")
            if runner.process is None and time.monotonic() >= runner.due:
                runner.start(self.watch)
        self.greet()

    def greet(self) -> None:
        """Say once that every port answers."""
        if self.greeting and all(answers(runner.service.port) for runner in self.runners if runner.service.port):
            print(self.greeting, flush=True)
            self.greeting = ""

    def end(self) -> None:
        """Ask every service to end, wait for it, and kill what does not end or when told a second time."""
        for runner in self.runners:
            runner.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        running = [runner for runner in self.runners if runner.process]
        while running and time.monotonic() < deadline and self.signals_seen == 1:
            time.sleep(TICK)
            running = [runner for runner in running if not runner.has_ended()]
        for runner in running:
            say(f"{runner.service.name} does not end; killing it.")
        for runner in self.runners:
            if runner.process:
                runner.bury(self.watch)
        self.watch.close()


def answers(port: int | None) -> bool:
    """Whether something on this machine listens on the port."""
    try:
        socket.create_connection(("127.0.0.1", port or 0), timeout=0.2).close()
    except OSError:
        return False
    return True


def has_process(group: int) -> bool:
    """Whether the leader of a group still exists, be it as a zombie."""
    try:
        os.kill(group, 0)
    except OSError:
        return False
    return True


def kill_group(group: int) -> None:
    """End everything in a process group at once; it may be empty."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS refuses where only a zombie is left
        os.killpg(group, signal.SIGKILL)


def watch(patience: float) -> None:
    """Be the watchdog: read which groups there are, and end them when the pipe closes."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        change = groups.add if line.startswith("+") else groups.discard
        change(int(line[1:]))
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.kill(group, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(has_process(group) for group in groups):
        time.sleep(TICK)
    for group in groups:
        kill_group(group)


def hub_services(port: int, processes: int, threads: int) -> list[Service]:
    """The web server and the embedded worker, as `manage.py start` runs them."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    limits = ["--workers", str(processes), "--blocking-threads", str(threads), "--workers-kill-timeout", "8"]
    address = ["--host", "127.0.0.1", "--port", str(port)]
    return [
        Service("The web server", [*granian, *limits, *address, "hub.config.wsgi:application"], port),
        Service("The worker", [sys.executable, "manage.py", "work"]),
    ]


def main(arguments: Sequence[str]) -> None:
    """`watch seconds` makes this the watchdog; `port processes threads greeting` the supervisor of the hub."""
    if arguments[0] == "watch":
        watch(float(arguments[1]))
        return
    port, processes, threads = (int(argument) for argument in arguments[:3])
    Supervisor(hub_services(port, processes, threads), greeting=arguments[3]).run()


if __name__ == "__main__":
    main(sys.argv[1:])
