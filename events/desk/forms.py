"""The forms of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.calendar import OSLO
from events.dates import LONGEST_SERIES, Every, WrongTime
from events.desk.coordinates import CoordinatesField
from events.enums import AccessNeed, EventFormat, EventKind, NoticeKind, Precision, RegistrationPolicy, Seat
from events.models import EventPage, Occurrence
from events.planning import Span, span
from hub.forms import workplaces
from hub.forms.fields import EmailField, NameField, PlainTextField
from hub.models import Municipality

# The browser's own pickers: they are a telephone's own too, and nothing lies over the next field when one tabs on.
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput({"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Grouped(forms.Form):
    """A long form in parts.

    Attributes:
        parts: Heading and names of the fields of each.
    """

    parts: Sequence[tuple[str | Promise, Sequence[str]]] = ()

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The parts with their fields, for `fields.html`."""
        return [(str(heading), [self[name] for name in names if name in self.fields]) for heading, names in self.parts]


class TimeForm(forms.Form):
    """When: days and hours as clocks in Norway show them. `span` holds the result."""

    first_day = forms.DateField(label=_("Day"), widget=DAY)
    begins = forms.TimeField(label=_("Begins"), required=False, widget=HOUR)
    ends = forms.TimeField(
        label=_("Ends"), required=False, widget=HOUR, help_text=_("Without times it lasts for whole days.")
    )
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DAY, help_text=_("Only when it lasts for several days.")
    )
    span: Span

    def clean(self) -> dict[str, Any]:
        """The times exist and come in order."""
        data = super().clean() or {}
        if not data.get("first_day") or self.errors:
            return data
        if bool(data.get("begins")) != bool(data.get("ends")):
            raise ValidationError({"ends": gettext("Give both when it begins and when it ends, or neither.")})
        try:
            self.span = span(data["first_day"], data.get("last_day"), data.get("begins"), data.get("ends"))
        except WrongTime as wrong:
            self.add_error("begins" if data.get("begins") else "last_day", wrong)
            return data
        if self.span[1] <= self.span[0]:
            raise ValidationError({"ends": gettext("It ends before it begins.")})
        return data


def time_initial(occurrence: Occurrence) -> dict[str, Any]:
    """The time of a date as the form shows it."""
    start, end = occurrence.start.astimezone(OSLO), occurrence.end.astimezone(OSLO)
    exact = occurrence.precision == Precision.TIME
    last = end.date() if exact else (occurrence.end - occurrence.end.resolution).astimezone(OSLO).date()
    return {
        "first_day": start.date(),
        "last_day": None if last == start.date() else last,
        "begins": start.time() if exact else None,
        "ends": end.time() if exact else None,
    }


class PlaceForm(forms.Form):
    """Where."""

    place = PlainTextField(label=_("Place"), required=False, max_length=160)
    address = PlainTextField(label=_("Address"), required=False, max_length=200)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=Municipality.objects.order_by("name")
    )
    coordinates = CoordinatesField(
        label=_("Coordinates"),
        required=False,
        max_length=60,
        help_text=_("As maps on the web give them, such as 60.38970, 5.33220. A new place needs new ones."),
    )

    def place_fields(self) -> dict[str, Any]:
        """The fields of the date; a new place has other coordinates, or none until somebody gives them."""
        names = ("place", "address", "municipality")
        given, moved = "coordinates" in self.changed_data, {"place", "address"} & set(self.changed_data)
        found = {name: self.cleaned_data[name] for name in names}
        if given or moved:
            pair = (given and self.cleaned_data["coordinates"]) or (None, None)
            found |= dict(zip(("latitude", "longitude"), pair, strict=True))
        return found


class MoveForm(TimeForm, PlaceForm):
    """Another time, another place."""

    note = forms.CharField(
        label=_("Message to those registered"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    field_order = ["first_day", "begins", "ends", "last_day", "place", "address", "municipality", "coordinates", "note"]


class NoteForm(forms.Form):
    """What is said when a date is postponed or cancelled."""

    note = forms.CharField(
        label=_("Message to those registered"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class MessageForm(forms.Form):
    """A message to all."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(one.value, one.label) for one in (NoticeKind.MESSAGE, NoticeKind.RECORDING)],
    )
    subject = PlainTextField(label=_("Subject"), max_length=160)
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea({"rows": 8}))


class SettingsForm(forms.Form):
    """How one registers; what can be changed without telling anybody."""

    policy = forms.ChoiceField(label=_("Registration"), choices=RegistrationPolicy.choices)
    registration_url = forms.URLField(
        label=_("Address of the registration elsewhere"), required=False, max_length=500, assume_scheme="https"
    )
    deadline = forms.DateTimeField(label=_("Register before"), required=False, widget=MOMENT)
    room_capacity = forms.IntegerField(
        label=_("Seats in the room"), required=False, min_value=0, help_text=_("Empty means as many as come.")
    )
    online_capacity = forms.IntegerField(
        label=_("Seats online"), required=False, min_value=0, help_text=_("Empty means as many as come.")
    )
    join_url = forms.URLField(
        label=_("Link to the meeting"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=_("Participants come through the hub’s own link, so it can be changed until the last minute."),
    )

    def clean(self) -> dict[str, Any]:
        """Elsewhere needs an address."""
        data = super().clean() or {}
        if data.get("policy") == RegistrationPolicy.ELSEWHERE and not data.get("registration_url"):
            raise ValidationError({"registration_url": gettext("Give the address where one registers.")})
        return data


class EditDateForm(SettingsForm):
    """The settings of a date that is there."""

    closed = forms.BooleanField(label=_("Closed for registration"), required=False)


class NewDateForm(TimeForm, PlaceForm, SettingsForm, Grouped):
    """A date of an event, or several at regular intervals; the deadline is that of the first."""

    every = forms.ChoiceField(label=_("Repeat"), required=False, choices=[("", _("Once")), *Every.choices])
    count = forms.IntegerField(label=_("Number of dates"), required=False, min_value=1, max_value=LONGEST_SERIES)
    parts = [
        (_("When"), ["first_day", "begins", "ends", "last_day", "every", "count", "pages"]),
        (
            _("Registration and seats"),
            ["policy", "registration_url", "deadline", "online_capacity", "room_capacity", "join_url"],
        ),
        (_("Where"), ["place", "address", "municipality", "coordinates"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].initial = RegistrationPolicy.HERE
        self.fields["deadline"].help_text = _("When it is repeated, each date gets its own, as long before.")

    def clean(self) -> dict[str, Any]:
        """How often and how many times go together."""
        data = super().clean() or {}
        if bool(data.get("every")) != ((data.get("count") or 1) > 1):
            self.add_error("count", gettext("Give both how often it is repeated and how many times, or neither."))
        return data

    def date_fields(self) -> dict[str, Any]:
        """Place and settings of each date."""
        names = ("policy", "registration_url", "deadline", "room_capacity", "online_capacity", "join_url")
        return {**self.place_fields(), **{name: self.cleaned_data[name] for name in names}}


# What the pages of a series have in common.
OF_THE_PAGE = ("kind", "format", "recorded", "access_offered")


class SummaryField(forms.CharField):
    """The lead of a page."""

    def __init__(self) -> None:
        super().__init__(
            label=capfirst(_("summary")),
            required=False,
            max_length=600,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("Two or three sentences: what it is about, and for whom."),
        )


class NewEventForm(NewDateForm):
    """An event from nothing: one draft, a series of drafts, or one page with several dates."""

    title = PlainTextField(label=_("Title"), max_length=200)
    summary = SummaryField()
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    format = forms.ChoiceField(label=pgettext_lazy("events", "Format"), choices=EventFormat.choices)
    recorded = EventPage._meta.get_field("recorded").formfield()
    access_offered = EventPage._meta.get_field("access_offered").formfield()
    pages = forms.ChoiceField(
        label=_("When it is repeated"),
        choices=[
            ("series", _("A series: each date has its own subject and page")),
            ("dates", _("One page: the same content each time")),
        ],
        widget=forms.RadioSelect,
        initial="series",
    )
    parts = [("", ["title", "summary", *OF_THE_PAGE]), *NewDateForm.parts]

    def page_fields(self) -> dict[str, Any]:
        """Of each page that is made."""
        return {name: self.cleaned_data[name] for name in ("title", "summary", *OF_THE_PAGE)}


class CopyForm(forms.Form):
    """On which day the copy takes place."""

    day = forms.DateField(label=_("Day"), widget=DAY)


class AddForm(forms.Form):
    """Somebody who rang."""

    name = NameField(error_messages={"required": _("Write the name.")})
    email = EmailField(required=False, help_text=_("Without one they get no mail and must be rung."))
    workplace = PlainTextField(label=_("Workplace"), required=False, max_length=workplaces.LONGEST)
    seat = forms.ChoiceField(label=_("Takes part"), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label=_("Needs"), required=False, choices=AccessNeed.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["seat"].choices = [(one.value, one.label) for one in seats]  # type: ignore[attr-defined]
        self.fields["seat"].initial = seats[0].value

    def person(self) -> dict[str, Any]:
        """As `events.amendments.add_by_hand` takes it."""
        place = workplaces.find(self.cleaned_data["workplace"])
        names = ("name", "email", "seat", "needs")
        found = {name: self.cleaned_data[name] for name in names}
        return {
            **found,
            "workplace": place.text,
            "municipality": place.municipality,
            "organisation": place.organisation,
        }


class ReasonForm(forms.Form):
    """Why an administrator looks at names."""

    reason = PlainTextField(label=_("Reason"), max_length=300, help_text=_("It is logged with your name."))
