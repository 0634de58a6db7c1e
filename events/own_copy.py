"""All that is known about an address, for its owner: to read, and as a file for machines (GDPR, Articles 15 and 20).

Access needs are among it until they are deleted. No export for organisers holds them, but this is no export to others:
Article 15 leaves out no kind of data, health data least of all, and only the owner's mailbox has got the link. The copy
is made for the answer and kept nowhere: no mail, job, cache or log holds it.

Answers to evaluations are not among it: nobody knows whose they are.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from events import mails
from events.dates import words
from events.door import subject_of
from events.enums import AccessNeed
from events.keeping import INTEREST_KEPT, names_go
from events.models import AccessNeeds, LaterInterest, NameAccess, Registration
from events.own import of_the_same
from hub.mail.overview import told

MOMENTS = ("created_at", "confirmed_at", "cancelled_at", "seat_lost_at", "attended_at", "bounced_at")


def export(registration: Registration, now: datetime) -> dict[str, Any]:
    """Everything about the owner of a registration's address, as JSON: text, numbers, lists, ISO 8601 moments."""
    rows = of_the_same(registration).select_related("municipality", "organisation", "access_needs")
    interests = LaterInterest.objects.filter(email_key=registration.email_key).select_related("organisation")
    return {
        "made": _moment(now),
        "email": registration.email,
        "registrations": [_row(one, now) for one in rows.order_by("occurrence__start", "pk")],
        "later_events": [_interest(one) for one in interests.order_by("created_at", "pk")],
    }


def _row(one: Registration, now: datetime) -> dict[str, Any]:
    subject = subject_of(one.occurrence, now)
    return {
        "event": subject.title,
        "event_language": subject.language,
        "when": words(one.occurrence, get_language() or "nb"),
        "start": _moment(one.occurrence.start),
        "end": _moment(one.occurrence.end),
        "takes_part": str(one.get_seat_display()),
        "state": str(one.get_state_display()),
        "has_seat": one.has_seat,
        "name": one.name,
        "email": one.email,
        "workplace": one.workplace,
        "municipality": one.municipality.name if one.municipality else "",
        "organisation": one.organisation.name if one.organisation else "",
        "language": one.get_language_display(),
        "wants_later": one.wants_later,
        "access_needs": _needs(one),
        **{field: _moment(getattr(one, field)) for field in MOMENTS},
        "deleted_on": names_go(one.occurrence).isoformat(),
        "mail": [
            {"kind": mail.kind, "composed": _moment(mail.composed_at), "sent": _moment(mail.sent_at)}
            for mail in told([mails.purpose_of(one)])
        ],
        "seen_by": [_access(row) for row in _accesses(one)],
    }


def _needs(one: Registration) -> list[str]:
    try:
        needs = one.access_needs.needs
    except AccessNeeds.DoesNotExist:
        return []
    return [str(AccessNeed(need).label) if need in AccessNeed.values else need for need in needs]


def _accesses(one: Registration) -> QuerySet[NameAccess]:
    """Who took out or looked at the names of the date since this one was among them."""
    return NameAccess.objects.filter(occurrence=one.occurrence_id, at__gte=one.created_at).order_by("at", "pk")


def _access(row: NameAccess) -> dict[str, Any]:
    """What was done and when. Who did it is known to the body that answers for it."""
    return {"kind": str(row.get_kind_display()), "format": row.file_format, "at": _moment(row.at)}


def _interest(one: LaterInterest) -> dict[str, Any]:
    return {
        "organiser": one.organisation.name,
        "email": one.email,
        "asked": _moment(one.created_at),
        "deleted_on": timezone.localdate(one.created_at + INTEREST_KEPT).isoformat(),
    }


def _moment(value: datetime | None) -> str | None:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None
