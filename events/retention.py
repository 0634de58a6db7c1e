"""The end of personal data, by the clock: each day, date by date, what has outlived its purpose.

| what | gone |
|---|---|
| names of a date's participants | EVENTS_ANONYMISE_DAYS after its last day; see `events.keeping` for dates put off |
| registrations that were cancelled, or never confirmed | EVENTS_UNWANTED_DAYS after that |
| access needs | the day after the date |
| interest in later events | after two years |
| used links to an evaluation | when it closes |
"""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from events import traces
from events.anonymous import anonymise, large_enough
from events.enums import OccurrenceStatus, RegistrationState
from events.evaluation import forget_marks
from events.keeping import INTEREST_KEPT, names_go, needs_go, unwanted_since
from events.models import AccessNeeds, LaterInterest, Occurrence, Registration
from events.registration import cancel
from events.seats import lock
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.jobs.schedule import daily

STATE = RegistrationState


def named(now: datetime) -> QuerySet[Occurrence]:
    """Dates whose participants' names are due to go."""
    held = Registration.objects.filter(occurrence=OuterRef("pk"), anonymised_at=None)
    today = timezone.localdate(now)
    begun = Q(end__lte=now) | ~Q(status=OccurrenceStatus.SCHEDULED)
    dates = Occurrence.objects.filter(begun, Exists(held))
    return dates.filter(pk__in=[one.pk for one in dates if names_go(one) <= today]).order_by("pk")


def unwanted(now: datetime) -> QuerySet[Registration]:
    """Registrations that came to nothing long enough ago."""
    since = unwanted_since(now)
    out = Q(state=STATE.CANCELLED, cancelled_at__lt=since)
    never = Q(state=STATE.UNCONFIRMED, created_at__lt=since)
    return Registration.objects.filter(out | never, anonymised_at=None)


def anonymise_date(occurrence: Occurrence, now: datetime) -> int:
    """Takes the names out of a date that has kept them long enough; returns how many. Counts stay.

    Of a date that was never held, the registrations end too: should it be revived, its seats are free.
    """
    with transaction.atomic():
        current = lock(occurrence)
        if names_go(current) > timezone.localdate(now):
            return 0
        rows = Registration.objects.filter(occurrence=current, anonymised_at=None).order_by("pk")
        number = anonymise(rows, now, municipalities=large_enough(current.pk))
        if not current.is_held:
            everyone = Registration.objects.filter(occurrence=current)
            everyone.exclude(state=STATE.CANCELLED).update(state=STATE.CANCELLED, has_seat=False)
            Occurrence.objects.filter(pk=current.pk).update(room_taken=0, online_taken=0)
        Occurrence.objects.filter(pk=current.pk).update(anonymised_at=now)
    return number


def anonymise_unwanted(occurrence: Occurrence, now: datetime) -> int:
    """Takes the names out of a date's registrations that came to nothing; returns how many.

    A seat that one of them still holds, since nobody waited for it, is given back first: its link to confirm has ended.
    """
    with transaction.atomic():
        current = lock(occurrence)
        rows = list(unwanted(now).filter(occurrence=current).order_by("pk"))
        for row in rows:
            row.occurrence = current
            if row.has_seat:
                cancel(row, now)
        return anonymise(rows, now)


def forget_needs(now: datetime) -> int:
    """Deletes the access needs of dates that are over; returns how many."""
    over = Occurrence.objects.filter(end__lte=now, registrations__access_needs__isnull=False).distinct()
    due = [one.pk for one in over if needs_go(one) <= timezone.localdate(now)]
    return AccessNeeds.objects.filter(registration__occurrence__in=due).delete()[0]


def forget_interests(now: datetime) -> int:
    """Deletes interest in later events that is too old; returns how many."""
    old = list(LaterInterest.objects.filter(created_at__lt=now - INTEREST_KEPT))
    for interest in old:
        traces.remove_interest(interest)
    return len(old)


# By the clock ---------------------------------------------------------------------------------------------------------
@job("events.anonymise")
def anonymise_job(occurrence_id: int) -> None:
    """One date, in a transaction of its own."""
    occurrence = Occurrence.objects.get(pk=occurrence_id)
    now = timezone.now()
    anonymise_date(occurrence, now)
    anonymise_unwanted(occurrence, now)


def sweep(now: datetime) -> int:
    """Does at once what concerns no single date, and queues a job for each date with something due; returns how many.

    Dates that are due are queued each day until nothing is left, so a job that failed is not the end of it.
    """
    forget_needs(now)
    forget_interests(now)
    forget_marks(now)
    keys = {*named(now).values_list("pk", flat=True), *unwanted(now).values_list("occurrence", flat=True)}
    for key in sorted(keys):
        enqueue(anonymise_job, key)
    return len(keys)


@job("events.retention")
def sweep_job() -> None:
    """The daily sweep."""
    sweep(timezone.now())


daily("events.retention", sweep_job, time(4, 10))
