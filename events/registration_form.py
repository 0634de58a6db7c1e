"""The forms of participants: to register, to change it, and to ask for the link to one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import purposes
from events.date_boxes import DatesMixin
from events.door import DoorDate
from events.doorway import Places, offered
from events.enums import AccessNeed, Seat
from events.purposes import Privacy, privacy_of
from hub.forms import workplaces
from hub.forms.fields import EmailField, NameField, PlainTextField
from hub.forms.limits import Limits, Rate
from hub.forms.public_form import PublicForm

HOUR, TEN_MINUTES = timedelta(hours=1), timedelta(minutes=10)
# A municipality of some hundred may register within minutes from one network address.
LIMITS = Limits("registration", ip=Rate(400, TEN_MINUTES), subject=Rate(1500, TEN_MINUTES), email=Rate(6, HOUR))
MINE_LIMITS = Limits("mine", ip=Rate(60, TEN_MINUTES), email=Rate(3, HOUR))
ONLY_IN_A_ROOM = (AccessNeed.STEP_FREE, AccessNeed.HEARING_LOOP, AccessNeed.COMPANION)


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
        help_text=purposes.NEEDS,
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
    def access_offered(self) -> dict[str, str]:
        """What is offered to all, as the events say it, with the language that they say it in."""
        pages = [one.subject.page for one in self.rows_of]
        return {page.access_offered: page.language for page in pages if page and page.access_offered}

    @property
    def privacy(self) -> Privacy:
        """What is said of what is written here."""
        return privacy_of([one.occurrence for one in self.rows_of])


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

    def kinds_of(self, date: DoorDate) -> list[Places]:
        """Full kinds too: one may have a seat there."""
        return list(date.shown.door.places)

    def note_of(self, date: DoorDate, kind: Places) -> str:
        """Nothing of the seat, or the place in line, that one has."""
        own = date.number in self.initial["dates"] and self.initial.get(self.seat_name(date)) == kind.seat
        return "" if own else super().note_of(date, kind)
