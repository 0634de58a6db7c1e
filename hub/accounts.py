"""Who may come in (decision 26): allauth is the only way, sign-up is closed, editors are invited."""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from hub.editors import ensure_editor_group
from hub.models import User

PASSWORD_BYTES = 15  # 20 characters


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up: editors are made by an administrator."""

    def is_open_for_signup(self, request):
        """Nobody makes an account for themselves."""
        return False


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
