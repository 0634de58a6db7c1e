"""The programme of an event, by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.shown import DateShown

if TYPE_CHECKING:
    from events.models.rows import Session


@dataclass(frozen=True)
class Day:
    """One day of the programme; its heading is empty when there is only one."""

    heading: str
    sessions: list[Session]


def programme(sessions: Iterable[Session], dates: Sequence[DateShown]) -> list[Day]:
    """The days of a programme; they have their dates when the event takes place once, on days that are known."""
    by_day: dict[int, list[Session]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    if len(by_day) < 2:
        return [Day("", found) for found in by_day.values()]
    only = dates[0] if len(dates) == 1 and dates[0].is_exact else None
    return [Day(heading(number, only), by_day[number]) for number in sorted(by_day)]


def heading(number: int, only: DateShown | None) -> str:
    """«Onsdag 1. juni», or «Dag 1»."""
    if only is None:
        return _("Day %(number)s") % {"number": number}
    day = only.local + timedelta(days=number - 1)
    text = f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"
    return text[:1].upper() + text[1:]


def same_each_time(programmes: Iterable[Sequence[Session]]) -> list[Session]:
    """The programme that all events of a series have, as far as times and titles go; empty when they differ."""
    found = [list(sessions) for sessions in programmes]
    told = {tuple((row.day, row.begins, row.title) for row in sessions) for sessions in found}
    return found[0] if len(told) == 1 else []
