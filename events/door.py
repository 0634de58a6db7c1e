"""What stands at the door of an event or a series: the dates one can register for, and what to do about the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from events.doorway import DoorState, Places
from events.models import EventIndexPage, EventPage, EventSeriesPage, Occurrence
from events.shown import DateShown, language, seats_of

NOT_YET = "not-yet"  # the day itself is not set
NO_DATE = "no-date"


@dataclass(frozen=True)
class Subject:
    """What a date is about, for a reader of the active language.

    Attributes:
        title: The event's, in the reader's language where it is translated.
        language: The title's language.
        url: Where readers find the event; empty when they cannot.
    """

    title: str
    language: str
    url: str = ""
    page: EventPage | None = None


@dataclass(frozen=True)
class DoorDate:
    """One date as its door shows it."""

    shown: DateShown

    @property
    def occurrence(self) -> Occurrence:
        """The date itself."""
        return self.shown.occurrence

    @property
    def number(self) -> str:
        """What the form calls it."""
        return str(self.occurrence.pk)

    @property
    def state(self) -> str:
        """A `DoorState`, or `not-yet` as long as its day is not set."""
        return NOT_YET if self.shown.door.is_open and not self.shown.is_exact else str(self.shown.door.state)

    @property
    def is_open(self) -> bool:
        """Whether the form takes registrations for it."""
        return self.shown.door.is_open and self.shown.is_exact

    @property
    def seats(self) -> list[Places]:
        """The kinds of seats that one can register for."""
        return [places for places in self.shown.door.places if places.accepts]

    @property
    def subject(self) -> Subject:
        """The event, as the page shows it that the date was read with."""
        page = self.occurrence.page
        return _subject(page, page.path_from_root) if page else Subject("", language())


def note_of(places: Places) -> str:
    """That there is no seat of a kind, and how many wait for one; empty when there are seats."""
    return "" if places.left != 0 else seats_of(places)


@dataclass(frozen=True)
class Door:
    """The door of a page: its dates in order.

    Attributes:
        page: The event or series that readers are on.
    """

    page: EventPage | EventSeriesPage
    dates: list[DoorDate] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What the page itself is called."""
        return Subject(self.page.title, self.page.title_language or self.page.language, self.page.path_from_root)

    @property
    def is_series(self) -> bool:
        """Whether its dates have subjects of their own."""
        return isinstance(self.page, EventSeriesPage)

    @property
    def open(self) -> list[DoorDate]:
        """Dates that the form takes registrations for."""
        return [date for date in self.dates if date.is_open]

    @property
    def shut(self) -> list[DoorDate]:
        """The others, with what to do about them; while any is still ahead, those that are over need no word."""
        shut = [date for date in self.dates if not date.is_open]
        ahead = [date for date in shut if date.state != DoorState.PAST]
        return ahead if ahead or self.open else shut[-1:]

    @property
    def state(self) -> str:
        """`open`, the state of its one date that counts, `mixed`, or `no-date`."""
        if self.open:
            return str(DoorState.OPEN)
        return self.shut[0].state if len(self.shut) == 1 else "mixed" if self.shut else NO_DATE

    @property
    def index_url(self) -> str:
        """The list of events in the page's tree."""
        found = EventIndexPage.objects.filter(locale=self.page.locale_id).visible().select_related("locale").first()
        return found.path_from_root if found else ""


def door_of(page: EventPage | EventSeriesPage) -> Door:
    """The door of a page; its dates are read once and shared with what else the page shows of them."""
    return Door(page, [DoorDate(shown) for shown in page.shown_dates])


def page_at(number: int, now: datetime) -> EventPage | EventSeriesPage | None:
    """The visible event or series with a number; None when there is none."""
    found = Page.objects.filter(pk=number).first()
    model = found.specific_class if found else None
    if model not in (EventPage, EventSeriesPage):
        return None
    return model.detail_queryset().visible(now).filter(pk=number).first()


def subject_of(occurrence: Occurrence, now: datetime) -> Subject:
    """What a date is about, also when its page is hidden or gone; a page that is loaded already is not read again."""
    page = occurrence.page
    if page is None:
        return Subject(_("An event that is no longer shown"), language())
    wanted = "en" if language() == "en" else "nb"
    rows = EventPage.objects.order_by().filter(translation_key=page.translation_key).visible(now)
    versions = dict(rows.values_list("locale__language_code", "pk"))
    shown = versions.get(wanted) or versions.get(page.locale.language_code)
    if shown is None:
        return _subject(page, "")
    found = page if shown == page.pk else EventPage.objects.select_related("locale").get(pk=shown)
    return _subject(found, found.path_from_root)


def _subject(page: EventPage, url: str) -> Subject:
    return Subject(page.title, page.title_language or page.language, url, page)
