"""The links in our mail: signed, for one purpose each, valid for a time, and void when the registration says so.

A token holds the number of a row, its version and the minute it was made: no name and no address. What it is for is
part of the key it is signed with (a salt per purpose), so a link to join cannot cancel. A link shows on GET and acts on
POST only, since scanners of mail open every link.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.utils import timezone

from events.enums import OccurrenceStatus, RegistrationState
from events.models import LaterInterest, Occurrence, Registration

logger = logging.getLogger(__name__)


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


class BadLink(Exception):
    """The link cannot be used. The reason is for the log only: who tries links learns nothing from us."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        logger.info("A link was refused: %s", reason)


def token(subject: Registration | LaterInterest, purpose: Purpose | str, now: datetime | None = None) -> str:
    """The signed part of a link: letters, digits, and the signs -, _ and the full stop.

    Raises:
        TypeError: a registration and a link about later events do not go together, nor the other way round.
    """
    purpose = Purpose(purpose)
    if isinstance(subject, LaterInterest) != (purpose == Purpose.LATER):
        raise TypeError(f"{type(subject).__name__} has no link to {purpose}.")
    minute = int((now or timezone.now()).timestamp()) // 60
    return _signer(purpose).sign(f"{b62_encode(subject.pk)}-{b62_encode(subject.version)}-{b62_encode(minute)}")


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
    try:
        pk, version, minute = (b62_decode(part) for part in _signer(purpose).unsign(text).split("-"))
    except (BadSignature, ValueError) as error:
        raise BadLink("forged, damaged or for another purpose") from error
    made = datetime.fromtimestamp(minute * 60, tz=now.tzinfo)
    if purpose in LIFETIME and now >= made + LIFETIME[purpose]:
        raise BadLink("too old")
    return pk, version


def _signer(purpose: Purpose) -> Signer:
    return Signer(salt=f"events.links.{purpose}", sep=".")
