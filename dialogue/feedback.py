"""Messages from readers: received, answered, closed. Each in one transaction with the mail that follows from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dialogue import mails
from dialogue.about import About, about
from dialogue.enums import MessagePurpose, MessageState
from dialogue.models import Message, Sender


@transaction.atomic
def receive(
    *, purpose: str, text: str, name: str = "", email: str = "", subject: About, language: str, now: datetime
) -> Message:
    """Keep a message, hand it to the role that answers, and tell the sender how to see and delete it.

    The sender's mail holds no word of the form: anybody can have typed somebody else's address.
    """
    sender = Sender.of(email, language) if email else None
    message = Message.objects.create(
        purpose=MessagePurpose(purpose),
        page=subject.page,
        path=subject.path,
        text=text,
        name=name,
        sender=sender,
        language=language,
        created_at=now,
    )
    mails.to_role(message, subject)
    if sender:
        mails.receipt(message)
    return message


@transaction.atomic
def answer(message: Message, text: str, now: datetime, *, user: Any = None) -> bool:
    """Keep the role's answer and mail it to the sender; False, with nothing changed, when it was answered before."""
    if not _end(message, MessageState.ANSWERED, now, answer=text, user=user):
        return False
    if message.sender:
        mails.answered(message, about(message.path))
    return True


@transaction.atomic
def close(message: Message, now: datetime, *, user: Any = None) -> bool:
    """Say that it needs no answer; False when it had ended before."""
    return _end(message, MessageState.CLOSED, now, user=user)


def _end(message: Message, state: MessageState, now: datetime, *, answer: str = "", user: Any = None) -> bool:
    """One of two who answer at once wins; the link to answer is void from then on."""
    values = {"state": state, "answer": answer, "answered_by": user, "ended_at": now, "version": message.version + 1}
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.RECEIVED, version=message.version)
    if not waiting.update(**values):
        return False
    for name, value in values.items():
        setattr(message, name, value)
    return True
