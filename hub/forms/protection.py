"""What keeps machines and other sites from filling in a public form, without a cookie (decision 18).

The page carries a token, signed for one form, with the moment it was made. It holds today and yesterday, so a page may
be kept that long, and it tells how long somebody took to fill the form in. A field that people cannot see catches those
who fill in all. The browser tells which site a form was sent from. Nothing here knows who somebody is: to refuse is to
show the form again, with all that was written in it.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

TOKEN_FIELD, TRAP_FIELD = "token", "homepage"
CLOCKS_DIFFER = timedelta(minutes=1)  # between the machines of one hub
SENT_FROM_HERE = ("same-origin", "none")  # none: by the browser itself, such as when it sends the form once more
NOT_SENT = _("The form was not sent. What you wrote is still here: look it over, and send it once more.")


class Refusal(StrEnum):
    """Why a form is not taken: for the log and the tests. Who sent it is told the same each time."""

    TOKEN = "token"
    TOO_FAST = "too-fast"
    TRAP = "trap"
    OTHER_SITE = "other-site"


def token(form: str, now: datetime) -> str:
    """The hidden token of a form."""
    return _signer(form).sign(b62_encode(int(now.timestamp())))


def moment_of(text: str, form: str, now: datetime) -> datetime | None:
    """When the token was made; None when it was not made for this form today or yesterday."""
    try:
        made = datetime.fromtimestamp(b62_decode(_signer(form).unsign(text)), tz=UTC)
    except (BadSignature, ValueError, OverflowError, OSError):
        return None
    oldest = timezone.localdate(now) - timedelta(days=1)
    return made if timezone.localdate(made) >= oldest and made <= now + CLOCKS_DIFFER else None


def _signer(form: str) -> Signer:
    return Signer(salt=f"hub.forms.{form}", sep=".")


def refusal(request: HttpRequest, form: str, *, fill_seconds: int, now: datetime) -> Refusal | None:
    """Why what was sent is not taken; None when it is.

    Args:
        fill_seconds: What nobody who reads the form is faster than.
    """
    sent = posted(request)
    made = moment_of(sent.get(TOKEN_FIELD, ""), form, now)
    reasons = {
        Refusal.OTHER_SITE: not sent_from_here(request),
        Refusal.TOKEN: made is None,
        Refusal.TRAP: bool(sent.get(TRAP_FIELD)),
        Refusal.TOO_FAST: made is not None and now - made < timedelta(seconds=fill_seconds),
    }
    reason = next((reason for reason, holds in reasons.items() if holds), None)
    if reason:
        logger.info("The form %s was refused: %s", form, reason)
    return reason


def sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours.

    `Sec-Fetch-Site` decides, which no page can write. Where it is missing, `Origin` does. A browser leaves the one out
    on a hub without encryption and writes `null` for the other on pages that tell no referrer, as those of a mailed
    link do; that is taken, for without a cookie a form of ours gives another site no power that it has not already.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in SENT_FROM_HERE
    origin = request.headers.get("Origin", "null")
    own = {f"{request.scheme}://{request.get_host()}", settings.PUBLIC_URL, *settings.CSRF_TRUSTED_ORIGINS}
    return origin == "null" or origin in own


def posted(request: HttpRequest) -> QueryDict:
    """What was sent; empty when it is too large, broken or cut off, which then is one more form without a token."""
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        return QueryDict()
