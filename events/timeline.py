"""Which of an event's dates counts: the next one, else the last; and in which order events stand by it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from events.models.occurrences import Occurrence

COMING, UNDATED, PAST = range(3)


def next_of(dates: Sequence[Occurrence], now: datetime) -> Occurrence | None:
    """The first date to come that is held, else the first to come that is called off; None when all are over."""
    coming = [one for one in dates if not one.is_over(now)]
    return next((one for one in coming if one.is_held), coming[0] if coming else None)


def shown_of(dates: Sequence[Occurrence], now: datetime) -> Occurrence | None:
    """The date that stands for an event in a list: the next, else the last; None without any."""
    return next_of(dates, now) or (dates[-1] if dates else None)


def order(dates: Sequence[Occurrence], now: datetime) -> tuple[int, float]:
    """A key by which what comes soonest goes first, then what has no date yet, then what is over, the latest first."""
    shown = shown_of(dates, now)
    if shown is None:
        return UNDATED, 0
    moment = shown.start.timestamp()
    return (PAST, -moment) if shown.is_over(now) else (COMING, moment)
