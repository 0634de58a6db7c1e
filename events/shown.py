"""A date as a reader meets it: when, whether it holds, whether there are seats, and what can be done next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from events.calendar import OSLO
from events.dates import hours, short_day, words
from events.doorway import DoorState, Doorway, Places
from events.enums import OccurrenceStatus, Precision
from events.models.occurrences import Occurrence
from events.schema_org import written

FEW = 10  # seats left that are counted aloud


class NextStep(StrEnum):
    """What a reader can do about a date."""

    REGISTER = "register"
    WAIT = "wait"
    ELSEWHERE = "elsewhere"
    COME = "come"
    FOLLOW = "follow"  # subscribe, for a new date will come
    ASK = "ask"  # the organiser
    OTHERS = "others"  # see what else is coming
    AFTERWARDS = "afterwards"  # recording, material, or what else is coming


STEPS: Mapping[DoorState, NextStep] = {
    DoorState.OPEN: NextStep.REGISTER,
    DoorState.FULL_WAITING: NextStep.WAIT,
    DoorState.FULL: NextStep.ASK,
    DoorState.CLOSED: NextStep.ASK,
    DoorState.DEADLINE_PASSED: NextStep.ASK,
    DoorState.PAST: NextStep.AFTERWARDS,
    DoorState.CANCELLED: NextStep.OTHERS,
    DoorState.POSTPONED: NextStep.FOLLOW,
    DoorState.ELSEWHERE: NextStep.ELSEWHERE,
    DoorState.INVITATION: NextStep.ASK,
    DoorState.NONE: NextStep.COME,
}
DOORS: Mapping[DoorState, str | Promise] = {
    DoorState.FULL: gettext_lazy("Full"),
    DoorState.CLOSED: gettext_lazy("Registration is closed"),
    DoorState.DEADLINE_PASSED: gettext_lazy("The deadline has passed"),
    DoorState.PAST: gettext_lazy("Is over"),
    DoorState.CANCELLED: pgettext_lazy("occurrence_status", "Cancelled"),
    DoorState.POSTPONED: gettext_lazy("Postponed"),
    DoorState.ELSEWHERE: gettext_lazy("Registration at the organiser’s page"),
    DoorState.INVITATION: gettext_lazy("By invitation"),
    DoorState.NONE: gettext_lazy("No registration"),
}


@dataclass(frozen=True)
class DateShown:
    """One date in words of the active language.

    Attributes:
        door: How it stands with registration.
        now: The moment that this is said.
    """

    occurrence: Occurrence
    door: Doorway
    now: datetime

    # When -------------------------------------------------------------------------------------------------------------
    @property
    def words(self) -> str:
        """In full, as exactly as it is known."""
        return words(self.occurrence, language())

    @property
    def day(self) -> str:
        """Weekday and day, without the year; the year or the month where no more is known."""
        return short_day(self.occurrence, language())

    @property
    def hours(self) -> str:
        """From and to; empty when that is not known."""
        return hours(self.occurrence, language())

    @property
    def machine(self) -> str:
        """The beginning as machines read it (HTML `time`), no more exact than it is known."""
        return written(self.occurrence.start, self.occurrence.precision)

    @property
    def number(self) -> int | None:
        """The day of the month, for the large figure of a list; None when it is not known."""
        return self.local.day if self.is_exact else None

    @property
    def month(self) -> str:
        """What stands below the figure: month and year, or only the year."""
        return f"{self.local.year}" if self.occurrence.precision == Precision.YEAR else date_format(self.local, "F Y")

    @property
    def day_and_hours(self) -> str:
        """«torsdag 09.00–10.00», beside the figure; the days of an event that lasts for several."""
        if not self.is_exact:
            return ""
        if not self.lasts_one_day:
            return self.day
        return " ".join(filter(None, [date_format(self.local, "l"), self.hours])) if self.hours else ""

    @property
    def local(self) -> datetime:
        """The beginning in Norway."""
        return localtime(self.occurrence.start, OSLO)

    @property
    def lasts_one_day(self) -> bool:
        """Whether it ends on the day that it begins."""
        return len({localtime(moment, OSLO).date() for moment in (self.occurrence.start, self.last)}) == 1

    @property
    def last(self) -> datetime:
        """The last moment; of whole days one on the last of them."""
        return self.occurrence.end - datetime.resolution

    @property
    def is_exact(self) -> bool:
        """Whether the day is known, so that a calendar can show it."""
        return Precision(self.occurrence.precision).in_feeds

    # Whether ----------------------------------------------------------------------------------------------------------
    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.occurrence.is_over(self.now)

    @property
    def is_off(self) -> bool:
        """Whether it is cancelled or postponed."""
        return not self.occurrence.is_held

    @property
    def is_for_calendars(self) -> bool:
        """Whether it makes sense to put it into a calendar now."""
        return self.is_exact and not self.is_over and not self.is_off

    @property
    def colour(self) -> str:
        """Of the tag that says what has become of the date."""
        return "danger" if self.occurrence.status == OccurrenceStatus.CANCELLED else "warning"

    @property
    def change(self) -> str:
        """What has become of the date: cancelled, postponed, moved; empty when it stands as it was announced."""
        if self.occurrence.status == OccurrenceStatus.CANCELLED:
            return pgettext("occurrence_status", "Cancelled")
        if self.occurrence.status == OccurrenceStatus.POSTPONED:
            return _("Postponed") if self.is_over else _("Postponed, a new date will come")
        if self.occurrence.moved_from and not self.is_over:
            return _("Moved from %(date)s") % {"date": self.moved_from}
        return ""

    @property
    def moved_from(self) -> str:
        """The day, or the moment, that it was announced for before."""
        if not self.occurrence.moved_from:
            return ""
        exact = self.occurrence.precision == Precision.TIME
        return date_format(localtime(self.occurrence.moved_from, OSLO), "DATETIME_FORMAT" if exact else "DATE_FORMAT")

    # Seats ------------------------------------------------------------------------------------------------------------
    @property
    def seats(self) -> str:
        """Whether there are seats, or why one cannot register here."""
        if not self.door.is_open:
            return str(DOORS[self.door.state])
        if len(self.door.places) == 1:
            return seats_of(self.door.places[0])
        return ". ".join(f"{places.seat.label}: {lower(seats_of(places))}" for places in self.door.places)

    @property
    def seats_in_short(self) -> str:
        """The same for a card."""
        if self.door.state == DoorState.OPEN:
            return _("Free places")
        return _("Full, waiting list") if self.door.state == DoorState.FULL_WAITING else str(DOORS[self.door.state])

    @property
    def deadline(self) -> str:
        """Until when one can register, in words; empty without a deadline of its own."""
        if not self.door.deadline or self.is_over or self.is_off:
            return ""
        return date_format(localtime(self.door.deadline, OSLO), "DATETIME_FORMAT")

    @property
    def next_step(self) -> NextStep:
        """What a reader can do about it."""
        return STEPS[self.door.state]


def seats_of(places: Places) -> str:
    """The seats of one kind, in words."""
    if places.left is None or places.left > FEW:
        return _("Free places")
    if places.left:
        return ngettext("%(count)s free place", "%(count)s free places", places.left) % {"count": places.left}
    if not places.accepts:
        return _("Full")
    if not places.waiting:
        return _("Full. Waiting list")
    text = ngettext(
        "Full. Waiting list, %(count)s ahead of you", "Full. Waiting list, %(count)s ahead of you", places.waiting
    )
    return text % {"count": places.waiting}


def lower(text: str) -> str:
    """Text that goes on in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def language() -> str:
    """The language that is spoken."""
    return get_language() or "nb"
