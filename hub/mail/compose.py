"""Composing mail: stored with a job in the caller's transaction, so that it goes out if and only if that commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from email.utils import parseaddr
from typing import Any, NamedTuple, Required, TypedDict, Unpack
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.db import transaction
from django.utils.translation import get_language

from hub.jobs.queue import enqueue
from hub.mail.delivery import deliver
from hub.mail.models import OutgoingMail
from hub.mail.parts import html_from_text, text_from_html


class Attachment(NamedTuple):
    """A file that goes with a mail; `mimetype` may carry parameters of text types ("text/calendar; method=REQUEST")."""

    name: str
    content: bytes | str
    mimetype: str


class Alternative(NamedTuple):
    """The mail's body in one more form, for programs that know it; `mimetype` as in `Attachment`."""

    content: str
    mimetype: str


class Parts(TypedDict, total=False):
    """What a mail is made of; `reply_to` is a role mailbox, by default the hub's."""

    to: Required[str | Sequence[str]]
    subject: Required[str]
    text: Required[str]
    html: str
    reply_to: str
    attachments: Sequence[Attachment]
    alternatives: Sequence[Alternative]
    headers: Mapping[str, str]


def compose(
    *, purpose: str = "", key: str = "", kind: str = "", language: str = "", **parts: Unpack[Parts]
) -> list[OutgoingMail]:
    """Queues a mail in the caller's transaction and returns its rows, one per recipient.

    `purpose` names what the mail is about, as in "events.registration:17", for `forget` and `overview`; `kind` says
    what sort of mail it is. The same `key` never makes a second mail to the same recipient, as long as its row lives;
    the Message-ID derives from it. To send a delivered mail once more, compose it anew with another key: its words are
    wiped, and what it said may no longer be so.

    Raises:
        ValueError: an address or a header cannot be used.
    """
    return store(_message(**parts), purpose=purpose, key=key, kind=kind, language=language)


def draft(*, language: str = "", **parts: Unpack[Parts]) -> EmailMultiAlternatives:
    """The mail that `compose` would queue, whole, for whoever wants to see it first; nothing is stored.

    Raises:
        ValueError: an address or a header cannot be used.
    """
    return completed(_message(**parts), language=language or get_language() or settings.LANGUAGE_CODE)


def _message(
    to: str | Sequence[str],
    subject: str,
    text: str,
    html: str = "",
    reply_to: str = "",
    attachments: Sequence[Attachment] = (),
    alternatives: Sequence[Alternative] = (),
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        to=[to] if isinstance(to, str) else list(to),
        reply_to=[reply_to] if reply_to else None,
        attachments=list(attachments),
        headers=dict(headers or {}),
    )
    if html:
        message.attach_alternative(html, "text/html")
    for content, mimetype in alternatives:  # the richest last (RFC 2046)
        message.attach_alternative(content, mimetype)
    return message


def store(
    message: EmailMessage, *, purpose: str = "", key: str = "", kind: str = "", language: str = ""
) -> list[OutgoingMail]:
    """Keeps a message of Django's with a delivery job per recipient, all in one transaction."""
    complete = completed(message, language=language or get_language() or settings.LANGUAGE_CODE)
    message_id = next((v for k, v in message.extra_headers.items() if k.lower() == "message-id"), "")
    message_id = message_id or make_message_id(key or uuid4().hex)
    complete.extra_headers["Message-ID"] = message_id
    content = complete.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    sender = envelope_address(complete.from_email)
    rows = []
    with transaction.atomic():
        for recipient in dict.fromkeys(envelope_address(address) for address in complete.recipients()):
            row, created = OutgoingMail.objects.get_or_create(
                mark=mark_of(message_id, recipient),
                defaults={
                    "message_id": message_id,
                    "purpose": purpose,
                    "kind": kind,
                    "sender": sender,
                    "recipient": recipient,
                    "content": content,
                },
            )
            if created:
                enqueue(deliver, row.pk)
            rows.append(row)
    return rows


def mark_of(message_id: str, recipient: str) -> str:
    """What makes a mail to a recipient the same mail: 64 hexadecimal digits, from which no address can be read."""
    return hashlib.sha256(f"{message_id} {recipient.lower()}".encode()).hexdigest()


def composed(mails: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of pairs of key and recipient, those that a mail was composed for already."""
    marks = {mark_of(make_message_id(key), envelope_address(to)): (key, to) for key, to in mails}
    found = OutgoingMail.objects.filter(mark__in=marks).values_list("mark", flat=True)
    return {marks[mark] for mark in found}


def completed(message: EmailMessage, *, language: str) -> EmailMultiAlternatives:
    """A copy with a text and an HTML part, a role to answer to, and marked as written by a machine."""
    alternatives: list[tuple[Any, str]] = [(part[0], part[1]) for part in getattr(message, "alternatives", None) or []]
    text = str(message.body)
    if message.content_subtype == "html":
        alternatives, text = [(text, "text/html"), *alternatives], ""
    html = str(next((content for content, mimetype in alternatives if mimetype == "text/html"), ""))
    text = text if text.strip() else text_from_html(html)
    if not html:
        html = html_from_text(text, subject=str(message.subject), language=language)
        alternatives = [(html, "text/html"), *alternatives]
    given = {k: v for k, v in message.extra_headers.items() if k.lower() not in ("auto-submitted", "message-id")}
    copy = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        reply_to=message.reply_to or [settings.MAIL_REPLY_TO],
        attachments=message.attachments,
        headers={**given, "Auto-Submitted": "auto-generated", "Content-Language": language},
        alternatives=alternatives,
    )
    copy.encoding = message.encoding
    return copy


def make_message_id(key: str) -> str:
    """The same key, the same Message-ID: a repeated delivery can be told from a new mail."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def envelope_address(address: str) -> str:
    """The bare address, its domain in ASCII.

    Raises:
        ValueError: it is no address.
    """
    found = parseaddr(sanitize_address(address, settings.DEFAULT_CHARSET))[1]
    if "@" not in found:
        raise ValueError("A mail address has an @.")
    return found


def forget(purpose: str) -> int:
    """Deletes all mail of a purpose, sent or waiting; its jobs then find nothing to do. Returns how many mails went."""
    return OutgoingMail.objects.filter(purpose=purpose).delete()[0]


def withdraw(purpose: str, kinds: Sequence[str]) -> int:
    """Takes back mail of some kinds that has not gone out and is no longer true. Returns how many mails it was."""
    return OutgoingMail.objects.filter(purpose=purpose, kind__in=kinds, sent_at=None).delete()[0]
