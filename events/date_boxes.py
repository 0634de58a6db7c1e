"""Dates to tick in a form, each with the choice of room or online where it has both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.door import DoorDate, note_of
from events.doorway import Places, offered
from events.enums import Seat


@dataclass(frozen=True)
class SeatBox:
    """One way to take part in a date that has several."""

    id: str
    name: str
    value: str
    label: str
    note: str
    checked: bool


@dataclass(frozen=True)
class DateRow:
    """One date in the form, with its boxes.

    Attributes:
        note: That it is full, with how many wait.
        fault: What is to be mended at its seats.
    """

    date: DoorDate
    id: str
    checked: bool
    note: str
    seats: list[SeatBox]
    fault: str


class DatesMixin(forms.Form):
    """Dates to tick, each with the choice of room or online where it has both."""

    rows_of: Sequence[DoorDate] = ()

    def add_dates(self, dates: Iterable[DoorDate]) -> None:
        """Make the fields: `dates`, and `seat-<number>` where there is a choice."""
        self.rows_of = list(dates)
        choices = [(one.number, one.shown.day) for one in self.rows_of]
        messages = {
            "required": gettext_lazy("Choose at least one date."),
            "invalid_choice": gettext_lazy("Choose among the dates that are shown."),
            "invalid_list": gettext_lazy("Choose among the dates that are shown."),
        }
        first: dict[str, forms.Field] = {
            "dates": forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=messages
            )
        }
        for one in self.rows_of:
            if len(offered(one.occurrence)) > 1:
                kinds = [(str(places.seat), str(places.seat.label)) for places in self.kinds_of(one)]
                first[self.seat_name(one)] = forms.ChoiceField(
                    choices=kinds,
                    required=False,
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": gettext_lazy("Choose among the ways to take part.")},
                )
        self.fields = {**first, **self.fields}

    def kinds_of(self, date: DoorDate) -> list[Places]:
        """The kinds of seats to choose from at a date."""
        return date.seats

    def note_of(self, date: DoorDate, kind: Places) -> str:
        """That a kind of seat is full, and how many wait."""
        return note_of(kind)

    @staticmethod
    def seat_name(date: DoorDate) -> str:
        """The name of the field of a date's seats."""
        return f"seat-{date.number}"

    def chosen(self) -> list[DoorDate]:
        """The dates that were ticked, of a form that is right."""
        ticked = set(self.cleaned_data["dates"])
        return [one for one in self.rows_of if one.number in ticked]

    def seat_of(self) -> dict[int, Seat]:
        """The kind of seat by the number of the date, for the ticked dates with a choice."""
        names = {one.occurrence.pk: self.seat_name(one) for one in self.chosen()}
        return {pk: Seat(self.cleaned_data[name]) for pk, name in names.items() if self.cleaned_data.get(name)}

    def clean_seats(self, cleaned: Mapping[str, Any]) -> None:
        """A ticked date with a choice needs one."""
        ticked = set(cleaned.get("dates") or ())
        for one in self.rows_of:
            name = self.seat_name(one)
            asked = one.number in ticked and name in self.fields
            if asked and name not in self.errors and not cleaned.get(name):
                text = _("Choose how you will take part: %(day)s.") % {"day": one.shown.day}
                self.add_error(name, ValidationError(text, code="seat"))

    def date_rows(self) -> list[DateRow]:
        """The dates as the form shows them."""
        ticked = {str(value) for value in self["dates"].value() or ()}
        return [self._row(one, number, ticked) for number, one in enumerate(self.rows_of)]

    def _row(self, one: DoorDate, number: int, ticked: set[str]) -> DateRow:
        key, name = one.number, self.seat_name(one)
        seats, fault = [], ""
        if name in self.fields:
            bound = self[name]
            fault = str(self.errors[name][0]) if name in self.errors else ""
            wanted = bound.value()
            for place, kind in enumerate(self.kinds_of(one)):
                label, checked = str(kind.seat.label), str(kind.seat) == wanted
                seats.append(
                    SeatBox(f"{bound.auto_id}_{place}", name, str(kind.seat), label, self.note_of(one, kind), checked)
                )
        kinds = self.kinds_of(one)
        note = self.note_of(one, kinds[0]) if len(kinds) == 1 and not seats else ""
        return DateRow(one, f"felt-dates_{number}", key in ticked, note, seats, fault)
