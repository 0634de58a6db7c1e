"""The links in the room's mail: for one purpose each, for a time, and void as soon as their row has gone on.

Tokens are those of `hub.signed_links`. A link shows on GET and acts on POST only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from dialogue.enums import ContributionState
from dialogue.keeping import contribution_ends
from dialogue.models import Contribution, Message, Sender
from hub.signed_links import BadLink, sign, unsign

__all__ = ["BadLink", "Purpose", "address", "path", "read", "token"]


class Purpose(StrEnum):
    """What one link can do, and nothing else."""

    ANSWER = "answer"  # the role answers a message
    CONTINUE = "continue"  # goes on writing a contribution
    APPROVE = "approve"  # the contributor approves the edited text
    MINE = "mine"  # all that an address has sent
    ERASE = "erase"  # the same, to delete it


Subject = Message | Contribution | Sender
MODELS: dict[Purpose, type[Subject]] = {
    Purpose.ANSWER: Message,
    Purpose.CONTINUE: Contribution,
    Purpose.APPROVE: Contribution,
    Purpose.MINE: Sender,
    Purpose.ERASE: Sender,
}
# From the moment the link was made. One to continue holds as long as what it leads to, which each saving prolongs.
LIFETIME = {
    Purpose.ANSWER: timedelta(days=90),
    Purpose.APPROVE: timedelta(days=60),
    Purpose.MINE: timedelta(days=30),
    Purpose.ERASE: timedelta(hours=24),
}
PATHS = {
    Purpose.ANSWER: "/si-fra/svar/",
    Purpose.CONTINUE: "/del-erfaring/videre/",
    Purpose.APPROVE: "/del-erfaring/godkjenn/",
    Purpose.MINE: "/mine-innspill/",
    Purpose.ERASE: "/mine-innspill/slett/",
}


def token(subject: Subject, purpose: Purpose, now: datetime | None = None) -> str:
    """The signed part of a link.

    Raises:
        TypeError: the purpose is not for such a row.
    """
    if not isinstance(subject, MODELS[purpose]):
        raise TypeError(f"{type(subject).__name__} has no link to {purpose}.")
    return sign(_scope(purpose), subject.pk, subject.version, now or timezone.now())


def path(subject: Subject, purpose: Purpose, now: datetime | None = None) -> str:
    """The link without host and language."""
    return f"{PATHS[purpose]}{token(subject, purpose, now)}/"


def address(subject: Subject, purpose: Purpose, language: str, now: datetime | None = None) -> str:
    """The whole link, in the language of whom it is for."""
    asked = "" if language == settings.LANGUAGE_CODE else f"?sprak={language}"
    return f"{settings.PUBLIC_URL}{path(subject, purpose, now)}{asked}"


def read(text: str, purpose: Purpose, now: datetime | None = None) -> Subject:
    """The row that a link leads to.

    Raises:
        BadLink: forged, for another purpose, too old, used, or its row is gone.
    """
    now = now or timezone.now()
    opened = unsign(_scope(purpose), text)
    if purpose in LIFETIME and now >= opened.made + LIFETIME[purpose]:
        raise BadLink("too old")
    found = MODELS[purpose]._default_manager.filter(pk=opened.pk).first()
    if found is None:
        raise BadLink("gone")
    if found.version != opened.version or not _is_open(found, purpose, now):
        raise BadLink("void")
    return found


def _is_open(found: Subject, purpose: Purpose, now: datetime) -> bool:
    if isinstance(found, Message):
        return found.is_open
    if isinstance(found, Sender):
        return True
    if purpose == Purpose.CONTINUE:
        return found.is_unfinished and now < contribution_ends(found)
    return found.state == ContributionState.APPROVAL


def _scope(purpose: Purpose) -> str:
    return f"dialogue.links.{purpose}"
