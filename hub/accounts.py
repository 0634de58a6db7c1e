"""Who may come in (decision 26): allauth is the only way, sign-up is closed, editors are invited."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from qrcode.image.svg import SvgPathFillImage

from hub.editors import ensure_editor_group
from hub.models import User

PASSWORD_BYTES = 15  # 20 characters


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up, invites those who have no password yet, and lets in again who has proved who they are."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link to choose a password: as an invitation to who has none."""
        kind = "password_reset_key" if user.has_usable_password() else "invitation"
        self.send_mail(f"account/email/{kind}", email, context)

    def set_password(self, user: User, password: str) -> None:
        """Set it and end a lock-out: whoever gets here has the mailbox or knows the old password."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Draws the QR code on white, so that it can be read where the page is dark."""

    def build_totp_svg(self, url: str) -> str:
        """The code as SVG."""
        code = qrcode.make(url, image_factory=SvgPathFillImage)
        return code.to_string(encoding="unicode")


def invite(request: HttpRequest, user: User) -> None:
    """Mail a new user the link to choose a password; the mail is a job of the same transaction."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


def first_editor_address() -> str:
    """`redaktor@` and the hub's host; `localhost` where that is a number, which no mail address has."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"redaktor@{'localhost' if re.fullmatch(r'[0-9.]+|.*:.*', host) else host}"


@transaction.atomic
def ensure_editor() -> tuple[str, str | None]:
    """Make the first editor when nobody edits yet.

    Returns:
        The e-mail address, and the password when the editor was made now: it is kept nowhere in clear text.
    """
    group = ensure_editor_group()
    email = first_editor_address()
    present = User.objects.filter(Q(groups=group) | Q(email=email)).order_by("pk").first()
    if present:
        return present.email, None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    User.objects.create_user(email, password, first_name="Redaktør").groups.add(group)
    return email, password
