"""What went to whom: the mails of a purpose and what became of each, without the addresses.

A mail's row tells it for 30 days after delivery, or until its purpose is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import pgettext_lazy

from hub.jobs import claims
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue, fingerprint
from hub.mail.delivery import deliver
from hub.mail.models import OutgoingMail


class Fate(models.TextChoices):
    """What became of a mail."""

    SENT = "sent", pgettext_lazy("mail", "Sent")
    WAITING = "waiting", pgettext_lazy("mail", "On its way")
    REFUSED = "refused", pgettext_lazy("mail", "Refused by the mail server")
    GIVEN_UP = "given-up", pgettext_lazy("mail", "Given up after many attempts")


@dataclass(frozen=True)
class Told:
    """One mail; `failure` says why it was refused."""

    purpose: str
    kind: str
    composed_at: datetime
    sent_at: datetime | None
    fate: Fate
    failure: str


def told(purposes: Iterable[str], kinds: Iterable[str] = ()) -> list[Told]:
    """The mails of some purposes, of all kinds or of some, the first composed first."""
    rows = list(_rows(purposes, kinds).order_by("created_at", "pk"))
    dead = _in_state(rows, [JobState.DEAD])
    return [Told(row.purpose, row.kind, row.created_at, row.sent_at, _fate(row, dead), row.failure) for row in rows]


def try_again(purposes: Iterable[str], now: datetime, kinds: Iterable[str] = ()) -> int:
    """Gives mail that was refused or given up another try, as it was written; returns how many mails."""
    with transaction.atomic():
        rows = list(_rows(purposes, kinds).filter(sent_at=None))
        stuck = _in_state(rows, [JobState.DEAD])
        moving = _in_state(rows, [JobState.WAITING, JobState.RUNNING])
        again = [row for row in rows if row.pk not in moving and (row.failed_at or row.pk in stuck)]
        OutgoingMail.objects.filter(pk__in=[row.pk for row in again]).update(failed_at=None, failure="")
        claims.retry(Job.objects.filter(fingerprint__in=[_job(row) for row in again]), now)
        for row in again:
            if row.pk not in stuck:  # its job is no longer kept
                enqueue(deliver, row.pk)
    return len(again)


def _rows(purposes: Iterable[str], kinds: Iterable[str]) -> models.QuerySet[OutgoingMail]:
    rows = OutgoingMail.objects.filter(purpose__in=list(purposes)).defer("content", "recipient")
    wanted = list(kinds)
    return rows.filter(kind__in=wanted) if wanted else rows


def _fate(row: OutgoingMail, dead: set[int]) -> Fate:
    if row.sent_at:
        return Fate.SENT
    if row.failed_at:
        return Fate.REFUSED
    return Fate.GIVEN_UP if row.pk in dead else Fate.WAITING


def _job(row: OutgoingMail) -> str:
    return fingerprint(deliver.name, [row.pk], {})


def _in_state(rows: Iterable[OutgoingMail], states: list[JobState]) -> set[int]:
    """The keys of those rows whose delivery is in one of the states."""
    keys = {_job(row): row.pk for row in rows if row.sent_at is None}
    found = Job.objects.filter(fingerprint__in=list(keys), state__in=states).values_list("fingerprint", flat=True)
    return {keys[mark] for mark in found}
