"""What readers ask, counted without who asked.

A search adds to a table in memory, and the database hears of it after a response has been sent. Measured on SQLite: a
count written at once costs 0.1 ms when nobody else writes, but while an editor's transaction of 50 or 200 ms runs it
waits for all of it (p95 55 and 232 ms); so does nobody here. Price: a process that is killed forgets the last seconds.
"""

from __future__ import annotations

import logging
import threading
import time as clock
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.core.signals import request_finished
from django.db import connection, transaction
from django.db.models import Model
from django.dispatch import receiver
from django.utils import timezone

from hub.consent.withdrawal import name_withdrawn
from hub.consent.words import Name
from hub.jobs.kinds import job
from hub.jobs.schedule import daily
from search.anonymity import storable
from search.models import QueryCount

KEEP = timedelta(days=90)
WAIT = 5  # seconds from a search until it is written
MOST_WAITING = 500  # queries that one process remembers until then
MOST_A_DAY = 3000  # different queries: past that, a machine is asking
MOST_RESULTS = 2**31 - 1

UPSERT = """
    INSERT INTO {table} (day, query, language, engine, results, count) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (day, query, language, engine)
    DO UPDATE SET count = {table}.count + excluded.count, results = excluded.results
"""

logger = logging.getLogger(__name__)


class Asked(NamedTuple):
    """What is counted together."""

    day: date
    query: str
    language: str
    engine: str


class Count(NamedTuple):
    """How often, and how many answers there were the last time."""

    times: int
    results: int


_waiting: dict[Asked, Count] = {}
_oldest = 0.0  # when the first of them came
_changing = threading.Lock()
_writing = threading.Lock()


def record(text: str, language: str, engine: str, results: int, now: datetime) -> None:
    """Count a query. Call it for page 1 of a search alone; never raises, never waits, keeps nothing personal.

    Args:
        text: As the reader wrote it.
        language: Of the interface: `nb`, `nn` or `en`.
        engine: The name of the engine that answered.
        results: How many pages answer all of it; 0 when there are none, or only the nearest are shown.
    """
    query = storable(text)
    if query:
        asked = Asked(timezone.localdate(now), query, language[:2], engine[:10])
        _add({asked: Count(1, max(0, min(results, MOST_RESULTS)))})


def _add(counts: dict[Asked, Count], *, newer: bool = True) -> None:
    global _oldest
    with _changing:
        if not _waiting:
            _oldest = clock.monotonic()
        for asked, count in counts.items():
            before = _waiting.get(asked)
            if before is not None:
                _waiting[asked] = Count(before.times + count.times, (count if newer else before).results)
            elif len(_waiting) < MOST_WAITING:
                _waiting[asked] = count


def _take() -> dict[Asked, Count]:
    with _changing:
        taken = dict(_waiting)
        _waiting.clear()
        return taken


def forget() -> None:
    """Drop what has not been written."""
    _take()


def flush() -> None:
    """Write what has been counted, unless another thread is at it; what cannot be written waits for the next time."""
    if not _waiting or not _writing.acquire(blocking=False):
        return
    taken = _take()
    try:
        _write(taken)
    except Exception:  # statistics may not break anything
        logger.exception("%d counted queries could not be written; they wait.", len(taken))
        _add(taken, newer=False)
    finally:
        _writing.release()


@transaction.atomic
def _write(counts: dict[Asked, Count]) -> None:
    known = set(
        QueryCount.objects.filter(
            day__in={asked.day for asked in counts}, query__in={asked.query for asked in counts}
        ).values_list("day", "query", "language", "engine")
    )
    room = {day: MOST_A_DAY - QueryCount.objects.filter(day=day).count() for day in {asked.day for asked in counts}}
    rows = []
    for asked, count in sorted(counts.items()):  # all processes in the same order, so that none waits in a circle
        if asked not in known:
            room[asked.day] -= 1
        if asked in known or room[asked.day] >= 0:
            rows.append((*asked, count.results, count.times))
    if len(rows) < len(counts):
        left_out = len(counts) - len(rows)
        logger.warning("%d queries were not counted: there were %d different ones that day.", left_out, MOST_A_DAY)
    table = connection.ops.quote_name(QueryCount._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT.format(table=table), rows)


def flush_when_due(**_kwargs: Any) -> None:
    """After a response: write when the first of what waits has waited long enough."""
    if _waiting and clock.monotonic() - _oldest >= WAIT:
        flush()


request_finished.connect(flush_when_due, dispatch_uid="search.analytics")


# What is no longer needed ---------------------------------------------------------------------------------------------
def purge(now: datetime) -> int:
    """Delete counts that are older than `KEEP`; returns how many rows went."""
    gone, _by_model = QueryCount.objects.filter(day__lt=timezone.localdate(now - KEEP)).delete()
    return gone


@job("search.purge_queries")
def purge_job() -> None:
    """The daily purge."""
    purge(timezone.now())


daily("search.purge_queries", purge_job, time(3, 20))


@receiver(name_withdrawn, dispatch_uid="search forget a name")
def forget_name(sender: type[Model], name: Name, **kwargs: Any) -> None:
    """Delete what was asked about somebody who no longer wants to be named; drop what waits to be counted."""
    forget()
    asked = QueryCount.objects.filter(query__icontains=name.fragment).values_list("pk", "query")
    gone = [pk for pk, query in asked if name.is_asked_for_in(query) or name.stands_in(query)]
    QueryCount.objects.filter(pk__in=gone).delete()
