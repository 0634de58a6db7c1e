"""Local time in Norway: moments that exist, days in words, and the days of a series. Knows no database and no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from events.calendar import OSLO
from events.enums import Precision

LONGEST_SERIES = 60
DAY = timedelta(days=1)


class WrongTime(ValidationError):
    """A time that no calendar understands; its message tells an organiser why."""


class Dated(Protocol):
    """What has a time: an `Occurrence`, or what is about to become one."""

    precision: str
    start: datetime
    end: datetime


class Every(models.TextChoices):
    """How often a series takes place."""

    WEEK = "week", pgettext_lazy("recurrence", "Every week")
    TWO_WEEKS = "2 weeks", pgettext_lazy("recurrence", "Every second week")
    MONTH = "month", pgettext_lazy("recurrence", "Every month, on the same weekday")


# Moments --------------------------------------------------------------------------------------------------------------
def local_moment(day: date, at: time) -> datetime:
    """The moment when clocks in Norway show a time.

    Raises:
        WrongTime: for an hour that is skipped in spring, or comes twice in autumn. Calendars give three different
            answers for the first and two for the second.
    """
    wanted = datetime.combine(day, at)
    earlier, later = wanted.replace(tzinfo=OSLO, fold=0), wanted.replace(tzinfo=OSLO, fold=1)
    before, after = earlier.utcoffset(), later.utcoffset()
    if before == after:
        return earlier
    shown = {"day": date_format(day, "DATE_FORMAT"), "time": time_format(at, "TIME_FORMAT")}
    if before < after:  # type: ignore[operator]
        text = _("The clock is set forward on %(day)s: %(time)s does not exist that night. Choose another time.")
        raise WrongTime(text % shown, code="skipped")
    text = _("The clock is set back on %(day)s: %(time)s comes twice that night. Choose another time.")
    raise WrongTime(text % shown, code="twice")


def all_day(first: date, last: date) -> tuple[datetime, datetime]:
    """Start and end of whole days: the local midnights before the first and after the last.

    Raises:
        WrongTime: when the last day comes before the first.
    """
    if last < first:
        raise WrongTime(_("The last day comes before the first."), code="order")
    return local_moment(first, time.min), local_moment(last + DAY, time.min)


def as_long_before(deadline: datetime, start: datetime, new_start: datetime) -> datetime:
    """A deadline as many days and hours before a new start as before the old one, by the clocks of Norway.

    Counted by the clock and not by time that passes: noon the day before stays noon although clocks change between.
    """
    distance = start.astimezone(OSLO).replace(tzinfo=None) - deadline.astimezone(OSLO).replace(tzinfo=None)
    return (new_start.astimezone(OSLO).replace(tzinfo=None) - distance).replace(tzinfo=OSLO)


# A series -------------------------------------------------------------------------------------------------------------
def recurrence(first: date, *, every: str, count: int) -> list[date]:
    """The days of a series, the first included.

    Monthly means the same weekday of the month, such as its first Thursday; the fifth is the last one where there are
    but four.

    Raises:
        ValueError: for an unknown rhythm, or a number of days that nobody plans.
    """
    if not 1 <= count <= LONGEST_SERIES:
        raise ValueError(count)
    if Every(every) is Every.MONTH:
        return [_same_weekday(first, months) for months in range(count)]
    weeks = 1 if Every(every) is Every.WEEK else 2
    return [first + timedelta(weeks=weeks * number) for number in range(count)]


def _same_weekday(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    month += 1
    which = (first.day - 1) // 7
    opening, length = monthrange(year, month)
    day = 1 + (first.weekday() - opening) % 7 + which * 7
    return date(year, month, day if day <= length else day - 7)


# In words -------------------------------------------------------------------------------------------------------------
def words(occurrence: Dated, language: str) -> str:
    """When, in full: «torsdag 4. februar 2027 kl. 09.00–10.00», or as exactly as it is known."""
    first, last = _bounds(occurrence)
    with translation.override(language):
        if occurrence.precision == Precision.YEAR:
            return _joined(f"{first.year}", f"{last.year}", "–")
        if occurrence.precision == Precision.MONTH:
            return _joined(date_format(first, "YEAR_MONTH_FORMAT"), date_format(last, "YEAR_MONTH_FORMAT"), " – ")
        if occurrence.precision == Precision.DAY:
            begins = _day(first, year=first.year != last.year or first.date() == last.date())
            return begins if first.date() == last.date() else f"{begins} – {_day(last)}"
        if first.date() == last.date():
            return f"{_moment(first)}–{time_format(last, 'TIME_FORMAT')}"
        return f"{_moment(first)} – {_moment(last)}"


def short_day(occurrence: Dated, language: str) -> str:
    """The day without its year, for a list that names it: «torsdag 4. februar»; less exact dates as in `words`."""
    if occurrence.precision not in (Precision.DAY, Precision.TIME):
        return words(occurrence, language)
    first, last = _bounds(occurrence)
    with translation.override(language):
        return _joined(_day(first, year=False), _day(last, year=False), " – ")


def hours(occurrence: Dated, language: str) -> str:
    """The time of day: «09.00–10.00»; empty for whole days and less exact dates."""
    if occurrence.precision != Precision.TIME:
        return ""
    first, last = _bounds(occurrence)
    with translation.override(language):
        return f"{time_format(first, 'TIME_FORMAT')}–{time_format(last, 'TIME_FORMAT')}"


def _bounds(occurrence: Dated) -> tuple[datetime, datetime]:
    """First and last moment in local time; of whole days the last is on the last day."""
    first, last = occurrence.start.astimezone(OSLO), occurrence.end.astimezone(OSLO)
    return first, last if occurrence.precision == Precision.TIME else last - timedelta(microseconds=1)


def _joined(first: str, last: str, dash: str) -> str:
    return first if first == last else f"{first}{dash}{last}"


def _day(moment: datetime, *, year: bool = True) -> str:
    return f"{date_format(moment, 'l')} {date_format(moment, 'DATE_FORMAT' if year else 'MONTH_DAY_FORMAT')}"


def _moment(moment: datetime) -> str:
    return f"{date_format(moment, 'l')} {date_format(moment, 'DATETIME_FORMAT')}"
