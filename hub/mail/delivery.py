"""Handing stored mail to the mail server, outside transactions: a slow server holds up no editor."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.jobs.kinds import GiveUp, job
from hub.jobs.schedule import daily
from hub.mail.models import OutgoingMail
from hub.mail.refusals import RecipientRefused, is_about_recipient, recipient_refused

KEEP_SENT = timedelta(days=30)
KEEP_UNSENT = timedelta(days=90)


class Undelivered(Exception):
    """The mail server did not take the mail. Holds what happened, never an address: the text is kept with the job."""


@job("mail.deliver", outside=True)
def deliver(mail_id: int) -> None:
    """Sends one stored mail and wipes its address and content.

    A crash between the server's yes and ours repeats the mail with the same Message-ID. What is refused for good is
    kept for another try, and whoever listens to `recipient_refused` hears of it.
    """
    mail = OutgoingMail.objects.get(pk=mail_id)
    if mail.sent_at is not None:
        return
    try:
        transmit(sender=mail.sender, recipient=mail.recipient, content=bytes(mail.content))
    except GiveUp as failure:
        _note(mail, failure, timezone.now())
        raise
    wiped = {"recipient": "", "content": b"", "failed_at": None, "failure": ""}
    OutgoingMail.objects.filter(pk=mail_id).update(sent_at=timezone.now(), **wiped)


@transaction.atomic
def _note(mail: OutgoingMail, failure: GiveUp, now: datetime) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(failed_at=now, failure=str(failure))
    if isinstance(failure, RecipientRefused):
        recipient_refused.send(sender=OutgoingMail, purpose=mail.purpose, kind=mail.kind, at=now)


def transmit(*, sender: str, recipient: str, content: bytes) -> None:
    """One SMTP conversation (RFC 5321).

    Raises:
        RecipientRefused: the server refuses this recipient for good (5xx).
        GiveUp: the same for this mail.
        Undelivered: anything that may pass.
    """
    try:
        server = connect()
        try:
            options = ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
            server.sendmail(sender, [recipient], content, mail_options=options)
            with suppress(smtplib.SMTPException, OSError):  # the mail is delivered; a rude farewell changes nothing
                server.quit()
        finally:
            server.close()
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        raise _failure("The recipient was refused", code, RecipientRefused) from None
    except smtplib.SMTPDataError as refused:
        kind = RecipientRefused if is_about_recipient(refused.smtp_error) else GiveUp
        raise _failure("The message was refused", refused.smtp_code, kind) from None
    except smtplib.SMTPResponseException as refused:
        raise Undelivered(f"{type(refused).__name__} {refused.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"{settings.SMTP_HOST}:{settings.SMTP_PORT}: {type(error).__name__}") from None


def _failure(what: str, code: int, final: type[GiveUp]) -> Exception:
    kind = final if 500 <= code < 600 else Undelivered
    return kind(f"{what} ({code}).")


def connect() -> smtplib.SMTP:
    """A session with the configured server, each of its steps bounded by `SMTP_TIMEOUT` seconds."""
    host, port, timeout = settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TIMEOUT
    if settings.SMTP_TLS == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if settings.SMTP_TLS == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.SMTP_USER:
            server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
    except BaseException:
        server.close()
        raise
    return server


def purge(now: datetime) -> int:
    """Deletes what is left of mail long delivered, and mail that could not be delivered; returns how many rows."""
    sent, _ = OutgoingMail.objects.filter(sent_at__lt=now - KEEP_SENT).delete()
    unsent, _ = OutgoingMail.objects.filter(sent_at=None, created_at__lt=now - KEEP_UNSENT).delete()
    return sent + unsent


@job("mail.purge")
def purge_job() -> None:
    """The daily purge."""
    purge(timezone.now())


daily("mail.purge", purge_job, time(3, 20))
