"""Who has sent something: an address, held once, so that it can be shown and erased once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

REFERENCE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
REFERENCE_LENGTH = 8


def make_reference() -> str:
    """A number to name a case by: from chance alone, so it tells nothing about anybody."""
    text = get_random_string(REFERENCE_LENGTH, REFERENCE_SIGNS)
    return f"{text[:4]}-{text[4:]}"


class Sender(models.Model):
    """An address that somebody has written. Nobody has shown that it is theirs until a mailed link is used.

    Attributes:
        version: Part of the links to it.
    """

    email = models.EmailField(_("e-mail"))
    email_key = models.CharField(max_length=254, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("sender")
        verbose_name_plural = _("senders")

    def __str__(self):
        return str(self.pk)  # never the address: logs and the admin show it

    @staticmethod
    def key_of(email: str) -> str:
        """The form of an address by which two are the same person's."""
        return email.strip().lower()

    @classmethod
    def of(cls, email: str, language: str) -> Sender:
        """The row of an address, made when there is none; it speaks the language that was used last."""
        values = {"email": email.strip(), "language": language}
        row, made = cls.objects.get_or_create(email_key=cls.key_of(email), defaults=values)
        if not made and row.language != language:
            row.language = language
            row.save(update_fields=["language"])
        return row
