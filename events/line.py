"""Who waits for a seat, in which order, and until when the line moves. Each kind of seat has a line of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.models.occurrences import Occurrence
from events.models.registrations import Registration

ROOM_NOTICE = timedelta(hours=24)  # who gets a seat in a room must have time to travel


def line(occurrence_id: int, seat: Seat | str) -> QuerySet[Registration]:
    """Who waits for a kind of seat, the first in line first."""
    waiting = Registration.objects.filter(state=RegistrationState.CONFIRMED, has_seat=False)
    return waiting.filter(occurrence=occurrence_id, seat=seat).order_by("queued_at", "pk")


def line_moves(occurrence: Occurrence, seat: Seat | str, now: datetime) -> bool:
    """Whether a free seat still goes to the first in line by itself.

    Until 24 hours before the start for the room, until the start online; not while the date does not hold.
    """
    notice = ROOM_NOTICE if seat == Seat.ROOM else timedelta()
    return occurrence.status == OccurrenceStatus.SCHEDULED and now < occurrence.start - notice


def end_of_line(occurrence_id: int, seat: Seat | str, now: datetime) -> datetime:
    """The `queued_at` of who comes last now, under the lock: never before one who has been told their place."""
    last = line(occurrence_id, seat).aggregate(last=Max("queued_at"))["last"]
    return now if last is None or last < now else last + timedelta(microseconds=1)


def place_in_line(registration: Registration) -> int | None:
    """1 for the first in line; None for who does not wait."""
    if not registration.waits:
        return None
    before = Q(queued_at__lt=registration.queued_at) | Q(queued_at=registration.queued_at, pk__lt=registration.pk)
    return line(registration.occurrence_id, registration.seat).filter(before).count() + 1
