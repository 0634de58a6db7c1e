"""Running jobs: one function that drains the table, and the loops of a worker process around it."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.urls import get_resolver
from django.utils import timezone

from hub.jobs import claims, leases, schedule
from hub.jobs.discovery import load_jobs
from hub.jobs.kinds import GiveUp, lanes, resolve
from hub.jobs.models import Job, WorkerSeen

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
SIGN_OF_LIFE = timedelta(seconds=15)


def worker_name() -> str:
    """Host and process, for the row and the report."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def run(job: Job) -> bool:
    """Carries out a claimed job and records how it went; returns whether it is done.

    Only a database that fails while the outcome is recorded raises; the lease then brings the job back.
    """
    try:
        _carry_out(job)
    except claims.LeaseLost:
        logger.warning("Job %s (%s) outlived its lease; another worker has it.", job.pk, job.kind)
        return False
    except GiveUp as error:
        claims.fail(job, error, final=True)
        return False
    except Exception as error:
        logger.exception("Job %s (%s) failed at attempt %s.", job.pk, job.kind, job.attempts)
        claims.fail(job, error)
        return False
    return True


def _carry_out(job: Job) -> None:
    """Runs the job in the way of its lane; a vanished object leaves nothing to do, and the note says which."""
    function = resolve(job.kind).run
    try:
        if job.outside:
            _outside_transactions(function, job)
        else:
            _in_one_transaction(function, job)
    except ObjectDoesNotExist as gone:
        claims.finish(job, str(gone))


def _outside_transactions(function: Callable[..., object], job: Job) -> None:
    with leases.kept(job):
        function(*job.args, **job.kwargs)
    claims.finish(job)


def _in_one_transaction(function: Callable[..., object], job: Job) -> None:
    """The job's writes and its `done` are one: all or nothing.

    In SQLite the write lock is ours for the whole job: nobody can claim it, and no other connection could renew. So the
    hub's addresses are read before, which takes most of a second in a new process: mail that a job writes has links.
    """
    know_addresses()
    with nullcontext() if connection.vendor == "sqlite" else leases.kept(job), transaction.atomic():
        function(*job.args, **job.kwargs)
        claims.finish(job)


def know_addresses() -> None:
    """Reads the hub's addresses, unless this process knows them already."""
    get_resolver().reverse_dict  # noqa: B018 — reads them once


def drain(lane: str | None = None, *, stop: threading.Event | None = None, most: int | None = None) -> int:
    """Runs due jobs until there is none, in all lanes or in one; returns how many were run, failed ones included.

    Args:
        most: How many at the most; without it, this goes on for as long as others queue as fast.
    """
    wanted = lanes() if lane is None else [lane]
    name = worker_name()
    count = 0
    while not (stop and stop.is_set()) and count != most:
        claimed = (claims.claim(timezone.now(), lane=one, worker=name) for one in wanted)
        job = next((job for job in claimed if job), None)
        if job is None:
            break
        run(job)
        count += 1
    return count


def say_alive(name: str, now: datetime) -> None:
    """Leaves the worker's sign of life."""
    WorkerSeen.objects.update_or_create(name=name, defaults={"seen_at": now})


class Worker:
    """A worker process: a thread per lane and one for the clock; each survives a database that comes and goes."""

    def __init__(self, *, poll: float = POLL_SECONDS) -> None:
        self.poll = poll
        self.stop = threading.Event()
        self.seen_at: datetime | None = None
        self.loops: list[tuple[threading.Thread, threading.Event]] = []

    def start(self) -> None:
        """Starts the loops."""
        load_jobs()
        steps = {lane or "database": partial(drain, lane, stop=self.stop) for lane in lanes()}
        for name, step in {**steps, "clock": self.tick}.items():
            woken = threading.Event()
            thread = threading.Thread(target=self._loop, args=(step, woken), name=f"jobs-{name}", daemon=True)
            self.loops.append((thread, woken))
            thread.start()

    def wake(self) -> None:
        """Lets every idle loop look at the table now."""
        for _, woken in self.loops:
            woken.set()

    def end(self, grace: float) -> None:
        """Lets each lane finish the job it holds, at most `grace` seconds; a job cut off is taken up again later."""
        self.stop.set()
        self.wake()
        until = time.monotonic() + grace
        for thread, _ in self.loops:
            thread.join(max(0.0, until - time.monotonic()))

    def tick(self) -> None:
        """One beat of the clock: what the schedule says, and the sign of life."""
        now = timezone.now()
        schedule.run_due(now)
        if self.seen_at is None or now - self.seen_at >= SIGN_OF_LIFE:
            say_alive(worker_name(), now)
            self.seen_at = now

    def _loop(self, step: Callable[[], object], woken: threading.Event) -> None:
        while not self.stop.is_set():
            try:
                close_old_connections()
                step()
            except DatabaseError as error:
                logger.warning("The database does not answer (%s); trying on.", type(error).__name__)
                connection.close()
            except Exception:
                logger.exception("A step of the worker failed; going on.")
                connection.close()
            woken.wait(self.poll)
            woken.clear()
        connection.close()
