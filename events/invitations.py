"""The calendar part of mail (iMIP, RFC 6047): puts a date into a participant's calendar, changes it or takes it out.

The UID is the date's own everywhere. What one participant gets needs an order of its own, since they may cancel and
register again while the date stays as it is: the seconds since the date was made are added to its sequence, so that a
later mail always wins (RFC 5546 §2.1.5), whatever became of earlier registrations.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from icalendar import Event

from events import links
from events.calendar import PREFIXES, Entry, invitation
from events.door import Subject
from events.enums import Precision, RegistrationState, Seat
from events.feeds import entry_of
from events.models import Occurrence, Registration


@dataclass(frozen=True)
class CalendarPart:
    """A calendar file and its method, which the mail must name too."""

    method: Literal["REQUEST", "CANCEL"]
    content: bytes


def request(registration: Registration, subject: Subject, now: datetime) -> CalendarPart | None:
    """The date as it stands now, for who is confirmed and has a seat at a date that is held; None for others.

    Who waits has no seat to put into a calendar until they are moved up. The way to the meeting is our own link; the
    link to cancel is never in it, since calendars are shared.
    """
    date = registration.occurrence
    comes = registration.state == RegistrationState.CONFIRMED and registration.has_seat
    if not (comes and date.is_held and date.page_id and Precision(date.precision).in_feeds):
        return None
    join = links.address(registration, links.Purpose.JOIN, now) if registration.seat == Seat.ONLINE else ""
    return _part("REQUEST", _entry(registration, subject, now), registration, join)


def cancellation(registration: Registration, subject: Subject, now: datetime) -> CalendarPart | None:
    """Takes the date out again: it is off, or the participant is; None when no calendar can have had it."""
    date = registration.occurrence
    if not Precision(date.precision).in_feeds or not (date.page_id or date.ics):
        return None
    return _part("CANCEL", _entry(registration, subject, now), registration)


def _part(
    method: Literal["REQUEST", "CANCEL"], entry: Entry, registration: Registration, join_url: str = ""
) -> CalendarPart:
    who = {"attendee_name": registration.name, "attendee_email": registration.email}
    return CalendarPart(method, invitation(entry, method=method, join_url=join_url, **who))


def _entry(registration: Registration, subject: Subject, now: datetime) -> Entry:
    """The date in the participant's language, as far as the event is translated."""
    date = registration.occurrence
    if date.page_id and subject.page and subject.page.pk != date.page_id:
        date = copy(date)
        date.page = subject.page
    entry = entry_of(date) if date.page_id else _stored(date)
    age = max(0, int((now - date.created_at).total_seconds()))
    return replace(entry, language=registration.language, sequence=date.sequence + age, stamp=now)


def _stored(date: Occurrence) -> Entry:
    """What is left of a date whose page is gone: enough for a calendar to find it."""
    title = str(Event.from_ical(date.ics).get("SUMMARY", ""))
    for prefix in {prefix for words in PREFIXES.values() for prefix in words.values()}:
        title = title.removeprefix(prefix)
    return Entry(
        uid=date.uid,
        sequence=date.sequence,
        status=date.status,
        title=title,
        description="",
        url=settings.PUBLIC_URL,
        start=date.start,
        end=date.end,
        all_day=date.precision == Precision.DAY,
        place="",
        latitude=None,
        longitude=None,
        organiser_name=settings.WAGTAIL_SITE_NAME,
        organiser_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        categories=(),
        stamp=date.modified_at,
        language="nb",
    )
