"""What an organiser does to a date that people have registered for: move, postpone, revive, cancel, tell them.

Each is one transaction of the change, its notice, the calendar entry with a higher sequence, and the job that mails
everybody. Nobody loses a seat or a place in line by it; who cannot come declines by the link in the mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events import mails
from events.dates import as_long_before
from events.enums import NoticeKind, OccurrenceStatus, Precision, RegistrationState
from events.models import Notice, Occurrence, Registration
from events.seats import lock, move_up
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.models import User

PLACE = ("place", "address", "municipality", "latitude", "longitude")


class CannotChange(Exception):
    """A change that a date cannot take; its text tells the organiser why."""


# What can happen to a date --------------------------------------------------------------------------------------------
def move(
    occurrence: Occurrence,
    start: datetime,
    end: datetime,
    *,
    precision: str = Precision.TIME,
    place: Mapping[str, Any] | None = None,
    by: User | None,
    note: str = "",
    now: datetime,
) -> Notice:
    """Another time, another place or both; the deadline moves along.

    Args:
        place: Some of the fields in `PLACE`; what is left out stays.

    Raises:
        CannotChange: it does not hold, it is over, or it would be over.
    """
    with transaction.atomic():
        current = _held(occurrence, now)
        if current.status != OccurrenceStatus.SCHEDULED:
            raise CannotChange(_("Only a date that will be held can be moved."))
        fields = _at(current, start, end, precision, now) | _place(place)
        return _changed(current, NoticeKind.MOVED, fields, by, note, now)


def postpone(occurrence: Occurrence, *, by: User | None, note: str = "", now: datetime) -> Notice:
    """Off for now, without a new date; calendars show it as cancelled, titled so, until it is revived.

    Raises:
        CannotChange: it does not hold, or it is over.
    """
    with transaction.atomic():
        current = _held(occurrence, now)
        if current.status != OccurrenceStatus.SCHEDULED:
            raise CannotChange(_("Only a date that will be held can be postponed."))
        fields = {"status": OccurrenceStatus.POSTPONED, "cancelled_at": now}
        return _changed(current, NoticeKind.POSTPONED, fields, by, note, now)


def revive(
    occurrence: Occurrence,
    start: datetime,
    end: datetime,
    *,
    precision: str = Precision.TIME,
    place: Mapping[str, Any] | None = None,
    by: User | None,
    note: str = "",
    now: datetime,
) -> Notice:
    """The new date of one that was postponed, under the same UID; everybody keeps seat and place.

    Raises:
        CannotChange: it was not postponed, or the new date is over already.
    """
    with transaction.atomic():
        current = lock(occurrence)
        if current.status != OccurrenceStatus.POSTPONED:
            raise CannotChange(_("Only a date that was postponed gets a new date."))
        fields = _at(current, start, end, precision, now) | _place(place)
        fields |= {"status": OccurrenceStatus.SCHEDULED, "cancelled_at": None}
        return _changed(current, NoticeKind.MOVED, fields, by, note, now)


def cancel(occurrence: Occurrence, *, by: User | None, note: str = "", now: datetime) -> Notice:
    """Called off for good. The entry stays in the feeds for a while, also when the page is deleted.

    Raises:
        CannotChange: it is cancelled already, or it is over.
    """
    with transaction.atomic():
        current = lock(occurrence)
        if current.status == OccurrenceStatus.CANCELLED:
            raise CannotChange(_("It is cancelled already."))
        if current.status == OccurrenceStatus.SCHEDULED:
            _refuse_past(current.end, now)
        fields = {"status": OccurrenceStatus.CANCELLED, "cancelled_at": now}
        return _changed(current, NoticeKind.CANCELLED, fields, by, note, now)


def message(
    occurrence: Occurrence,
    *,
    kind: str = NoticeKind.MESSAGE,
    subject: str,
    text: str,
    by: User | None,
    now: datetime,
) -> Notice:
    """Something to know, which changes nothing; afterwards also that the recording is there."""
    with transaction.atomic():
        return _told(lock(occurrence), kind, by, now, subject=subject, text=text)


def _held(occurrence: Occurrence, now: datetime) -> Occurrence:
    current = lock(occurrence)
    _refuse_past(current.end, now)
    return current


def _refuse_past(end: datetime, now: datetime) -> None:
    if end <= now:
        raise CannotChange(_("It is over."))


def _at(current: Occurrence, start: datetime, end: datetime, precision: str, now: datetime) -> dict[str, Any]:
    if end <= now:
        raise CannotChange(_("The new time is over already."))
    fields: dict[str, Any] = {"start": start, "end": end, "precision": precision}
    if start != current.start:
        fields["moved_from"] = current.start
        if current.deadline:
            fields["deadline"] = as_long_before(current.deadline, current.start, start)
    return fields


def _place(place: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: place[name] for name in PLACE if name in place} if place else {}


def _changed(
    current: Occurrence, kind: NoticeKind, fields: Mapping[str, Any], by: User | None, note: str, now: datetime
) -> Notice:
    """Write the locked row, which renews its calendar entry, move the line, and tell everybody."""
    for name, value in fields.items():
        setattr(current, name, value)
    current.sequence += 1
    current.modified_at = now
    current.save(update_fields=sorted({"sequence", "modified_at", *fields}))
    notice = _told(current, kind, by, now, text=note)
    move_up(current, now)  # a line that had stopped before the old time may move again
    return notice


# Who is told ----------------------------------------------------------------------------------------------------------
def recipients(occurrence: Occurrence) -> QuerySet[Registration]:
    """Who comes and who waits, as far as they have an address."""
    taking_part = Q(state=RegistrationState.CONFIRMED, anonymised_at=None)
    return Registration.objects.filter(taking_part, occurrence=occurrence).exclude(email="").order_by("queued_at", "pk")


def without_address(occurrence: Occurrence) -> QuerySet[Registration]:
    """Who comes or waits and must be told by telephone."""
    rows = Registration.objects.filter(occurrence=occurrence, state=RegistrationState.CONFIRMED, email="")
    return rows.filter(anonymised_at=None)


def _told(
    current: Occurrence, kind: NoticeKind | str, by: User | None, now: datetime, *, subject: str = "", text: str = ""
) -> Notice:
    notice = Notice.objects.create(
        occurrence=current,
        kind=kind,
        subject=subject.strip(),
        text=text.strip(),
        sequence=current.sequence,
        sent_by=by,
        created_at=now,
        recipients=recipients(current).count(),
    )
    enqueue(tell_all, notice.pk)
    return notice


@job("events.tell_all")
def tell_all(notice_id: int) -> None:
    """Makes a job for each who is to be told, so that no transaction composes hundreds of mails."""
    notice = Notice.objects.select_related("occurrence").get(pk=notice_id)
    chosen = recipients(notice.occurrence).filter(created_at__lte=notice.created_at)
    for key in chosen.values_list("pk", flat=True):
        enqueue(tell, notice.pk, key)


@job("events.tell")
def tell(notice_id: int, registration_id: int) -> None:
    """Composes the mail to one, unless they have left meanwhile."""
    notice = Notice.objects.get(pk=notice_id)
    rows = Registration.objects.select_related("occurrence__page__owner_organisation", "occurrence__page__locale")
    registration = rows.get(pk=registration_id)
    if registration.state == RegistrationState.CONFIRMED:
        mails.notice(notice, registration)
