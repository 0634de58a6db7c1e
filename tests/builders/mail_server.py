"""A real mail server on a free port of this machine, for tests that follow a mail to its end."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mailbox:
    """What the server took, and how it answers: `refusals` maps a recipient to an SMTP answer."""

    def __init__(self) -> None:
        self.envelopes: list = []
        self.refusals: dict[str, str] = {}
        self.answer = "250 OK"

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails as a reader's program sees them."""
        return [message_from_bytes(envelope.content, policy=policy.default) for envelope in self.envelopes]

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Takes or refuses a recipient."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Keeps the mail, unless told to answer otherwise."""
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer


@contextmanager
def mail_server(settings) -> Iterator[Mailbox]:
    """Runs the server, with the settings pointed at it."""
    mailbox = Mailbox()
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", free_port()
    controller = Controller(mailbox, hostname=settings.SMTP_HOST, port=settings.SMTP_PORT)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
