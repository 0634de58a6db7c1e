"""The links in our mail: signed, for one purpose each, valid for a time, and void when the registration says so.

Their tokens are those of `hub.signed_links`. A link shows on GET and acts on POST only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from events.enums import OccurrenceStatus, RegistrationState
from events.models import LaterInterest, Occurrence, Registration
from hub.signed_links import BadLink, sign, unsign


class Purpose(StrEnum):
    """What one link can do, and nothing else."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    CHANGE = "change"
    JOIN = "join"
    EVALUATE = "evaluate"
    MINE = "mine"  # all registrations of the address
    ERASE = "erase"  # the same, to have them taken out or deleted
    LATER = "later"  # ends mail about later events


# From the moment the link was made.
LIFETIME = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.MINE: timedelta(hours=24),
    Purpose.ERASE: timedelta(hours=24),
    Purpose.LATER: timedelta(days=2 * 366),  # as long as the interest itself
}
# Days after the last day of the date, to the end of the day.
DAYS_AFTER = {Purpose.CANCEL: 1, Purpose.CHANGE: 1, Purpose.JOIN: 1, Purpose.EVALUATE: 14}
# They stand for the address, not for one registration: to cancel it must not end the list in which it was done.
OF_THE_ADDRESS = {Purpose.MINE, Purpose.ERASE}
PATHS = {
    Purpose.CONFIRM: "/pamelding/bekreft/",
    Purpose.CANCEL: "/pamelding/avmeld/",
    Purpose.CHANGE: "/pamelding/endre/",
    Purpose.JOIN: "/bli-med/",
    Purpose.EVALUATE: "/evaluering/",
    Purpose.MINE: "/mine-pameldinger/",
    Purpose.ERASE: "/mine-pameldinger/slett/",
    Purpose.LATER: "/pamelding/senere/",
}


def token(subject: Registration | LaterInterest, purpose: Purpose | str, now: datetime | None = None) -> str:
    """The signed part of a link: letters, digits, and the signs -, _ and the full stop.

    Raises:
        TypeError: a registration and a link about later events do not go together, nor the other way round.
    """
    purpose = Purpose(purpose)
    if isinstance(subject, LaterInterest) != (purpose == Purpose.LATER):
        raise TypeError(f"{type(subject).__name__} has no link to {purpose}.")
    return sign(_scope(purpose), subject.pk, subject.version, now or timezone.now())


def address(subject: Registration | LaterInterest, purpose: Purpose | str, now: datetime | None = None) -> str:
    """The whole link, in the language of whom it is for."""
    language = "" if subject.language == "nb" else f"?sprak={subject.language}"
    return f"{settings.PUBLIC_URL}{PATHS[Purpose(purpose)]}{token(subject, purpose, now)}/{language}"


def read(text: str, purpose: Purpose | str, now: datetime | None = None) -> Registration:
    """The registration that a link is for, with its date and page.

    Raises:
        BadLink: forged, for another purpose, too old, void, or its registration is gone.
    """
    purpose, now = Purpose(purpose), now or timezone.now()
    pk, version = _open(text, purpose, now)
    registration = Registration.objects.select_related("occurrence__page__owner_organisation").filter(pk=pk).first()
    if registration is None or registration.anonymised_at:
        raise BadLink("gone")
    if purpose not in OF_THE_ADDRESS and not _holds(registration, version, purpose):
        raise BadLink("void")
    if purpose in DAYS_AFTER and now >= last_moment(registration.occurrence, purpose):
        raise BadLink("the date is over")
    return registration


def read_interest(text: str, now: datetime | None = None) -> LaterInterest:
    """The interest in later events that a link ends.

    Raises:
        BadLink: as `read`.
    """
    pk, version = _open(text, Purpose.LATER, now or timezone.now())
    interest = LaterInterest.objects.filter(pk=pk, version=version).first()
    if interest is None:
        raise BadLink("gone")
    return interest


def last_moment(occurrence: Occurrence, purpose: Purpose | str) -> datetime:
    """When a link that follows the date ends; one that was put off without a new date has no end yet."""
    if occurrence.status == OccurrenceStatus.POSTPONED:
        return datetime.max.replace(tzinfo=occurrence.end.tzinfo)
    last_day = timezone.localdate(occurrence.end - timedelta(microseconds=1))
    midnight = datetime.combine(last_day + timedelta(days=DAYS_AFTER[Purpose(purpose)] + 1), datetime.min.time())
    return timezone.make_aware(midnight)


def _holds(registration: Registration, version: int, purpose: Purpose) -> bool:
    """Whether the version is the present one; the link that cancelled may go on saying that it is so."""
    if purpose == Purpose.CANCEL and registration.state == RegistrationState.CANCELLED:
        return version in (registration.version, registration.version - 1)
    return version == registration.version


def _open(text: str, purpose: Purpose, now: datetime) -> tuple[int, int]:
    opened = unsign(_scope(purpose), text)
    if purpose in LIFETIME and now >= opened.made + LIFETIME[purpose]:
        raise BadLink("too old")
    return opened.pk, opened.version


def _scope(purpose: Purpose) -> str:
    return f"events.links.{purpose}"
