"""How one worker takes a job from the table and what becomes of it; no two workers ever hold the same attempt."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.models import Job, JobState
from hub.masking import masked

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)
MAX_ATTEMPTS = 12
ERROR_LENGTH = 2000  # characters


class LeaseLost(Exception):
    """The lease ran out and another worker took the job: what this one did must not count."""


def retry_delay(attempts: int) -> timedelta:
    """How long to wait after the given number of failed attempts: 1 s, 3 s, 9 s … a day in all before the twelfth."""
    return timedelta(seconds=3 ** (attempts - 1))


def due(now: datetime, lane: str) -> QuerySet[Job]:
    """The jobs of a lane that a worker may take: waiting and due, or held by a worker whose lease is over."""
    jobs = Job.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    return jobs.filter(outside=False) if lane == DATABASE_LANE else jobs.filter(outside=True, kind__startswith=lane)


def claim(now: datetime, *, lane: str, worker: str) -> Job | None:
    """Takes the first due job of a lane, or nothing.

    A plain SELECT first: an idle worker takes no write lock on SQLite.
    """
    while due(now, lane).exists():
        with transaction.atomic():
            candidates = due(now, lane)
            if connection.features.has_select_for_update_skip_locked:
                candidates = candidates.select_for_update(skip_locked=True)
            job = candidates.first()
            if job is None:  # all due jobs are in others' hands
                return None
            if job.attempts >= MAX_ATTEMPTS:  # it took every worker down with it
                _bury(job, "The worker died each time.", timezone.now())
            elif _take(job, worker):
                return job
    return None


def _take(job: Job, worker: str) -> bool:
    """Compare and set: the row is ours if nobody changed it since it was read."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=job.state, due_at=job.due_at).update(
        state=JobState.RUNNING,
        attempts=job.attempts + 1,
        started_at=now,
        due_at=now + LEASE,
        worker=worker,
    )
    if taken:
        job.refresh_from_db()
    return bool(taken)


def held(job: Job) -> QuerySet[Job]:
    """The row as long as this attempt holds it; the number of attempts is the fence against a late worker."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def renew(job: Job) -> bool:
    """Prolongs the lease; no when it was lost."""
    return bool(held(job).update(due_at=timezone.now() + LEASE))


def finish(job: Job, note: str = "") -> None:
    """Marks the job as done; `note` says why when it did nothing.

    Raises:
        LeaseLost: another worker has taken it.
    """
    done = held(job).update(state=JobState.DONE, due_at=None, finished_at=timezone.now(), error=note[:ERROR_LENGTH])
    if not done:
        raise LeaseLost(job.pk)


def fail(job: Job, error: BaseException, *, final: bool = False) -> None:
    """Puts the job back with a growing delay, or buries it after the last attempt or when no retry can help.

    What is kept of the error names no address: the row outlives whatever the job was about.
    """
    text = masked(f"{type(error).__name__}: {error}")
    now = timezone.now()
    if final or job.attempts >= MAX_ATTEMPTS:
        _bury(job, text, now)
        return
    held(job).update(
        state=JobState.WAITING,
        due_at=now + retry_delay(job.attempts),
        error=text[:ERROR_LENGTH],
    )


def _bury(job: Job, text: str, now: datetime) -> None:
    logger.error("Job %s (%s) is given up after %s attempts: %s", job.pk, job.kind, job.attempts, text)
    attempt = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    attempt.update(state=JobState.DEAD, due_at=None, finished_at=now, error=text[:ERROR_LENGTH])


def retry(jobs: QuerySet[Job], now: datetime) -> int:
    """Gives failed jobs, and those that wait for a later attempt, a fresh start; returns how many."""
    again = jobs.filter(state__in=[JobState.DEAD, JobState.WAITING])
    return again.update(state=JobState.WAITING, attempts=0, due_at=now, finished_at=None)
