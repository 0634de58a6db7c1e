"""A participant's own registrations, as self-service shows and changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import evaluation, links
from events.amendments import change, change_dates
from events.answers import Answer, Outcome
from events.attendance import Way, way_in
from events.dates import words
from events.door import DoorDate, Subject, door_of, subject_of
from events.enums import RegistrationState, Seat
from events.line import place_in_line
from events.models import EventSeriesPage, Registration
from events.registration import standing
from events.registration_form import ChangeForm
from events.seats import lock

JOINABLE = (Way.EARLY, Way.OPEN, Way.NO_ADDRESS)


@dataclass(frozen=True)
class OwnRow:
    """One registration in the list of one's own."""

    registration: Registration
    subject: Subject
    place: int | None
    is_over: bool
    way: Way
    now: datetime

    @property
    def when(self) -> str:
        """Day and hour in full."""
        return words(self.registration.occurrence, get_language() or "nb")

    @property
    def standing(self) -> str:
        """`unconfirmed`, `seat`, `waiting` or `refused`, which here means cancelled."""
        return str(standing(self.registration).outcome)

    def _path(self, purpose: links.Purpose) -> str:
        return f"{links.PATHS[purpose]}{links.token(self.registration, purpose, self.now)}/"

    @property
    def can_be_changed(self) -> bool:
        """Whether one can still cancel and change."""
        return not self.is_over and self.registration.state != RegistrationState.CANCELLED and self.way != Way.CANCELLED

    @property
    def confirm_path(self) -> str:
        """Where one confirms; empty when that is done."""
        unconfirmed = self.registration.state == RegistrationState.UNCONFIRMED
        return self._path(links.Purpose.CONFIRM) if unconfirmed else ""

    @property
    def cancel_path(self) -> str:
        """Where one cancels."""
        return self._path(links.Purpose.CANCEL)

    @property
    def change_path(self) -> str:
        """Where one changes."""
        return self._path(links.Purpose.CHANGE)

    @property
    def evaluation_path(self) -> str:
        """Where one tells what one thinks of it, while that is open; empty for who has done so."""
        is_open = evaluation.stage(self.registration, self.now) == evaluation.Stage.OPEN
        return self._path(links.Purpose.EVALUATE) if is_open else ""

    @property
    def join_path(self) -> str:
        """Where one joins; empty for who has no seat online."""
        return self._path(links.Purpose.JOIN) if self.way in JOINABLE else ""


def of_the_same(registration: Registration):
    """All registrations of the same address."""
    rows = Registration.objects.filter(email_key=registration.email_key, anonymised_at=None)
    return rows.select_related("occurrence__page__locale", "occurrence__page__owner_organisation")


def own_rows(registration: Registration, now: datetime) -> list[OwnRow]:
    """All registrations of an address, the next date first."""
    rows = of_the_same(registration).order_by("occurrence__start", "pk")
    return [
        OwnRow(one, subject_of(one.occurrence, now), place_in_line(one), one.occurrence.is_behind(now), way, now)
        for one in rows
        for way in (way_in(one, now).way,)
    ]


# Changing -------------------------------------------------------------------------------------------------------------
def change_form(
    registration: Registration, data: Mapping[str, Any] | None, now: datetime, request: HttpRequest
) -> ChangeForm | None:
    """The form of the dates that one has and those that one can add; None when there is nothing left to change."""
    held = {one.occurrence_id: one for one in _held(registration)}
    if registration.occurrence_id not in held or registration.occurrence.is_over(now):
        return None
    dates = [one for one in _family(registration, now) if one.is_open or (one.occurrence.pk in held and _is_ahead(one))]
    if registration.occurrence_id not in {one.occurrence.pk for one in dates}:
        return None
    seats = {f"seat-{key}": one.seat for key, one in held.items()}
    mine = [str(one.occurrence.pk) for one in dates if one.occurrence.pk in held]
    initial = {"name": registration.name, "workplace": registration.workplace, "dates": mine, **seats}
    return ChangeForm(data, dates=dates, initial=initial, now=now, request=request if data is not None else None)


def _held(registration: Registration) -> list[Registration]:
    return list(of_the_same(registration).exclude(state=RegistrationState.CANCELLED))


def _is_ahead(date: DoorDate) -> bool:
    return not date.shown.is_over and not date.shown.is_off


def _family(registration: Registration, now: datetime) -> list[DoorDate]:
    """The dates of the same event, and of the series that it is one of, in the reader's language."""
    page = subject_of(registration.occurrence, now).page
    if page is None:
        return []
    series = EventSeriesPage.objects.parent_of(page).visible(now).first()
    return door_of(series or page).dates


class _NothingChanged(Exception):
    """The kind of seat that was wanted is full, so all that the form asked for is taken back."""


def change_sent_in(registration: Registration, form: ChangeForm, now: datetime) -> Sequence[Answer] | None:
    """Do what the form asks for, all of it or, with an error in the form, nothing: then None."""
    own = {one.occurrence_id: one for one in _held(registration)}
    shown = {one.occurrence.pk: one.occurrence for one in form.rows_of}
    wanted = {one.occurrence.pk: one for one in form.chosen()}
    try:
        with transaction.atomic():
            for key in sorted({*own, *wanted} & set(shown)):  # the order in which all lock dates
                lock(shown[key])
            kept = [_kept(own[key], form, now) for key in sorted(own) if key in wanted]
            drop = [one for key, one in own.items() if key in shown and key not in wanted]
            add = [one.occurrence for key, one in wanted.items() if key not in own]
            for name, value in form.person().items():  # also of one whose own date is dropped
                setattr(registration, name, value)
            added = change_dates(registration, add=add, drop=drop, seat_of=form.seat_of(), now=now)
    except _NothingChanged as full:
        seat, name = str(full).split(":")
        text = _("%(seat)s: full. Nothing is changed; choose the other way, or cancel.") % {"seat": Seat(seat).label}
        form.add_error(name, text)
        return None
    dropped = [Answer(one.occurrence, Outcome.REFUSED, one) for one in drop]
    answers = [*kept, *added, *dropped]
    return sorted(answers, key=lambda answer: (answer.occurrence.start, answer.occurrence.pk))


def _kept(registration: Registration, form: ChangeForm, now: datetime) -> Answer:
    """Take over name, workplace and kind of seat where they differ."""
    new = {**form.person(), "seat": form.seat_of().get(registration.occurrence_id, Seat(registration.seat))}
    if all(getattr(registration, name) == value for name, value in new.items()):
        return standing(registration)
    answer = change(registration, **new, now=now)
    if answer.outcome == Outcome.FULL:
        raise _NothingChanged(f"{new['seat']}:seat-{registration.occurrence_id}")
    return answer
