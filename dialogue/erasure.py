"""The end of what a reader has sent: of one message, one contribution, or all of an address at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from dialogue import traces
from dialogue.approval import remove_draft
from dialogue.models import Contribution, Message, Sender


@dataclass(frozen=True)
class Erased:
    """How much there was; `published` stories stay, without their contributor."""

    messages: int
    contributions: int
    published: int


@transaction.atomic
def forget_message(message: Message) -> None:
    """Delete a message with its answer, and what they left behind."""
    sender = message.sender
    email = sender.email if sender else ""
    traces.remove(message, names=[message.name], email=email, since=message.created_at)
    message.delete()
    forget_if_idle(sender)


@transaction.atomic
def forget_contribution(contribution: Contribution) -> None:
    """Delete a contribution, its contributor, and the draft that readers never saw; a published story stays."""
    sender = contribution.sender
    remove_draft(contribution)
    traces.remove_from_story(contribution.page, sender.email)
    traces.remove(contribution, names=[contribution.name], email=sender.email, since=contribution.created_at)
    contribution.delete()
    forget_if_idle(sender)


def forget_if_idle(sender: Sender | None) -> None:
    """Delete an address that nothing is known of any more."""
    if sender and not sender.messages.exists() and not sender.contributions.exists():
        traces.remove(sender, names=[], email=sender.email, since=sender.created_at)
        traces.remove_mail_to(sender.email)
        sender.delete()


@transaction.atomic
def erase(sender: Sender) -> Erased:
    """All of an address, when its owner asks for it (GDPR, Article 17). No mail says so: the address is gone."""
    contributions = list(sender.contributions.select_related("page", "sender"))
    messages = list(sender.messages.select_related("sender"))
    for contribution in contributions:
        forget_contribution(contribution)
    for message in messages:
        forget_message(message)
    current = Sender.objects.filter(pk=sender.pk).first()
    forget_if_idle(current)
    published = sum(1 for one in contributions if one.page is not None)
    return Erased(len(messages), len(contributions), published)
