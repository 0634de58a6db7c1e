"""How long what readers send is kept: the days that forms promise, and the daily job keeps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from dialogue.models import Contribution, Message


def unfinished_kept() -> timedelta:
    """From the last time that the contributor saved."""
    return timedelta(days=settings.DIALOGUE_UNFINISHED_DAYS)


def answered_kept() -> timedelta:
    """From the answer, or from when it was closed without one."""
    return timedelta(days=settings.DIALOGUE_FEEDBACK_DAYS)


def unanswered_kept() -> timedelta:
    """From when it came: what nobody answers must not stay for ever."""
    return timedelta(days=settings.DIALOGUE_UNANSWERED_DAYS)


def contact_kept() -> timedelta:
    """From the last step of a contribution: publication, refusal, or any before them."""
    return timedelta(days=settings.DIALOGUE_CONTACT_DAYS)


def message_goes(message: Message) -> date:
    """The day on which a message is deleted, at the latest."""
    end = message.ended_at + answered_kept() if message.ended_at else message.created_at + unanswered_kept()
    return timezone.localdate(end)


def contribution_ends(contribution: Contribution) -> datetime:
    """The moment at which the contributor, and what is not published, may be kept no longer."""
    return contribution.touched_at + (unfinished_kept() if contribution.is_unfinished else contact_kept())


def contribution_goes(contribution: Contribution) -> date:
    """The same as a day."""
    return timezone.localdate(contribution_ends(contribution))
