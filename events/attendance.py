"""Who came: the click on «Join» marks it online."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.models import Occurrence, Registration

OPENS_BEFORE = timedelta(minutes=15)


class Way(StrEnum):
    """Where the way into a meeting leads at the moment."""

    EARLY = "early"
    OPEN = "open"
    NO_ADDRESS = "no-address"  # it is time, and the organiser has not given the meeting's address
    OVER = "over"
    CANCELLED = "cancelled"  # the date
    POSTPONED = "postponed"
    UNCONFIRMED = "unconfirmed"
    OUT = "out"  # the participant has cancelled
    WAITING = "waiting"
    ROOM = "room"


@dataclass(frozen=True)
class WayIn:
    """The way in, and when it opens."""

    way: Way
    opens: datetime


def opens(occurrence: Occurrence) -> datetime:
    """When participants can go in."""
    return occurrence.start - OPENS_BEFORE


def way_in(registration: Registration, now: datetime) -> WayIn:
    """Where a participant's link leads now."""
    date = registration.occurrence
    reasons = {
        Way.CANCELLED: date.status == OccurrenceStatus.CANCELLED,
        Way.POSTPONED: date.status == OccurrenceStatus.POSTPONED,
        Way.OUT: registration.state == RegistrationState.CANCELLED,
        Way.OVER: date.is_over(now),
        Way.UNCONFIRMED: registration.state == RegistrationState.UNCONFIRMED,
        Way.WAITING: not registration.has_seat,
        Way.ROOM: registration.seat == Seat.ROOM,
        Way.EARLY: now < opens(date),
        Way.NO_ADDRESS: not date.join_url,
    }
    return WayIn(next((way for way, holds in reasons.items() if holds), Way.OPEN), opens(date))


def attend(registration: Registration, now: datetime) -> None:
    """Mark that a participant came; the first time counts."""
    Registration.objects.filter(pk=registration.pk, attended_at=None).update(attended_at=now)
