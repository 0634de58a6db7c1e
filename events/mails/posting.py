"""Handing what was rendered to the hub's mail: under which key, for which purpose."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from events.mails.rendering import Rendered
from events.models import Registration
from hub.mail.compose import compose, withdraw

REMINDERS = ("reminder-week", "reminder-day")


def purpose_of(registration: Registration) -> str:
    """What `hub.mail` knows all mail of a registration by, to forget it or to tell what became of it."""
    return f"events.registration:{registration.pk}"


def key_of(kind: str, registration: Registration) -> str:
    """One mail of a kind for a registration, until time, place or status of its date change."""
    return f"{kind}:{registration.pk}:{registration.occurrence.sequence}"


def post(mail: Rendered, registration: Registration, kind: str, *, key: str = "") -> None:
    """Queues a mail to a participant in the caller's transaction; who has no address gets none."""
    if registration.email:
        compose(
            purpose=purpose_of(registration),
            key=key or key_of(kind, registration),
            kind=kind,
            language=mail.language,
            **mail.parts(registration.email),
        )


def withdraw_reminders(registration: Registration) -> None:
    """Takes back reminders that a mail server has kept waiting while the date or the seat changed."""
    withdraw(purpose_of(registration), REMINDERS)


def send_test(mail: Rendered, to: str) -> None:
    """Queues a mail to the organiser who is about to send it, marked as a test.

    Without its calendar part, which would stay in the organiser's calendar for good.
    """
    with translation.override(mail.language):
        subject = _("[Test] %(subject)s") % {"subject": mail.subject}
    test = Rendered(subject, mail.text, mail.html, reply_to=mail.reply_to, language=mail.language)
    compose(purpose="events.test", kind="test", language=mail.language, **test.parts(to))
