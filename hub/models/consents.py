"""The register of consent: why the hub may name or picture somebody, until when, and what is kept when it may not."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from hub.models.people import Person


class Scope(models.TextChoices):
    """What an entry lets the hub show."""

    NAME = "name", pgettext_lazy("consent", "Name")
    PICTURE = "picture", pgettext_lazy("consent", "Picture")
    BOTH = "both", pgettext_lazy("consent", "Name and picture")

    @property
    def parts(self) -> set[Scope]:
        """Name and picture apart."""
        return {Scope.NAME, Scope.PICTURE} if self == Scope.BOTH else {self}


class LegalBasis(models.TextChoices):
    """What allows it (the General Data Protection Regulation, article 6, and the Personal Data Act, section 3)."""

    CONSENT = "consent", pgettext_lazy("legal basis", "Consent")
    PUBLIC_TASK = "public-task", pgettext_lazy("legal basis", "Public task")
    PUBLICATION = "publication", pgettext_lazy("legal basis", "Publication: they have signed the work themselves")


class WithdrawnFor(models.TextChoices):
    """Why a name or a picture is gone."""

    ASKED = "asked", pgettext_lazy("consent", "The person asked for it")
    EXPIRED = "expired", pgettext_lazy("consent", "The consent expired")
    OTHER = "other", pgettext_lazy("consent", "Another reason")


class Consent(models.Model):
    """One reason to name or picture a person; the person is shown as long as one holds."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(
        _("purpose"), max_length=200, help_text=_("What the name or the picture is for, such as: speaker at a webinar.")
    )
    scope = models.CharField(_("what may be shown"), max_length=8, choices=Scope.choices, default=Scope.NAME)
    legal_basis = models.CharField(
        _("legal basis"), max_length=12, choices=LegalBasis.choices, default=LegalBasis.CONSENT
    )
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    expires_on = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("The last day. A consent has one; we are told a month and a week before it."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who asked"),
    )
    evidence = models.TextField(
        _("evidence"),
        blank=True,
        max_length=2000,
        help_text=_("Where it can be seen, such as a case number, or the words of the consent."),
    )

    panels = [
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("legal_basis")]),
        FieldRowPanel([FieldPanel("given_on"), FieldPanel("expires_on"), FieldPanel("asked_by")]),
        FieldPanel("evidence"),
    ]

    class Meta:
        verbose_name = _("entry of the consent register")
        verbose_name_plural = _("consent register")
        ordering = ["-given_on", "-pk"]

    def __str__(self):
        return self.purpose

    def clean(self):
        """A consent ends, and nothing ends before it begins."""
        super().clean()
        if self.legal_basis == LegalBasis.CONSENT and not self.expires_on:
            raise ValidationError({"expires_on": _("Say how long the consent holds.")})
        if self.expires_on and self.given_on and self.expires_on < self.given_on:
            raise ValidationError({"expires_on": _("It ends before it begins.")})

    def holds(self, scope: Scope, today: date) -> bool:
        """Whether it lets the hub show a name or a picture on a day."""
        begun = self.given_on <= today and (self.expires_on is None or today <= self.expires_on)
        return begun and scope in Scope(self.scope).parts


class SealedEvidence(models.Model):
    """What proves that a withdrawn name or picture was shown rightly, read by administrators alone until it is deleted.

    Attributes:
        name: The one place in the hub where the name still stands; empty when only pictures are withdrawn.
        entries: The entries of the register as they were.
        delete_on: The first day on which it is gone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sealed", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    entries = models.JSONField(_("entries"), default=list)
    why = models.CharField(_("why"), max_length=8, choices=WithdrawnFor.choices)
    withdrawn_at = models.DateTimeField(_("withdrawn"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("withdrawn by")
    )
    delete_on = models.DateField(_("deleted on"))

    class Meta:
        verbose_name = _("sealed evidence")
        verbose_name_plural = _("sealed evidence")
        ordering = ["-withdrawn_at"]

    def __str__(self):
        return f"{self.person_id}, {self.withdrawn_at:%Y-%m-%d}"  # never the name: logs hold this
