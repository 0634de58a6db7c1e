"""The end of personal data, by the clock: each day, one job for each row whose time is over.

| what | gone |
|---|---|
| unfinished contributions | DIALOGUE_UNFINISHED_DAYS after they were last saved |
| messages | DIALOGUE_FEEDBACK_DAYS after the answer; DIALOGUE_UNANSWERED_DAYS after they came, without one |
| who contributed | DIALOGUE_CONTACT_DAYS after the last step, with the draft if it was never published |
| an address | with the last that it has sent |
"""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from dialogue.enums import ContributionState
from dialogue.erasure import forget_contribution, forget_if_idle, forget_message
from dialogue.keeping import answered_kept, contact_kept, unanswered_kept, unfinished_kept
from dialogue.models import Contribution, Message, Sender
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.jobs.schedule import daily


def old_messages(now: datetime) -> QuerySet[Message]:
    """Messages whose time is over."""
    answered = Q(ended_at__lt=now - answered_kept())
    return Message.objects.filter(answered | Q(ended_at=None, created_at__lt=now - unanswered_kept()))


def old_contributions(now: datetime) -> QuerySet[Contribution]:
    """Contributions whose time is over."""
    unfinished = Q(state=ContributionState.UNFINISHED)
    left = unfinished & Q(touched_at__lt=now - unfinished_kept())
    return Contribution.objects.filter(left | (~unfinished & Q(touched_at__lt=now - contact_kept())))


@job("dialogue.forget_message")
def forget_message_job(message_id: int) -> None:
    """One message, if its time is still over."""
    forget_message(old_messages(timezone.now()).select_related("sender").get(pk=message_id))


@job("dialogue.forget_contribution")
def forget_contribution_job(contribution_id: int) -> None:
    """One contribution, if its time is still over."""
    rows = old_contributions(timezone.now()).select_related("sender", "page")
    forget_contribution(rows.get(pk=contribution_id))


def sweep(now: datetime) -> int:
    """Queue a job for each row that is due; returns how many. A row is queued each day until it is gone."""
    due = [(forget_message_job, pk) for pk in old_messages(now).values_list("pk", flat=True)]
    due += [(forget_contribution_job, pk) for pk in old_contributions(now).values_list("pk", flat=True)]
    for kind, pk in due:
        enqueue(kind, pk)
    for sender in Sender.objects.filter(messages=None, contributions=None):
        forget_if_idle(sender)
    return len(due)


@job("dialogue.retention")
def sweep_job() -> None:
    """The daily sweep."""
    sweep(timezone.now())


daily("dialogue.retention", sweep_job, time(4, 20))
