"""The dates of an event as its earlier versions show them: when, where, and whether it is held. Reads no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from events.dates import words
from events.models.occurrences import Occurrence
from hub.earlier.parts import ROWS, Entry, Line, Part


def dates_part(dates: Iterable[Occurrence], language: str) -> Part:
    """The dates as a list of facts; seats come and go without anything being said anew, so they are not in it.

    Each is known by its lasting name in calendars, so that one that was moved is shown as changed, not as another.
    """
    entries = tuple(Entry(tuple(_lines(one, language)), key=one.uid) for one in dates)
    return Part("dates", _("Dates"), ROWS, entries=entries)


def _lines(one: Occurrence, language: str) -> Iterator[Line]:
    yield Line(words(one, language), _("When"))
    where = [one.place, one.address, str(one.municipality or "")]
    if told := ", ".join(filter(None, where)):
        yield Line(told, _("Where"))
    if not one.is_held:
        yield Line(one.get_status_display(), _("Status"))
