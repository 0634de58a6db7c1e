"""What a notice will look like: it is sent to nobody in a transaction that is taken back, so it cannot differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events import mails
from events.doorway import offered
from events.enums import RegistrationState
from events.models import Notice, Registration
from events.registration import made
from hub.mail.compose import compose
from hub.mail.models import OutgoingMail
from hub.models import User


@dataclass(frozen=True)
class Preview:
    """One mail as a participant gets it."""

    subject: str
    text: str
    html: str


class _TakeBack(Exception):
    """Ends the rehearsal."""


def rehearse(act: Callable[[], Notice], user: User, now: datetime, language: str = "nb") -> Preview:
    """Do it, compose the mail to a participant with the user's name, and undo all of it.

    Raises:
        CannotChange: as `act` does.
    """
    found: list[Preview] = []
    try:
        with transaction.atomic():
            notice = act()
            specimen = _specimen(notice, user, now, language)
            mails.notice(notice, specimen)
            found.append(_read(specimen))
            raise _TakeBack
    except _TakeBack:
        return found[0]


def _specimen(notice: Notice, user: User, now: datetime, language: str) -> Registration:
    fields: dict[str, Any] = {
        "name": user.get_full_name() or user.email,
        "email": user.email,
        "seat": offered(notice.occurrence)[0],
        "state": RegistrationState.CONFIRMED,
        "has_seat": True,
        "confirmed_at": now,
        "language": language,
    }
    taken = Registration.objects.filter(occurrence=notice.occurrence, email_key=Registration.key_of(user.email))
    taken.update(email_key="")  # the user may take part as well; undone with the rest
    return made(notice.occurrence, fields, (), now)


def _read(specimen: Registration) -> Preview:
    row = OutgoingMail.objects.filter(purpose=mails.purpose_of(specimen)).latest("pk")
    message = message_from_bytes(bytes(row.content), policy=policy.default)
    bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (body.get_content() if body else "" for body in bodies)
    return Preview(str(message["Subject"]), text, html)


def send_to_oneself(preview: Preview, user: User) -> None:
    """Mail the preview, marked as a test, without an invitation: it must not reach the calendar."""
    subject = _("Test: %(subject)s") % {"subject": preview.subject}
    compose(to=user.email, subject=subject, text=preview.text, html=preview.html, purpose=f"events.test:{user.pk}")
