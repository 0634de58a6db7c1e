"""Addresses that a mail server refuses, told to the room that wrote to them.

Only what our own mail server answers is heard. A server that takes a mail and sends it back later writes to the sender,
`MAIL_FROM`, whose mailbox the hub does not read.
"""

from __future__ import annotations

import re

from django.dispatch import Signal

from hub.jobs.kinds import GiveUp

# Sent in the transaction that records it; may be sent again. Arguments: purpose and kind, as the mail was composed; at.
recipient_refused = Signal()

BAD_ADDRESS = re.compile(rb"5\.1\.\d")  # RFC 3463: something about the address


class RecipientRefused(GiveUp):
    """The server will never take mail to this recipient."""


def is_about_recipient(answer: bytes | str) -> bool:
    """Whether a server that refuses the whole message means its one recipient."""
    text = answer if isinstance(answer, bytes) else answer.encode()
    return bool(BAD_ADDRESS.match(text))
