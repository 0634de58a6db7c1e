"""All mail of the room, each composed in the transaction of what caused it, in the language of whom it is for.

One text template each; `hub.mail` makes the HTML from it, so that what readers have written is only ever text.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue import links
from dialogue.about import About, hub_contact
from dialogue.links import Purpose
from dialogue.models import Contribution, Message, Sender
from hub.mail.compose import compose
from hub.mail.parts import tidy

UNSEEN = ("saved", "received")
TO_ROLE = "to_role"


def purpose_of(row: Message | Contribution | Sender) -> str:
    """What `hub.mail` knows all mail about a row by, to forget it."""
    return f"dialogue.{row._meta.model_name}:{row.pk}"


def _post(row: Any, kind: str, to: str, subject: str, *, mark: object = "", reply_to: str = "", **context: Any) -> None:
    """Compose `dialogue/mail/<kind>.txt` in the active language; without an address, nothing.

    Args:
        mark: What tells this mail from an earlier one of its kind about the row.
    """
    if not to:
        return
    language = translation.get_language() or settings.LANGUAGE_CODE
    shared = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.PUBLIC_URL, "subject": subject, "row": row}
    text = tidy(render_to_string(f"dialogue/mail/{kind}.txt", {**shared, **context}))
    key = f"{purpose_of(row)}:{kind}:{mark or row.version}"
    compose(
        purpose=purpose_of(row),
        key=key,
        kind=kind,
        language=language,
        to=to,
        subject=subject,
        text=text,
        reply_to=reply_to,
    )


def _mine(sender: Sender, language: str) -> str:
    return links.address(sender, Purpose.MINE, language)


# Messages -------------------------------------------------------------------------------------------------------------
def to_role(message: Message, about: About, *, mailbox: str = "") -> None:
    """The message as it was written, with the link to answer; not the sender's address, which the hub keeps.

    Args:
        mailbox: Where it goes instead of to the role that answers for what it is about.
    """
    language = about.page.language if about.page else message.language
    with translation.override(language):
        heading = _("From a reader: %(purpose)s") % {"purpose": message.get_purpose_display()}
        subject = f"{heading} ({message.reference})"
        link = links.address(message, Purpose.ANSWER, language)
        # One mail to each mailbox, however often it is sent.
        mark, to = mailbox and "hub", mailbox or about.contact[1] or settings.MAIL_REPLY_TO
        _post(message, TO_ROLE, to, subject, mark=mark, about=about, link=link)


def receipt(message: Message) -> None:
    """That it has come, with the way to see and delete it; no word of what was written."""
    assert message.sender is not None
    with translation.override(message.language):
        subject = _("We have received your message (%(reference)s)") % {"reference": message.reference}
        _post(message, "receipt", message.sender.email, subject, mine=_mine(message.sender, message.language))


def answered(message: Message, about: About) -> None:
    """The role's answer. Who answers the mail reaches the role."""
    assert message.sender is not None
    role, mailbox = about.contact
    with translation.override(message.language):
        subject = _("Answer to your message (%(reference)s)") % {"reference": message.reference}
        mine = _mine(message.sender, message.language)
        _post(message, "answered", message.sender.email, subject, reply_to=mailbox, role=role, about=about, mine=mine)


def mine(sender: Sender, language: str, mark: str) -> None:
    """The way to all that an address has sent."""
    with translation.override(language):
        _post(sender, "mine", sender.email, _("What you have sent us"), mark=mark, link=_mine(sender, language))


# Contributions --------------------------------------------------------------------------------------------------------
def _to_contributor(contribution: Contribution, kind: str, subject: str, *, mark: object = "", **context: Any) -> None:
    sender, language = contribution.sender, contribution.language
    # Until an editor has looked at it, no word of it is mailed: anybody can have typed somebody else's address.
    about = f"{subject}: {contribution.title}" if contribution.title and kind not in UNSEEN else subject
    context = {"mine": _mine(sender, language), "reply_to": hub_contact()[1], **context}
    _post(contribution, kind, sender.email, about, mark=mark, **context)


def saved(contribution: Contribution) -> None:
    """The link to go on writing, each time that the contributor asks for it; no word of what was written."""
    with translation.override(contribution.language):
        link = links.address(contribution, Purpose.CONTINUE, contribution.language)
        mark = f"{contribution.touched_at:%Y%m%d%H%M%S%f}"
        _to_contributor(contribution, "saved", _("Go on with your experience"), mark=mark, link=link)


def received(contribution: Contribution) -> None:
    """That the editors have it."""
    with translation.override(contribution.language):
        _to_contributor(contribution, "received", _("We have received your experience"))


def being_edited(contribution: Contribution) -> None:
    """That somebody works with it."""
    with translation.override(contribution.language):
        _to_contributor(contribution, "editing", _("Your experience is being edited"))


def to_approve(contribution: Contribution) -> None:
    """The link to the edited text."""
    with translation.override(contribution.language):
        link = links.address(contribution, Purpose.APPROVE, contribution.language)
        _to_contributor(contribution, "approval", _("Read and approve your experience"), link=link)


def live(contribution: Contribution, address: str) -> None:
    """That it is published, and where."""
    with translation.override(contribution.language):
        _to_contributor(contribution, "live", _("Your experience is published"), link=f"{settings.PUBLIC_URL}{address}")


def declined(contribution: Contribution, reason: str) -> None:
    """That it will not be published, and why."""
    with translation.override(contribution.language):
        _to_contributor(contribution, "declined", _("Your experience will not be published"), reason=reason)


def to_editors(contribution: Contribution, kind: str) -> None:
    """What the hub's role has to do now: `arrived`, `approved` or `wishes`."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = {
            "arrived": _("An experience from a reader has arrived"),
            "approved": _("The contributor has approved the text"),
            "wishes": _("The contributor wants changes"),
        }[kind]
        desk = settings.PUBLIC_URL + reverse("dialogue_desk:contribution", args=[contribution.pk])
        about = f"{subject} ({contribution.reference})"
        _post(contribution, "to_editors", hub_contact()[1], about, mark=f"{kind}:{contribution.version}", desk=desk)
