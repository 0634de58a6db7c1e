"""The forms of participants: to register, to change it, and to ask for the link to one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.door import DoorDate, note_of
from events.doorway import offered
from events.enums import AccessNeed, Seat
from hub.forms import workplaces
from hub.forms.fields import EmailField, NameField, PlainTextField
from hub.forms.limits import Limits, Rate
from hub.forms.public_form import PublicForm

HOUR, TEN_MINUTES = timedelta(hours=1), timedelta(minutes=10)
# A municipality of some hundred may register within minutes from one network address.
LIMITS = Limits("registration", ip=Rate(400, TEN_MINUTES), subject=Rate(1500, TEN_MINUTES), email=Rate(6, HOUR))
MINE_LIMITS = Limits("mine", ip=Rate(60, TEN_MINUTES), email=Rate(3, HOUR))
ONLY_IN_A_ROOM = (AccessNeed.STEP_FREE, AccessNeed.HEARING_LOOP, AccessNeed.COMPANION)


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

    def kinds_of(self, date: DoorDate) -> list:
        """The kinds of seats to choose from at a date."""
        return date.seats

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
                seats.append(SeatBox(f"{bound.auto_id}_{place}", name, str(kind.seat), label, note_of(kind), checked))
        return DateRow(one, f"felt-dates_{number}", key in ticked, one.note, seats, fault)


class PersonForm(PublicForm):
    """Who takes part, as far as it may be changed later."""

    name = NameField()
    workplace = PlainTextField(
        label=gettext_lazy("Workplace"),
        required=False,
        max_length=workplaces.LONGEST,
        help_text=gettext_lazy("Municipality, hospital or other."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": gettext_lazy("Write a shorter name of your workplace.")},
    )

    @property
    def workplace_names(self) -> list[str]:
        """What is suggested as a workplace."""
        return workplaces.options()

    def person(self) -> dict[str, Any]:
        """Name and workplace as the services take them."""
        place = workplaces.find(self.cleaned_data["workplace"])
        return {
            "name": self.cleaned_data["name"],
            "workplace": place.text,
            "municipality": place.municipality,
            "organisation": place.organisation,
        }


class RegistrationForm(DatesMixin, PersonForm):
    """Registering for the dates of an event or a series.

    There is no box of consent: the organiser has a legal basis, which the form names. Only what goes beyond the event
    is asked for, unticked.
    """

    form_name = "registration"
    not_done = gettext_lazy("You are not registered yet.")

    email = EmailField(help_text=gettext_lazy("We send you a link, with which you confirm."))
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Do you need anything to take part?"),
        help_text=gettext_lazy(
            "This is information about health. Only the organiser sees it, and it is deleted the day after the event."
        ),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose among the needs that are shown.")},
    )
    later = forms.BooleanField(label=gettext_lazy("Send me e-mail about later events"), required=False)
    field_order = ["name", "email", "workplace", "needs", "later"]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        dates: Sequence[DoorDate],
        now: datetime,
        request: HttpRequest | None = None,
    ) -> None:
        """Make the form of the dates that are open."""
        initial = {"dates": [one.number for one in dates] if len(dates) == 1 else []}
        super().__init__(data, request=request, now=now, initial=initial)
        self.add_dates(dates)
        if not any(Seat.ROOM in offered(one.occurrence) for one in dates):
            choices = [(value, label) for value, label in AccessNeed.choices if value not in ONLY_IN_A_ROOM]
            self.fields["needs"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """The seats of the ticked dates too."""
        cleaned = super().clean()
        self.clean_seats(self.cleaned_data)
        return cleaned

    @property
    def access_offered(self) -> list[str]:
        """What is offered to all, as the events say it."""
        pages = [one.subject.page for one in self.rows_of]
        return list(dict.fromkeys(page.access_offered for page in pages if page and page.access_offered))

    @property
    def deleted_on(self) -> date:
        """When the name is deleted at the latest, if one takes part in the last of the dates."""
        last = max(one.occurrence.end for one in self.rows_of) - timedelta(microseconds=1)
        return timezone.localdate(last) + timedelta(days=settings.EVENTS_ANONYMISE_DAYS)

    @property
    def days_kept(self) -> int:
        """How long after a date the name is kept."""
        return settings.EVENTS_ANONYMISE_DAYS

    @property
    def several_dates(self) -> bool:
        """Whether the day of deletion depends on what is ticked."""
        return len(self.rows_of) > 1

    @property
    def responsible(self) -> list[str]:
        """The bodies that answer for the personal data: those that organise the dates."""
        owners = [one.occurrence.page and one.occurrence.page.owner_organisation for one in self.rows_of]
        return list(dict.fromkeys(owner.name for owner in owners if owner))


class MineForm(PublicForm):
    """Asks for the link to one's own registrations."""

    form_name = "mine"
    fill_seconds = 1
    not_done = gettext_lazy("No link was sent.")

    email = EmailField(help_text=gettext_lazy("The address that you registered with."))


class ChangeForm(DatesMixin, PersonForm):
    """Changing a registration: who takes part, in which dates of the series, in the room or online."""

    form_name = "change"
    fill_seconds = 1
    not_done = gettext_lazy("Nothing is changed yet.")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        dates: Sequence[DoorDate],
        initial: Mapping[str, Any],
        now: datetime,
        request: HttpRequest | None = None,
    ) -> None:
        """Make the form of the dates that one has or can add."""
        super().__init__(data, request=request, now=now, initial=dict(initial))
        self.add_dates(dates)
        self.fields["dates"].error_messages["required"] = _(
            "Leave at least one date ticked. To take part in none, cancel your registration."
        )

    def clean(self) -> dict[str, Any] | None:
        """The seats of the ticked dates too."""
        cleaned = super().clean()
        self.clean_seats(self.cleaned_data)
        return cleaned

    def kinds_of(self, date: DoorDate) -> list:
        """Full kinds too: one may have a seat there."""
        return list(date.shown.door.places)
