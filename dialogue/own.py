"""All that an address has sent, for its owner; and the link to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from dialogue import links, mails
from dialogue.enums import ContributionState
from dialogue.keeping import contribution_goes, message_goes
from dialogue.models import Contribution, Message, Sender
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from stories.questions import QUESTIONS

NOBODY = 0  # no row has this number


@dataclass(frozen=True)
class OwnMessage:
    """A message with the day on which it is deleted."""

    row: Message
    deleted_on: date


@dataclass(frozen=True)
class OwnContribution:
    """A contribution, what it says, and where one goes on with it."""

    row: Contribution
    deleted_on: date
    answers: list[tuple[object, str]]
    path: str


def messages_of(sender: Sender) -> list[OwnMessage]:
    """The newest first."""
    return [OwnMessage(one, message_goes(one)) for one in sender.messages.all()]


def contributions_of(sender: Sender, now: datetime) -> list[OwnContribution]:
    """The newest first."""
    rows = sender.contributions.select_related("page__locale", "municipality", "organisation")
    return [OwnContribution(one, contribution_goes(one), answers_of(one), _path_of(one, now)) for one in rows]


def answers_of(contribution: Contribution) -> list[tuple[object, str]]:
    """The questions that are answered, in their order."""
    found = ((question.text, contribution.answers.get(question.field, "")) for question in QUESTIONS)
    return [(text, answer) for text, answer in found if answer]


def _path_of(contribution: Contribution, now: datetime) -> str:
    if contribution.is_unfinished:
        return links.path(contribution, links.Purpose.CONTINUE, now)
    if contribution.state == ContributionState.APPROVAL:
        return links.path(contribution, links.Purpose.APPROVE, now)
    page = contribution.page
    return page.path_from_root if page and page.live else ""


def ask_for_link(email: str, language: str) -> None:
    """Queue the link to all that an address has sent, which goes out if there is any.

    The same rows for every address, so that the time an answer takes tells nobody whether it is known. Each has its
    own mark, since equal jobs would be merged.
    """
    known = Sender.objects.filter(email_key=Sender.key_of(email)).values_list("pk", flat=True).first()
    enqueue(mail_link, known or NOBODY, language, uuid4().hex)


@job("dialogue.mine")
def mail_link(sender_id: int, language: str, mark: str) -> None:
    """Compose the mail with the link."""
    mails.mine(Sender.objects.get(pk=sender_id), language, mark)
