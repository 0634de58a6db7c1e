"""A role whose mailbox takes no mail: what readers wrote to it goes to the hub's own."""

from __future__ import annotations

import re

from django.conf import settings
from django.dispatch import receiver

from dialogue import mails
from dialogue.about import about, hub_contact
from dialogue.enums import MessageState
from dialogue.models import Message
from hub.mail.refusals import recipient_refused

OF_A_MESSAGE = re.compile(r"dialogue\.message:(\d+)")


@receiver(recipient_refused, dispatch_uid="dialogue mailbox of a role refused")
def refused(sender: type, purpose: str, kind: str, **kwargs) -> None:
    """Hears from the hub's mail that a mailbox was refused."""
    if kind == mails.TO_ROLE and (found := OF_A_MESSAGE.fullmatch(purpose)):
        pass_on(int(found[1]))


def pass_on(message_id: int) -> None:
    """Hands a message that nobody has answered to the hub; not again when it was the hub's mailbox that refused."""
    message = Message.objects.filter(pk=message_id, state=MessageState.RECEIVED).first()
    if message is None:
        return
    subject, mailbox = about(message.path), hub_contact()[1] or settings.MAIL_REPLY_TO
    if mailbox != subject.contact[1]:
        mails.to_role(message, subject, mailbox=mailbox)
