"""What the hub has said and when (decision 23), and the addresses of what was withdrawn."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HiddenFor(models.TextChoices):
    """Why readers may no longer see a version."""

    ERROR = "error", pgettext_lazy("version", "It held an error")
    CONSENT = "consent", pgettext_lazy("version", "Somebody in it no longer wants to be named or pictured")


class PublishedVersion(models.Model):
    """One state of a page as readers saw it. Left by `hub.publishing` alone.

    Attributes:
        frozen: What it said, as `hub.earlier.parts` reads it. Names of people are not in it, only their ids.
        hidden, hidden_for, hidden_reason: Withdrawn by an editor; readers are told so, and why.
    """

    page = models.ForeignKey("hub.BasePage", on_delete=models.CASCADE, related_name="versions", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("number"))
    # RESTRICT protects a revision that a version stands on, and still lets a page go with all that is its own.
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.RESTRICT, related_name="+", verbose_name=_("revision")
    )
    visible_from = models.DateTimeField(_("shown from"))
    visible_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    was_public = models.BooleanField(_("open to the public"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("published by"),
    )
    change_note = models.CharField(_("what has changed"), max_length=250, blank=True)
    frozen = models.JSONField(_("text"), default=list)
    hidden = models.BooleanField(_("withdrawn"), default=False)
    hidden_for = models.CharField(_("why it is withdrawn"), max_length=8, blank=True, choices=HiddenFor.choices)
    hidden_reason = models.CharField(
        _("reason"), max_length=250, blank=True, help_text=_("Readers see it: say what was wrong, not what it said.")
    )
    source_version = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
        verbose_name=_("translated from"),
    )

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(visible_until=None), name="one_current_version"
            ),
        ]

    def __str__(self):
        return f"{self.page} {self.number}"


class WithdrawnAddress(models.Model):
    """The address of a published page that was deleted: it answers 410 Gone, not 404."""

    path = models.CharField(_("address"), max_length=500, unique=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawn address")
        verbose_name_plural = _("withdrawn addresses")

    def __str__(self):
        return self.path
