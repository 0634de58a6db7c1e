"""The project's EMAIL_BACKEND: what Wagtail, allauth and Django send becomes a stored mail and a job."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from hub.mail.compose import store


class QueueingEmailBackend(BaseEmailBackend):
    """Sends nothing itself, so that no request ever waits for a mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queues the messages in the caller's transaction; returns how many."""
        with transaction.atomic():
            return sum(bool(store(message)) for message in email_messages if message.recipients())
