"""What somebody is told about a seat: the same words for the page that answers and for the mail that follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from events.models import Occurrence, Registration


class Outcome(StrEnum):
    """What became of what was asked for, at one date."""

    UNCONFIRMED = "unconfirmed"  # registered; the address must be confirmed by its mail
    SEAT = "seat"  # confirmed, and comes
    WAITING = "waiting"  # confirmed, and in line
    ALREADY = "already"  # the address was registered before; nothing was changed
    FULL = "full"  # the other kind of seat is full; nothing was changed
    REFUSED = "refused"  # the date takes nobody any more; nothing was changed


@dataclass(frozen=True)
class Answer:
    """The outcome at one date; `registration` is None where the date takes nobody.

    A page that anybody can see makes no difference between `unconfirmed` and `already`: only the mail does, since it
    reaches nobody but the owner of the address.
    """

    occurrence: Occurrence
    outcome: Outcome
    registration: Registration | None = None

    @property
    def seat_was_lost(self) -> bool:
        """Whether it was confirmed so late that the seat it held had gone to someone who waited."""
        return self.registration is not None and self.registration.seat_lost_at is not None


@dataclass(frozen=True)
class Submission:
    """What was asked for in one form, date by date: one mail answers it all."""

    id: UUID
    email: str
    name: str
    language: str
    answers: tuple[Answer, ...]

    @property
    def registrations(self) -> list[Registration]:
        """Those of its dates that take somebody, in the order of the dates' numbers."""
        return [answer.registration for answer in self.answers if answer.registration is not None]
