"""Taking the person out of a registration; what is left is one more in the counts.

A row stays with its date, kind of seat and standing, and whether its participant came. Gone are name, address,
workplace and organisation, the number that joined the dates of one form, and hours and minutes, by which a row could be
found again in a log. The municipality stays where at least five of a date's confirmed participants share it: fewer
could be told apart by it. The county is that of the municipality, so it goes with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time
from uuid import uuid4

from django.db.models import Count
from django.utils import timezone

from events import traces
from events.enums import RegistrationState
from events.models import AccessNeeds, Registration

ENOUGH = 5
DAYS_ONLY = ("queued_at", "created_at", "confirmed_at", "cancelled_at", "attended_at", "seat_lost_at")
CHANGED = (
    *("name", "email", "email_key", "workplace", "municipality", "organisation"),
    *("submission", "wants_later", "version", "bounced_at", "anonymised_at"),
    *DAYS_ONLY,
)


def anonymise(registrations: Iterable[Registration], now: datetime, *, municipalities: Collection[int] = ()) -> int:
    """Makes registrations anonymous, in all places where they left a trace; returns how many.

    In the caller's transaction, which holds their dates. They are brought up to date.

    Args:
        municipalities: Those that may stay; see `large_enough`.
    """
    rows = [row for row in registrations if row.anonymised_at is None]
    traces.remove(rows)
    for row in rows:
        _empty(row, now, municipalities)
    AccessNeeds.objects.filter(registration__in=rows).delete()
    Registration.objects.bulk_update(rows, CHANGED, batch_size=200)
    return len(rows)


def _empty(row: Registration, now: datetime, municipalities: Collection[int]) -> None:
    row.name = row.email = row.workplace = ""
    row.email_key = f"anonymous:{row.pk}"
    row.organisation_id = None
    if row.municipality_id not in municipalities:
        row.municipality_id = None
    row.submission = uuid4()
    row.wants_later = False
    row.version += 1
    row.bounced_at, row.anonymised_at = None, now
    for field in DAYS_ONLY:
        moment = getattr(row, field)
        setattr(row, field, moment and _day_of(moment))


def _day_of(moment: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), time.min))


def large_enough(occurrence_id: int) -> Sequence[int]:
    """The municipalities of a date in which nobody can be told apart."""
    rows = Registration.objects.filter(occurrence=occurrence_id, state=RegistrationState.CONFIRMED)
    counted = rows.exclude(municipality=None).order_by().values_list("municipality").annotate(number=Count("pk"))
    return [key for key, _number in counted.filter(number__gte=ENOUGH)]
