"""What runs by the clock: declared in code, kept in one row per entry, won by one scheduler per run.

Any number of workers may look at the schedule. Each run is a compare-and-set on the row's `next_at`; the winner queues
the job in the same transaction, so a run is neither lost nor doubled. A run that was missed while all was down is
caught up once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from hub.jobs.kinds import JobKind
from hub.jobs.models import ScheduleEntry
from hub.jobs.queue import enqueue

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A job kind without arguments, each `interval`, or each day at the local `at`."""

    name: str
    kind: JobKind
    interval: timedelta = timedelta(days=1)
    at: time | None = None

    def following(self, now: datetime) -> datetime:
        """The first run after `now`: on a fixed grid, so that it does not drift with the workers."""
        if self.at is None:
            return EPOCH + ((now - EPOCH) // self.interval + 1) * self.interval
        zone = timezone.get_default_timezone()
        day = now.astimezone(zone).date()
        today = datetime.combine(day, self.at, tzinfo=zone)
        return today if today > now else datetime.combine(day + timedelta(days=1), self.at, tzinfo=zone)


_entries: dict[str, Entry] = {}


def every(name: str, kind: JobKind, interval: timedelta) -> None:
    """Runs `kind` each `interval`."""
    _add(Entry(name=name, kind=kind, interval=interval))


def daily(name: str, kind: JobKind, at: time) -> None:
    """Runs `kind` each day at the local time `at` (settings.TIME_ZONE, summer time heeded)."""
    _add(Entry(name=name, kind=kind, at=at))


def _add(entry: Entry) -> None:
    if _entries.setdefault(entry.name, entry) != entry:
        raise ImproperlyConfigured(f"Two entries of the schedule are called {entry.name!r}.")


def entries() -> list[Entry]:
    """All entries, in the order of their declaration."""
    return list(_entries.values())


def run_due(now: datetime) -> list[str]:
    """Queues what is due; returns the names of the entries that this scheduler won.

    A plain SELECT first, so that an idle clock takes no write lock on SQLite. An interval starts at its first sight,
    a daily entry at its first time of day.
    """
    rows = {row.name: row for row in ScheduleEntry.objects.all()}
    won = []
    for entry in entries():
        row = rows.get(entry.name)
        if row is None:
            first = now if entry.at is None else entry.following(now)
            row, _ = ScheduleEntry.objects.get_or_create(name=entry.name, defaults={"next_at": first})
        if row.next_at <= now and _win(entry, row, now):
            won.append(entry.name)
    return won


def _win(entry: Entry, row: ScheduleEntry, now: datetime) -> bool:
    with transaction.atomic():
        unchanged = ScheduleEntry.objects.filter(pk=row.pk, next_at=row.next_at)
        if not unchanged.update(next_at=entry.following(now), last_at=now):
            return False
        enqueue(entry.kind)
        return True
