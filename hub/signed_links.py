"""The tokens of the links in our mail: signed, for one purpose each, and void when the row they lead to says so.

A token holds the number of a row, its version and the minute it was made: no name and no address. What it is for is
part of the key it is signed with (its `scope`), so a link that shows cannot delete. A link shows on GET and acts on
POST only, since scanners of mail open every link (decision 25). `hub.log_masking` knows tokens by their form.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer, b62_decode, b62_encode

logger = logging.getLogger(__name__)


class BadLink(Exception):
    """The link cannot be used. The reason is for the log only: who tries links learns nothing from us."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        logger.info("A link was refused: %s", reason)


class Opened(NamedTuple):
    """What a token says: number and version of a row, and when it was made, to the minute."""

    pk: int
    version: int
    made: datetime


def sign(scope: str, pk: int, version: int, now: datetime) -> str:
    """The token: letters, digits, and the signs -, _ and the full stop.

    Args:
        scope: Room and purpose, such as `events.links.cancel`; never change it while links are in use.
    """
    minute = int(now.timestamp()) // 60
    return _signer(scope).sign(f"{b62_encode(pk)}-{b62_encode(version)}-{b62_encode(minute)}")


def unsign(scope: str, text: str) -> Opened:
    """What a token of that scope says; whether it still holds is the room's to judge.

    Raises:
        BadLink: forged, damaged, or made for another purpose.
    """
    try:
        pk, version, minute = (b62_decode(part) for part in _signer(scope).unsign(text).split("-"))
        made = datetime.fromtimestamp(minute * 60, tz=UTC)
    except (BadSignature, ValueError, OverflowError, OSError) as error:
        raise BadLink("forged, damaged or for another purpose") from error
    return Opened(pk, version, made)


def _signer(scope: str) -> Signer:
    return Signer(salt=scope, sep=".")
