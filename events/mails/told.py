"""One date as a mail tells a participant about it, with the links that are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from events import links
from events.dates import words
from events.door import Subject, subject_of
from events.enums import Seat
from events.feeds import place_of
from events.line import place_in_line
from events.models import EventPage, Occurrence, Registration
from events.shown import language
from hub.languages import in_own_language


@dataclass(frozen=True)
class DateTold:
    """A date in the active language."""

    occurrence: Occurrence
    subject: Subject

    @property
    def when(self) -> str:
        """Day and hour in full."""
        return words(self.occurrence, language())

    @property
    def page(self) -> EventPage | None:
        """The event as its reader sees it, else as its editors do."""
        return self.subject.page or self.occurrence.page

    @property
    def url(self) -> str:
        """The event's page; empty when readers cannot see it."""
        return settings.PUBLIC_URL + self.subject.url if self.subject.url else ""

    @property
    def register_url(self) -> str:
        """Where one registers for it; empty when readers cannot see it."""
        page = self.subject.page
        if not (page and self.subject.url):
            return ""
        return settings.PUBLIC_URL + in_own_language(reverse("registration", args=[page.pk]))


@dataclass(frozen=True)
class OwnDate(DateTold):
    """A date that somebody is registered for."""

    registration: Registration
    now: datetime

    @property
    def is_online(self) -> bool:
        """Whether they take part online."""
        return self.registration.seat == Seat.ONLINE

    @cached_property
    def place(self) -> int | None:
        """Their place in line, while they wait."""
        return place_in_line(self.registration)

    @property
    def where(self) -> str:
        """The place, for who comes there; else how one takes part."""
        room = "" if self.is_online or not self.page else place_of(self.occurrence, self.page)
        return room or str(self.registration.get_seat_display())

    @property
    def confirm(self) -> str:
        """The link that confirms all dates of the same form."""
        return self._link(links.Purpose.CONFIRM)

    @property
    def cancel(self) -> str:
        """The link to cancel."""
        return self._link(links.Purpose.CANCEL)

    @property
    def change(self) -> str:
        """The link to change."""
        return self._link(links.Purpose.CHANGE)

    @property
    def join(self) -> str:
        """The link into the meeting, for who has a seat online at a date that is held."""
        has_seat = self.registration.has_seat and self.is_online and self.occurrence.is_held
        return self._link(links.Purpose.JOIN) if has_seat else ""

    def _link(self, purpose: links.Purpose) -> str:
        return links.address(self.registration, purpose, self.now)


def told(occurrence: Occurrence, now: datetime) -> DateTold:
    """A date that nobody of the mail's readers need be registered for."""
    return DateTold(occurrence, _subject(occurrence, now))


def own(registration: Registration, now: datetime) -> OwnDate:
    """The date of a registration."""
    date = registration.occurrence
    return OwnDate(date, _subject(date, now), registration, now)


def _subject(occurrence: Occurrence, now: datetime) -> Subject:
    """Read once for all mails about the same date in a language, since some are written while its row is locked."""
    known = occurrence.__dict__.setdefault("_told", {})
    if language() not in known:
        known[language()] = subject_of(occurrence, now)
    return known[language()]
