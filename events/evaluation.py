"""What participants thought of a date: three questions, answered by a link that leads to nobody.

An answer has a day and a date, and no more. So that each link is used once, a mark of it is kept until the evaluation
closes: a keyed hash (HMAC-SHA-256) of the registration's number. Whoever lacks the hub's key can compute none; whoever
has it learns that somebody answered, never what: the marks of a date are sorted, in one row, and no answer refers to
one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from events import links
from events.enums import OccurrenceStatus, RegistrationState
from events.models import EvaluationAnswer, EvaluationMarks, Occurrence, Registration
from events.seats import lock

ENOUGH = 5  # fewer answers could be told apart
SCALE = range(1, 6)


class Stage(StrEnum):
    """What a participant's link to the evaluation leads to now."""

    EARLY = "early"  # the date is not over
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    NOT_HELD = "not-held"
    NOT_THERE = "not-there"  # had no seat


@dataclass(frozen=True)
class Summary:
    """What a date's answers say together; with fewer than `ENOUGH`, only how many they are.

    Attributes:
        counts: How many chose each number of the scale.
        will_use, missed: What they wrote, each list sorted for itself, so that no two texts stand together.
    """

    number: int
    counts: dict[int, int]
    will_use: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there are enough to show."""
        return self.number >= ENOUGH

    @property
    def mean(self) -> float | None:
        """The mean of the scale; None when it is not shown."""
        if not self.is_shown:
            return None
        return sum(value * number for value, number in self.counts.items()) / self.number


def stage(registration: Registration, now: datetime) -> Stage:
    """Whether a participant can answer now."""
    occurrence = registration.occurrence
    stages = {
        Stage.NOT_HELD: occurrence.status != OccurrenceStatus.SCHEDULED,
        Stage.NOT_THERE: registration.state != RegistrationState.CONFIRMED or not registration.has_seat,
        Stage.EARLY: not occurrence.is_over(now),
        Stage.CLOSED: now >= closes(occurrence),
    }
    found = next((one for one, holds in stages.items() if holds), None)
    return found or (Stage.ANSWERED if mark_of(registration) in marks_of(occurrence) else Stage.OPEN)


def closes(occurrence: Occurrence) -> datetime:
    """When the evaluation closes: with the last of its links."""
    return links.last_moment(occurrence, links.Purpose.EVALUATE)


def answer(registration: Registration, *, useful: int, will_use: str = "", missed: str = "", now: datetime) -> Stage:
    """Stores an answer if the link can still be used; returns the stage that it found, `open` when it was stored.

    Raises:
        ValueError: `useful` is not on the scale.
    """
    if useful not in SCALE:
        raise ValueError(useful)
    with transaction.atomic():
        registration.occurrence = lock(registration.occurrence)
        found = stage(registration, now)
        if found == Stage.OPEN:
            _mark(registration)
            texts = {"will_use": will_use.strip(), "missed": missed.strip()}
            day = timezone.localdate(now)
            EvaluationAnswer.objects.create(occurrence=registration.occurrence, useful=useful, day=day, **texts)
    return found


def _mark(registration: Registration) -> None:
    row, _ = EvaluationMarks.objects.get_or_create(occurrence=registration.occurrence)
    row.marks = sorted({*row.marks, mark_of(registration)})
    row.save(update_fields=["marks"])


def mark_of(registration: Registration) -> str:
    """The mark of a registration's link: 64 hexadecimal digits."""
    text = f"{registration.occurrence_id}:{registration.pk}"
    return salted_hmac("events.evaluation", text, algorithm="sha256").hexdigest()


def marks_of(occurrence: Occurrence) -> list[str]:
    """The marks of the links that were used."""
    return EvaluationMarks.objects.filter(occurrence=occurrence).values_list("marks", flat=True).first() or []


def forget_marks(now: datetime) -> int:
    """Deletes the marks of evaluations that are closed; returns how many evaluations."""
    rows = EvaluationMarks.objects.select_related("occurrence")
    closed = [row.pk for row in rows if now >= closes(row.occurrence)]
    EvaluationMarks.objects.filter(pk__in=closed).delete()
    return len(closed)


def summary(occurrence: Occurrence) -> Summary:
    """What the answers of one date say."""
    return summary_of([occurrence.pk])


def summary_of(occurrences: Iterable[int]) -> Summary:
    """What the answers of several dates say together, by the dates' numbers."""
    rows = EvaluationAnswer.objects.filter(occurrence__in=list(occurrences))
    answers = list(rows.values_list("useful", "will_use", "missed"))
    if len(answers) < ENOUGH:
        return Summary(len(answers), {})
    values = [useful for useful, _will_use, _missed in answers]
    return Summary(
        number=len(answers),
        counts={value: values.count(value) for value in SCALE},
        will_use=tuple(sorted(filter(None, (text for _useful, text, _missed in answers)), key=str.casefold)),
        missed=tuple(sorted(filter(None, (text for _useful, _will_use, text in answers)), key=str.casefold)),
    )
