"""Two reminders, a week and a day before a date, at the hour of its start by the clock on the wall.

Looked at every few minutes: what is due and has no mail yet gets a job, and the job looks again at what it is about.
What was due already when somebody registered, or got a seat, is skipped: they have just been told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from events import mails
from events.calendar import OSLO
from events.enums import OccurrenceStatus, Precision, RegistrationState
from events.models import Occurrence, Registration
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.jobs.schedule import every
from hub.mail.compose import composed
from hub.mail.overview import told

DAYS_BEFORE = {"week": 7, "day": 1}
# How late a reminder may still go, after workers have been down: the next one is not far then.
LATEST = {"week": timedelta(days=1), "day": timedelta(hours=22)}
MORNING = time(9)  # for whole days
TELLS_THE_DATE = ("confirmation", "promoted", "changed", "again")


def moment(occurrence: Occurrence, kind: str) -> datetime:
    """When a reminder is due: so many days before by the calendar, whatever the clocks do in between."""
    start = occurrence.start.astimezone(OSLO)
    at = start.time() if occurrence.precision == Precision.TIME else MORNING
    return datetime.combine(start.date() - timedelta(days=DAYS_BEFORE[kind]), at, tzinfo=OSLO)


def is_due(occurrence: Occurrence, kind: str, now: datetime) -> bool:
    """Whether its reminder goes out now; for a date that does not hold, or has begun, never."""
    exact = Precision(occurrence.precision).in_feeds
    due = moment(occurrence, kind)
    return exact and occurrence.is_held and due <= now < min(due + LATEST[kind], occurrence.start)


def reminded(occurrence: Occurrence, kind: str) -> QuerySet[Registration]:
    """Who has a seat, and had confirmed before the reminder was due."""
    coming = Registration.objects.filter(state=RegistrationState.CONFIRMED, has_seat=True, anonymised_at=None)
    early = coming.filter(occurrence=occurrence, confirmed_at__lt=moment(occurrence, kind))
    return early.exclude(email="").order_by("pk")


def due(now: datetime) -> Iterator[tuple[Registration, str]]:
    """Whom to remind now, as far as they have not been reminded of the date as it stands."""
    ahead = now + timedelta(days=max(DAYS_BEFORE.values()) + 1)
    dates = Occurrence.objects.filter(status=OccurrenceStatus.SCHEDULED, start__gt=now, start__lt=ahead)
    for date in dates.order_by("start", "pk").defer("ics"):
        for kind in DAYS_BEFORE:
            if is_due(date, kind, now):
                yield from ((one, kind) for one in _not_yet(date, kind))


def _not_yet(occurrence: Occurrence, kind: str) -> list[Registration]:
    rows = list(reminded(occurrence, kind))
    keys = {}
    for one in rows:
        one.occurrence = occurrence
        keys[one.pk] = (mails.key_of(f"reminder-{kind}", one), one.email)
    have = composed(keys.values())
    return [one for one in rows if keys[one.pk] not in have]


def sweep(now: datetime) -> int:
    """Queues a job for each reminder that is due; returns how many. Run again, it finds none of them."""
    count = 0
    for registration, kind in due(now):
        enqueue(remind, registration.pk, kind, registration.occurrence.sequence)
        count += 1
    return count


@job("events.remind")
def remind(registration_id: int, kind: str, sequence: int) -> None:
    """Reminds one participant of a date, if all still is as it was when the job was made."""
    remind_now(registration_id, kind, sequence, timezone.now())


def remind_now(registration_id: int, kind: str, sequence: int, now: datetime) -> bool:
    """Composes one reminder in the caller's transaction; whether it was still right to.

    The row is held meanwhile, so that nobody who cancels at the same moment is reminded afterwards.
    """
    rows = Registration.objects.select_for_update(of=("self",))
    registration = rows.select_related("occurrence__page__owner_organisation").get(pk=registration_id)
    date = registration.occurrence
    if date.sequence != sequence or not is_due(date, kind, now):
        return False
    if not reminded(date, kind).filter(pk=registration.pk).exists() or _just_told(registration, kind):
        return False
    mails.reminder(registration, kind)
    return True


def _just_told(registration: Registration, kind: str) -> bool:
    """Whether a mail of the time since the reminder was due has said it all, as to who has just got a seat."""
    due_at = moment(registration.occurrence, kind)
    return any(one.composed_at >= due_at for one in told([mails.purpose_of(registration)], TELLS_THE_DATE))


@job("events.reminders")
def sweep_job() -> None:
    """The sweep of every few minutes."""
    sweep(timezone.now())


every("events.reminders", sweep_job, timedelta(minutes=5))
