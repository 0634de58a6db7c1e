"""`/.well-known/security.txt`: whom to tell about a weakness (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.legal.addresses import SECURITY
from hub.models import HubSettings

HOLDS = timedelta(days=180)  # the standard asks for less than a year


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The file, as it holds today."""
    return HttpResponse(text(timezone.now()), content_type="text/plain; charset=utf-8")


def text(now: datetime) -> str:
    """The file of a day: it is the same all day, and never about to expire while the hub is served."""
    until = (now.astimezone(UTC) + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{HubSettings.load().email or settings.MAIL_REPLY_TO}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nb, nn, en",
        f"Canonical: {settings.PUBLIC_URL}{SECURITY}",
    ]
    return "\n".join(lines) + "\n"
