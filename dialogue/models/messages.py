"""«Si fra» and «spør»: what a reader says about a page, and what the role answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.enums import MessagePurpose, MessageState
from dialogue.models.senders import Sender, make_reference


class Message(models.Model):
    """One message. Deleted as a whole when its time is over.

    Attributes:
        path: The address of ours that the reader came from; empty when none was given.
        version: Part of the link to answer, so that an answered message has no open door.
    """

    reference = models.CharField(_("reference"), max_length=9, unique=True, default=make_reference, editable=False)
    purpose = models.CharField(
        _("purpose"), max_length=10, choices=MessagePurpose.choices, default=MessagePurpose.QUESTION
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState.choices, default=MessageState.RECEIVED, db_index=True
    )
    page = models.ForeignKey(
        "hub.BasePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    path = models.CharField(_("address"), max_length=300, blank=True)
    text = models.TextField(_("message"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    sender = models.ForeignKey(
        Sender, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages", verbose_name=_("sender")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("answered by"),
    )
    created_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == MessageState.RECEIVED
