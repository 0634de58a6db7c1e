"""Taking and giving back seats: the count stands on the date's own row, and one conditional UPDATE takes one.

Measured with 16 processes: counting rows first and inserting then overbooks on PostgreSQL; the UPDATE neither overbooks
nor deadlocks there or on SQLite (decision 13). The order is the same everywhere, so that nobody waits in a ring: first
the row of the date, by an UPDATE; then its registrations; of several dates, the one with the lowest number first.

A seat that becomes free goes in the same transaction to the first in line: as long as the line moves, nobody waits
while a seat is free.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from events import mails
from events.enums import Seat
from events.line import line, line_moves
from events.models import Occurrence, Registration

TAKEN = {Seat.ROOM: "room_taken", Seat.ONLINE: "online_taken"}
CAPACITY = {Seat.ROOM: "room_capacity", Seat.ONLINE: "online_capacity"}


class BelowTaken(ValueError):
    """A capacity below the seats that are taken; `taken` is the lowest that is possible now."""

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken} seats are taken.")
        self.taken = taken


def lock(known: Occurrence) -> Occurrence:
    """Holds the row of a date until the transaction ends, and reads it as it then is.

    The page that was loaded with it before is kept: under the lock as little as possible is read.

    Raises:
        Occurrence.DoesNotExist: the date is gone.
    """
    Occurrence.objects.filter(pk=known.pk).update(room_taken=F("room_taken"))
    current = Occurrence.objects.get(pk=known.pk)
    if "page" in known._state.fields_cache and known.page_id == current.page_id:
        current.page = known.page
    return current


def claim(occurrence_id: int, seat: Seat | str) -> bool:
    """Takes a seat of a kind if there is one; whether it did. It is counted, so a registration must follow."""
    taken, capacity = TAKEN[Seat(seat)], CAPACITY[Seat(seat)]
    free = Q(**{f"{taken}__lt": F(capacity)}) | Q(**{f"{capacity}__isnull": True})
    return Occurrence.objects.filter(free, pk=occurrence_id).update(**{taken: F(taken) + 1}) == 1


def claim_in_turn(occurrence_id: int, seat: Seat | str) -> bool:
    """Takes a seat unless somebody waits for one: a newcomer overtakes nobody.

    The line is read after the row is held, so it is as the last transaction left it.
    """
    if not claim(occurrence_id, seat):
        return False
    if line(occurrence_id, seat).exists():
        release(occurrence_id, seat)
        return False
    return True


def release(occurrence_id: int, seat: Seat | str) -> None:
    """Gives a seat back; the caller then calls `promote`."""
    taken = TAKEN[Seat(seat)]
    Occurrence.objects.filter(pk=occurrence_id).update(**{taken: F(taken) - 1})


def promote(occurrence: Occurrence, now: datetime) -> list[Registration]:
    """Gives every free seat to the first in line, with a mail to each; returns them."""
    with transaction.atomic():
        return move_up(lock(occurrence), now)


def move_up(held: Occurrence, now: datetime) -> list[Registration]:
    """As `promote`, for a date that the caller has locked."""
    promoted = []
    for seat in Seat:
        if line_moves(held, seat, now):
            while (first := line(held.pk, seat).first()) and claim(held.pk, seat):
                first.occurrence = held
                promoted.append(_seated(first))
    return promoted


def _seated(registration: Registration) -> Registration:
    registration.has_seat = True
    registration.save(update_fields=["has_seat"])
    mails.promoted(registration)
    return registration


def give_seat(registration: Registration) -> bool:
    """Seats one who waits by the organiser's hand, also when the line has stopped; whether they have a seat now."""
    with transaction.atomic():
        held(registration)
        if registration.waits and claim(registration.occurrence_id, registration.seat):
            _seated(registration)
    return registration.has_seat


def held(registration: Registration) -> Occurrence:
    """Locks the date of a registration, then reads both as they are; returns the date."""
    occurrence = lock(registration.occurrence)
    registration.refresh_from_db()
    registration.occurrence = occurrence
    return occurrence


def set_capacity(occurrence: Occurrence, seat: Seat | str, number: int | None, now: datetime) -> list[Registration]:
    """Sets how many seats of a kind there are (None: as many as come); returns who got one by it.

    Raises:
        BelowTaken: more are taken.
    """
    taken, capacity = TAKEN[Seat(seat)], CAPACITY[Seat(seat)]
    enough = Q() if number is None else Q(**{f"{taken}__lte": number})
    with transaction.atomic():
        if not Occurrence.objects.filter(enough, pk=occurrence.pk).update(**{capacity: number}):
            raise BelowTaken(lock(occurrence).taken(seat))
        promoted = promote(occurrence, now)
        occurrence.refresh_from_db(fields=[*TAKEN.values(), *CAPACITY.values()])
    return promoted
