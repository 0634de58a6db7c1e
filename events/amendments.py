"""What can be changed after somebody has registered, by themselves or by the organiser's hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from events import mails
from events.answers import Answer, Outcome
from events.doorway import doorways, offered
from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.line import end_of_line
from events.models import Occurrence, Registration
from events.registration import cancel, confirm, is_gone, kind_of_seat, known_at, made, made_once, standing
from events.seats import claim_in_turn, held, lock, move_up, release
from hub.models import Municipality, Organisation


def change(
    registration: Registration,
    *,
    name: str,
    seat: Seat | str,
    municipality: Municipality | None = None,
    organisation: Organisation | None = None,
    workplace: str = "",
    now: datetime,
) -> Answer:
    """Takes over the whole of the participant's form; the other kind of seat is claimed before the old is given back.

    Where that kind is full, or others wait for it, nothing at all is changed: outcome `full`. Refused when it was
    cancelled or the date is over. `registration` is brought up to date.

    Raises:
        ValueError: the date has no seats of that kind.
    """
    with transaction.atomic():
        occurrence = held(registration)
        if registration.state == RegistrationState.CANCELLED or is_gone(occurrence, now):
            return Answer(occurrence, Outcome.REFUSED, registration)
        if seat != registration.seat and not _moved(registration, kind_of_seat(occurrence, seat)):
            return Answer(occurrence, Outcome.FULL, registration)
        new = {"name": name.strip(), "workplace": workplace.strip()}
        for field, value in {**new, "municipality": municipality, "organisation": organisation}.items():
            setattr(registration, field, value)
        registration.save(update_fields=["name", "workplace", "municipality", "organisation", "seat", "has_seat"])
        if registration.state == RegistrationState.CONFIRMED:
            mails.changed(registration)
        move_up(occurrence, now)
    return standing(registration)


def _moved(registration: Registration, wanted: Seat) -> bool:
    if not claim_in_turn(registration.occurrence_id, wanted):
        return False
    if registration.has_seat:
        release(registration.occurrence_id, registration.seat)
    registration.seat, registration.has_seat = wanted, True
    return True


def change_dates(
    registration: Registration,
    *,
    add: Iterable[Occurrence] = (),
    drop: Sequence[Registration] = (),
    seat_of: Mapping[int, Seat | str] | None = None,
    now: datetime,
) -> list[Answer]:
    """Takes the same person out of some dates and into others, each decided alone, each with its own mail.

    The link to change came by mail, so the address is known to be theirs: a new date is confirmed at once, with a seat
    or a place in line. It has the kind of seat that `seat_of` gives by the number of the date, else that of the
    registration where the date has it. A dropped date has no answer.

    Raises:
        ValueError: a registration to drop is somebody else's.
    """
    if any(one.email_key != registration.email_key for one in drop):
        raise ValueError("Only one's own registrations can be dropped.")
    with transaction.atomic():
        chosen = Occurrence.objects.select_related("page__owner_organisation").filter(pk__in=[one.pk for one in add])
        dates: dict[int, Occurrence] = {one.pk: one for one in chosen}
        doors = doorways(dates.values(), now)
        dropped = {one.occurrence_id: one for one in drop}
        answers = []
        for key in sorted({*dates, *dropped}):  # the order in which all lock dates
            if key in dropped:
                cancel(dropped[key], now)
                continue
            kinds = offered(dates[key])
            wanted = (seat_of or {}).get(key, registration.seat)
            seat = Seat(wanted) if wanted in kinds else kinds[0]
            if doors[key].accepts(seat):
                answers.append(_entered(dates[key], {**_same_person(registration), "seat": seat}, (), now))
            else:
                answers.append(Answer(dates[key], Outcome.REFUSED))
    return answers


def _same_person(registration: Registration) -> dict[str, Any]:
    fields = ("submission", "name", "email", "municipality", "organisation", "workplace", "language")
    return {field: getattr(registration, field) for field in fields}


def add_by_hand(
    occurrence: Occurrence,
    *,
    name: str,
    email: str = "",
    seat: Seat | str | None = None,
    municipality: Municipality | None = None,
    organisation: Organisation | None = None,
    workplace: str = "",
    language: str = "nb",
    needs: Sequence[str] = (),
    now: datetime,
) -> Answer:
    """The organiser adds somebody who rang: confirmed at once, with a seat or at the end of the line.

    Neither the deadline nor the end of the date stands in the way, only that it was cancelled. An address that was not
    confirmed yet is confirmed by it. Who has no address gets no mail.

    Raises:
        ValueError: the date has no seats of that kind, or several and none is chosen.
    """
    with transaction.atomic():
        current = lock(occurrence)
        if current.status == OccurrenceStatus.CANCELLED:
            return Answer(current, Outcome.REFUSED)
        fields = {
            "submission": uuid4(),
            "name": name.strip(),
            "email": email.strip(),
            "seat": kind_of_seat(current, seat),
            "municipality": municipality,
            "organisation": organisation,
            "workplace": workplace.strip(),
            "language": language,
        }
        return _entered(current, fields, needs, now)


def _entered(occurrence: Occurrence, fields: dict[str, Any], needs: Sequence[str], now: datetime) -> Answer:
    """Into a date without a mail to confirm."""
    current = lock(occurrence)

    def make() -> Registration:
        seat = fields["seat"]
        has_seat = claim_in_turn(current.pk, seat)
        queued_at = now if has_seat else end_of_line(current.pk, seat, now)
        standing = {"state": RegistrationState.CONFIRMED, "has_seat": has_seat}
        return made(current, fields, needs, now, **standing, queued_at=queued_at, confirmed_at=now)

    known = known_at([current], fields["email"]).get(current.pk)
    registration, is_new = (known, False) if known else made_once(current, fields["email"], make)
    if not is_new and registration.state == RegistrationState.UNCONFIRMED:
        return confirm(registration, now)
    if is_new and not current.is_over(now):
        mails.confirmation(registration)
    return standing(registration) if is_new else Answer(current, Outcome.ALREADY, registration)
