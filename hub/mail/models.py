"""The table where composed mail waits."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One composed mail to one recipient; address and content go as soon as it is delivered.

    A row per recipient, so that one refused address never repeats the mail to the others. What stays after delivery
    keeps the same mail from being composed again and tells what went to whom; it goes with its purpose.

    Attributes:
        kind: What sort of mail it is, as its room calls it.
        failed_at, failure: When and how it was refused for good, without the address.
    """

    mark = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(_("Message-ID"), max_length=250)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    sender = models.CharField(_("sender"), max_length=320)
    recipient = models.CharField(_("recipient"), max_length=320, blank=True)
    content = models.BinaryField(_("content"))
    created_at = models.DateTimeField(_("composed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, db_index=True)
    failed_at = models.DateTimeField(_("refused"), null=True)
    failure = models.CharField(_("reason"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")

    def __str__(self):
        return self.message_id
