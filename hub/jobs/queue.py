"""Putting a job into the table, inside the transaction that causes it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from hub.jobs import wake
from hub.jobs.kinds import JobKind, resolve
from hub.jobs.models import Job, JobState

# Digits, slugs, dotted names: an id. An address or a sentence never fits (personal data stays in its own table).
ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")

_collected: ContextVar[dict[str, Job] | None] = ContextVar("jobs queued together", default=None)


def enqueue(kind: JobKind, *ids: int | str | bool | None, due_at: datetime | None = None) -> Job:
    """Queues `kind` for these ids; committed with the caller's transaction, gone with its rollback.

    An equal job that waits already is returned instead of a second one, since it will read the state of its run.

    Raises:
        TypeError: an argument is not an id.
    """
    for value in ids:
        if not (value is None or isinstance(value, int) or (isinstance(value, str) and ID.fullmatch(value))):
            raise TypeError(f"{kind.name}: a job takes ids only, not {type(value).__name__} of that form.")
    return store(kind, list(ids), {}, due_at=due_at)


def store(kind: JobKind, args: Sequence[Any], kwargs: Mapping[str, Any], *, due_at: datetime | None = None) -> Job:
    """As `enqueue`, for arguments that are any JSON (the tasks of Wagtail and others)."""
    due_at = due_at or timezone.now()
    mark = fingerprint(kind.name, args, kwargs)
    new = Job(
        kind=kind.name, args=list(args), kwargs=dict(kwargs), fingerprint=mark, outside=kind.outside, due_at=due_at
    )
    collected = _collected.get()
    if collected is not None:
        first = collected.setdefault(mark, new)
        first.due_at = min(first.due_at or due_at, due_at)
        return first
    with transaction.atomic():
        job = _equal_waiting(mark)
        if job is None:
            job = new
            job.save()
        elif not job.attempts and job.due_at is not None and due_at < job.due_at:
            job.due_at = due_at
            job.save(update_fields=["due_at"])
        transaction.on_commit(wake.nudge, robust=True)
    return job


@contextmanager
def together() -> Iterator[None]:
    """Put what is queued meanwhile into the table at the end, in the same transaction: for a change of very much."""
    token = _collected.set({})
    try:
        yield
        jobs = _collected.get() or {}
    finally:
        _collected.reset(token)
    with transaction.atomic():
        waiting = Job.objects.filter(state=JobState.WAITING).values_list("fingerprint", flat=True)
        known = set(waiting).intersection(jobs)
        Job.objects.bulk_create(job for mark, job in jobs.items() if mark not in known)
        for mark in sorted(known):
            job = jobs[mark]
            store(resolve(job.kind), job.args, job.kwargs, due_at=job.due_at)
        transaction.on_commit(wake.nudge, robust=True)


def fingerprint(kind: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """The same for equal jobs: 64 hexadecimal digits over kind and arguments."""
    text = json.dumps([kind, list(args), dict(kwargs)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _equal_waiting(mark: str) -> Job | None:
    """An equal job that no worker can start before the caller's commit, so that it is sure to see its changes.

    Where rows can be locked, the lock holds workers off until the commit; a row that another transaction holds is
    left alone (a second job is better than a deadlock). SQLite has one writer at a time: the caller.
    """
    waiting = Job.objects.filter(fingerprint=mark, state=JobState.WAITING).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    return waiting.first()
