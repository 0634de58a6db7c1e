"""Registering for dates, confirming and cancelling; `events.amendments` has what can be changed in between.

Every function is one transaction with the mail that it causes. A registration begins unconfirmed and holds a seat when
one is free and nobody waits; `events.lapsing` takes it back when it is held too long and somebody waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from events import mails
from events.answers import Answer, Outcome, Submission
from events.doorway import DoorState, Doorway, doorways, offered, state_of
from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.line import end_of_line, place_in_line
from events.models import AccessNeeds, LaterInterest, Occurrence, Registration
from events.seats import claim_in_turn, held, move_up, release
from hub.models import Municipality, Organisation

__all__ = [
    "Answer",
    "DoorState",
    "Doorway",
    "Outcome",
    "Submission",
    "cancel",
    "confirm",
    "place_in_line",
    "register",
    "state_of",
]


def register(
    occurrences: Iterable[Occurrence],
    *,
    name: str,
    email: str,
    seat_of: Mapping[int, Seat | str],
    municipality: Municipality | None = None,
    organisation: Organisation | None = None,
    workplace: str = "",
    language: str = "nb",
    later: bool = False,
    needs: Sequence[str] = (),
    now: datetime,
) -> Submission:
    """Registers an address for the dates that were ticked, each decided alone, with one answering mail.

    `seat_of` gives the kind of seat by the number of the date; a date with one kind needs none. An address that is
    registered for a date already changes nothing there. Whether a date takes somebody is the same for every address.

    Raises:
        ValueError: a date has no seats of that kind, or several and none is chosen.
    """
    fields: dict[str, Any] = {
        "submission": uuid4(),
        "name": name.strip(),
        "email": email.strip(),
        "municipality": municipality,
        "organisation": organisation,
        "workplace": workplace.strip(),
        "language": language,
        "wants_later": later,
    }
    acts = _prepared(occurrences, seat_of, fields, needs, now)
    with transaction.atomic():
        answers = tuple(act() for act in acts)
        told = Submission(fields["submission"], fields["email"], fields["name"], language, answers)
        mails.answer(told)
    return told


def _prepared(
    occurrences: Iterable[Occurrence],
    seat_of: Mapping[int, Seat | str],
    fields: dict[str, Any],
    needs: Sequence[str],
    now: datetime,
) -> list[Callable[[], Answer]]:
    """What is to be done at each date, in the order in which all lock dates; all that can be is read here, unlocked."""
    chosen = Occurrence.objects.select_related("page__owner_organisation", "page__locale").order_by("pk")
    dates = list(chosen.filter(pk__in=[one.pk for one in occurrences]))
    doors, known = doorways(dates, now), known_at(dates, fields["email"])
    acts: list[Callable[[], Answer]] = []
    for date in dates:
        seat = kind_of_seat(date, seat_of.get(date.pk))
        if doors[date.pk].accepts(seat):
            acts.append(partial(_registered, date, known.get(date.pk), {**fields, "seat": seat}, needs, now))
        else:
            acts.append(partial(Answer, date, Outcome.REFUSED))
    return acts


def kind_of_seat(occurrence: Occurrence, wanted: Seat | str | None) -> Seat:
    """The wanted kind, or the only one that a date has.

    Raises:
        ValueError: it has no such seats, or several kinds and none is wanted.
    """
    kinds = offered(occurrence)
    seat = Seat(wanted) if wanted else kinds[0]
    if seat not in kinds or (not wanted and len(kinds) > 1):
        raise ValueError(f"Date {occurrence.pk} has {', '.join(kinds)}.")
    return seat


def _registered(
    occurrence: Occurrence, known: Registration | None, fields: dict[str, Any], needs: Sequence[str], now: datetime
) -> Answer:
    def make() -> Registration:
        has_seat = claim_in_turn(occurrence.pk, fields["seat"])
        return made(occurrence, fields, needs, now, has_seat=has_seat)

    registration, is_new = (known, False) if known else made_once(occurrence, fields["email"], make)
    return Answer(occurrence, Outcome.UNCONFIRMED if is_new else Outcome.ALREADY, registration)


def known_at(occurrences: Iterable[Occurrence], email: str) -> dict[int, Registration]:
    """The registrations of an address at some dates, by the number of the date; those that were cancelled are none."""
    if not email:
        return {}
    dates = {occurrence.pk: occurrence for occurrence in occurrences}
    own = Registration.objects.filter(occurrence__in=dates, email_key=Registration.key_of(email))
    found = {one.occurrence_id: one for one in own.exclude(state=RegistrationState.CANCELLED)}
    for key, registration in found.items():
        registration.occurrence = dates[key]
    return found


def made_once(occurrence: Occurrence, email: str, make: Callable[[], Registration]) -> tuple[Registration, bool]:
    """What `make` makes, and that it is new; if the same address was registered at the same moment, that instead."""
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        found = known_at([occurrence], email).get(occurrence.pk)
        if found is None:
            raise
        return found, False


def made(
    occurrence: Occurrence, fields: dict[str, Any], needs: Sequence[str], now: datetime, **more: Any
) -> Registration:
    """A new row with what a participant needs; without an address, its key is nobody's."""
    key = Registration.key_of(fields["email"]) or f"none:{uuid4().hex}"
    times = {"queued_at": now, "created_at": now}
    registration = Registration.objects.create(occurrence=occurrence, email_key=key, **{**times, **fields, **more})
    if needs:
        AccessNeeds.objects.create(registration=registration, needs=list(needs))
    return registration


def confirm(registration: Registration, now: datetime) -> Answer:
    """The address is right: takes the seat it holds, else what is free now, else a place at the end of the line.

    To confirm again changes nothing and gives the present standing. Refused when it was cancelled, or the date was or
    is over. `registration` is brought up to date.
    """
    with transaction.atomic():
        occurrence = held(registration)
        if registration.state != RegistrationState.UNCONFIRMED:
            return standing(registration)
        if is_gone(occurrence, now):
            return Answer(occurrence, Outcome.REFUSED, registration)
        registration.has_seat = registration.has_seat or claim_in_turn(occurrence.pk, registration.seat)
        if not registration.has_seat:
            registration.queued_at = end_of_line(occurrence.pk, registration.seat, now)
        registration.state, registration.confirmed_at = RegistrationState.CONFIRMED, now
        _remember_interest(registration, now)
        registration.save(update_fields=["state", "has_seat", "queued_at", "confirmed_at", "wants_later"])
        mails.confirmation(registration)
    return standing(registration)


def is_gone(occurrence: Occurrence, now: datetime) -> bool:
    """Whether it is too late to take part."""
    return occurrence.status == OccurrenceStatus.CANCELLED or occurrence.is_over(now)


def standing(registration: Registration) -> Answer:
    """How a registration stands; one that was cancelled is refused."""
    outcome = Outcome.REFUSED
    if registration.state == RegistrationState.UNCONFIRMED:
        outcome = Outcome.UNCONFIRMED
    elif registration.state == RegistrationState.CONFIRMED:
        outcome = Outcome.SEAT if registration.has_seat else Outcome.WAITING
    return Answer(registration.occurrence, outcome, registration)


def _remember_interest(registration: Registration, now: datetime) -> None:
    page = registration.occurrence.page
    if registration.wants_later and page and page.owner_organisation_id:
        LaterInterest.objects.get_or_create(
            organisation_id=page.owner_organisation_id,
            email_key=registration.email_key,
            defaults={"email": registration.email, "language": registration.language, "created_at": now},
        )
    registration.wants_later = False


def cancel(registration: Registration, now: datetime) -> list[Registration]:
    """Takes somebody out, voids the links they had, and seats the first in line; returns who got a seat.

    To cancel again, or after the date, changes nothing. `registration` is brought up to date.
    """
    with transaction.atomic():
        occurrence = held(registration)
        if registration.state == RegistrationState.CANCELLED or occurrence.is_behind(now):
            return []
        was_confirmed = registration.state == RegistrationState.CONFIRMED
        had_seat = registration.has_seat
        if had_seat:
            release(occurrence.pk, registration.seat)
        registration.state, registration.has_seat = RegistrationState.CANCELLED, False
        registration.cancelled_at, registration.wants_later = now, False
        registration.version += 1
        registration.save(update_fields=["state", "has_seat", "cancelled_at", "wants_later", "version"])
        AccessNeeds.objects.filter(registration=registration).delete()
        if was_confirmed:
            mails.cancelled(registration, had_seat=had_seat)
        return move_up(occurrence, now)
