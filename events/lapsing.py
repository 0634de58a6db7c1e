"""A seat that nobody confirms goes, after a while, to somebody who waits for it. Looked at each minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.line import ROOM_NOTICE, line, line_moves
from events.models import Occurrence, Registration
from events.seats import CAPACITY, TAKEN, lock, move_up, release
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.jobs.schedule import every


def release_unconfirmed(occurrence: Occurrence, now: datetime) -> list[Registration]:
    """Gives seats that were held too long to those who wait, and no more of them than wait; returns who got one.

    Those who held them longest lose them first. They are not out: who confirms late takes what is free then.
    """
    with transaction.atomic():
        current = lock(occurrence)
        for seat in Seat:
            if line_moves(current, seat, now):
                waiting = line(current.pk, seat).count()
                for registration in _held_too_long(current, seat, now)[:waiting]:
                    registration.has_seat = False
                    registration.seat_lost_at = now
                    registration.save(update_fields=["has_seat", "seat_lost_at"])
                    release(current.pk, seat)
        return move_up(current, now)


def _held_too_long(occurrence: Occurrence, seat: Seat, now: datetime) -> QuerySet[Registration]:
    return _lapsed(now).filter(occurrence=occurrence, seat=seat).order_by("created_at", "pk")


def _lapsed(now: datetime) -> QuerySet[Registration]:
    since = now - timedelta(minutes=settings.EVENTS_UNCONFIRMED_MINUTES)
    held = Registration.objects.filter(state=RegistrationState.UNCONFIRMED, has_seat=True)
    return held.filter(created_at__lte=since)


@job("events.move_line")
def move_line(occurrence_id: int) -> None:
    """Moves the line of one date as far as it can."""
    release_unconfirmed(Occurrence.objects.get(pk=occurrence_id), timezone.now())


def movable(now: datetime) -> QuerySet[Occurrence]:
    """Dates where somebody waits for a seat that is free or was held too long.

    That a seat is free although somebody waits can be after a date was moved: its line had stopped and moves again.
    """
    waiting = Registration.objects.filter(state=RegistrationState.CONFIRMED, has_seat=False, occurrence=OuterRef("pk"))
    held = _lapsed(now).filter(occurrence=OuterRef("pk"))
    found = Q()
    for seat, notice in ((Seat.ROOM, ROOM_NOTICE), (Seat.ONLINE, timedelta())):
        taken, capacity = TAKEN[seat], CAPACITY[seat]
        has_free = Q(**{f"{capacity}__isnull": True}) | Q(**{f"{taken}__lt": F(capacity)})
        can_move = has_free | Q(Exists(held.filter(seat=seat)))
        found |= Q(Exists(waiting.filter(seat=seat)), start__gt=now + notice) & can_move
    return Occurrence.objects.filter(found, status=OccurrenceStatus.SCHEDULED).order_by("pk")


def sweep(now: datetime) -> int:
    """Queues a job for each date whose line can move; returns how many."""
    keys = list(movable(now).values_list("pk", flat=True))
    for key in keys:
        enqueue(move_line, key)
    return len(keys)


@job("events.lines")
def sweep_job() -> None:
    """The sweep of each minute."""
    sweep(timezone.now())


every("events.lines", sweep_job, timedelta(minutes=1))
