"""How long what is known about participants is kept: the days that forms and pages promise, and the daily job keeps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from events.enums import OccurrenceStatus
from events.models import Occurrence, Registration

NEEDS_KEPT = timedelta(days=1)
INTEREST_KEPT = timedelta(days=2 * 365)
POSTPONED_KEPT = timedelta(days=365)  # a date that nobody sets must not keep names for ever


def last_day(occurrence: Occurrence) -> date:
    """The last local day of a date; its end is exclusive."""
    return timezone.localdate(occurrence.end - timedelta(microseconds=1))


def names_go(occurrence: Occurrence) -> date:
    """The day on which the names of a date's participants are deleted.

    Counted from the last day; from the cancelling, where that was before. Where the date is postponed and no new one is
    set, people keep their place for a year.
    """
    after = timedelta(days=settings.EVENTS_ANONYMISE_DAYS)
    put_off = timezone.localdate(occurrence.cancelled_at or occurrence.end)
    if occurrence.status == OccurrenceStatus.POSTPONED:
        return put_off + POSTPONED_KEPT
    if occurrence.status == OccurrenceStatus.CANCELLED:
        return min(put_off, last_day(occurrence)) + after
    return last_day(occurrence) + after


def needs_go(occurrence: Occurrence) -> date:
    """The day on which access needs are deleted: the day after, also of a date that was put off."""
    return last_day(occurrence) + NEEDS_KEPT


def unwanted_since(now: datetime) -> datetime:
    """What was registered before and never confirmed, or cancelled before, is of no use any more."""
    return now - timedelta(days=settings.EVENTS_UNWANTED_DAYS)


def last_to_go(registrations: list[Registration]) -> date:
    """The day on which the last of somebody's names is deleted."""
    return max(names_go(one.occurrence) for one in registrations)
