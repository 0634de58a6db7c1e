"""What a date says to somebody who wants to register: open, full, too late, elsewhere, with what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count

from events.enums import EventFormat, OccurrenceStatus, RegistrationPolicy, RegistrationState, Seat
from events.line import line_moves
from events.models.occurrences import Occurrence
from events.models.registrations import Registration

OFFERED = {
    EventFormat.DIGITALT: (Seat.ONLINE,),
    EventFormat.FYSISK: (Seat.ROOM,),
    EventFormat.HYBRID: (Seat.ROOM, Seat.ONLINE),
}


class DoorState(StrEnum):
    """Whether one can register, and if not, why."""

    OPEN = "open"
    FULL_WAITING = "full-waiting"  # no seat, but a line that moves
    FULL = "full"  # no seat, and it is too late for the line
    CLOSED = "closed"
    DEADLINE_PASSED = "deadline-passed"
    PAST = "past"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    ELSEWHERE = "elsewhere"
    INVITATION = "invitation"
    NONE = "none"


@dataclass(frozen=True)
class Places:
    """The seats of one kind. `left` is what a newcomer can take: 0 while somebody waits, None for as many as come."""

    seat: Seat
    capacity: int | None
    left: int | None
    waiting: int
    line_moves: bool

    @property
    def accepts(self) -> bool:
        """Whether one can register for this kind: for a seat, or for a place in a line that moves."""
        return self.left != 0 or self.line_moves


@dataclass(frozen=True)
class Doorway:
    """The state of a date's registration with its figures; `address` is where one registers elsewhere."""

    state: DoorState
    places: tuple[Places, ...] = ()
    deadline: datetime | None = None
    address: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the hub's form takes registrations, be it for a place in line."""
        return self.state in (DoorState.OPEN, DoorState.FULL_WAITING)

    @property
    def has_free(self) -> bool:
        """Whether somebody who registers now can get a seat."""
        return self.state == DoorState.OPEN

    def of(self, seat: Seat | str) -> Places | None:
        """The seats of a kind; None where the date has none of that kind."""
        return next((places for places in self.places if places.seat == seat), None)

    def accepts(self, seat: Seat | str) -> bool:
        """Whether one can register for this kind of seat."""
        places = self.of(seat)
        return self.is_open and places is not None and places.accepts


def offered(occurrence: Occurrence) -> tuple[Seat, ...]:
    """The kinds of seats that a date has, by the format of its event; where that is not known, by its place."""
    if occurrence.page and occurrence.page.format:
        return OFFERED[EventFormat(occurrence.page.format)]
    return (Seat.ROOM,) if occurrence.place else (Seat.ONLINE,)


def state_of(occurrence: Occurrence, now: datetime) -> Doorway:
    """The doorway of one date."""
    return doorways([occurrence], now)[occurrence.pk]


def doorways(occurrences: Iterable[Occurrence], now: datetime) -> dict[int, Doorway]:
    """The doorways of many dates, by number; one query for them all (their pages must be loaded)."""
    chosen = list(occurrences)
    waiting = _waiting([one.pk for one in chosen if one.policy == RegistrationPolicy.HERE])
    return {one.pk: _doorway(one, waiting, now) for one in chosen}


def _waiting(keys: list[int]) -> Counter[tuple[int, str]]:
    if not keys:
        return Counter()
    rows = Registration.objects.filter(occurrence__in=keys, state=RegistrationState.CONFIRMED, has_seat=False)
    counted = rows.order_by().values("occurrence", "seat").annotate(number=Count("pk"))
    return Counter({(row["occurrence"], row["seat"]): row["number"] for row in counted})


def _doorway(occurrence: Occurrence, waiting: Counter[tuple[int, str]], now: datetime) -> Doorway:
    state = _shut(occurrence, now)
    if occurrence.policy != RegistrationPolicy.HERE:
        return Doorway(state or DoorState.NONE, deadline=occurrence.deadline, address=occurrence.registration_url)
    places = tuple(_places(occurrence, seat, waiting[occurrence.pk, seat], now) for seat in offered(occurrence))
    return Doorway(state or _by_seats(places), places=places, deadline=occurrence.deadline)


def _shut(occurrence: Occurrence, now: datetime) -> DoorState | None:
    """Why the hub's form is not there; None when it is."""
    here = occurrence.policy == RegistrationPolicy.HERE
    deadline = occurrence.deadline if here or occurrence.policy == RegistrationPolicy.ELSEWHERE else None
    reasons = {
        DoorState.CANCELLED: occurrence.status == OccurrenceStatus.CANCELLED,
        DoorState.POSTPONED: occurrence.status == OccurrenceStatus.POSTPONED,
        DoorState.PAST: occurrence.is_over(now),
        DoorState.NONE: occurrence.policy == RegistrationPolicy.NONE,
        DoorState.INVITATION: occurrence.policy == RegistrationPolicy.INVITATION,
        DoorState.CLOSED: occurrence.closed,
        DoorState.DEADLINE_PASSED: deadline is not None and deadline <= now,
        DoorState.ELSEWHERE: not here,
    }
    return next((state for state, holds in reasons.items() if holds), None)


def _places(occurrence: Occurrence, seat: Seat, waiting: int, now: datetime) -> Places:
    capacity = occurrence.capacity(seat)
    left = None if capacity is None else max(capacity - occurrence.taken(seat), 0)
    return Places(
        seat=seat,
        capacity=capacity,
        left=0 if waiting else left,
        waiting=waiting,
        line_moves=line_moves(occurrence, seat, now),
    )


def _by_seats(places: tuple[Places, ...]) -> DoorState:
    if any(kind.left != 0 for kind in places):
        return DoorState.OPEN
    return DoorState.FULL_WAITING if any(kind.accepts for kind in places) else DoorState.FULL
