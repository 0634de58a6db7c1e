"""Keeping a lease while a long job runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from hub.jobs import claims
from hub.jobs.models import Job

logger = logging.getLogger(__name__)

LONGEST = 3600.0  # seconds; a job that runs longer is taken for stuck, and another worker may have it


@contextmanager
def kept(job: Job, *, interval: float | None = None) -> Iterator[None]:
    """Renews the job's lease from a thread with its own connection, each `interval` seconds (a third of the lease)."""
    stop = threading.Event()
    interval = claims.LEASE.total_seconds() / 3 if interval is None else interval
    thread = threading.Thread(target=_renew, args=(job, stop, interval), name=f"lease-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _renew(job: Job, stop: threading.Event, interval: float) -> None:
    until = time.monotonic() + LONGEST
    try:
        while not stop.wait(interval) and time.monotonic() < until:
            try:
                if not claims.renew(job):
                    return
            except DatabaseError as error:  # the next round may succeed; if none does, the fence holds
                logger.warning("The lease of job %s was not renewed: %s", job.pk, error)
                connection.close()
    finally:
        connection.close()
