"""Who: organisations, and what they do in what a page tells about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail.search import index

from hub.enums import OrganisationKind, PartnerRole
from hub.models.places import HealthCommunity, Municipality


class Organisation(index.Indexed, models.Model):
    """A body that owns, runs, studies or pays for something; reached through a role mailbox (decision 24)."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    municipality = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
        verbose_name=_("municipality"),
    )
    health_community = models.ForeignKey(
        HealthCommunity,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
        verbose_name=_("health community"),
    )
    website = models.URLField(_("website"), blank=True)
    role = models.CharField(
        _("contact role"), max_length=160, blank=True, help_text=_("The role that answers, never a person's name.")
    )
    email = models.EmailField(
        _("role mailbox"), blank=True, help_text=_("A shared mailbox. Questions from readers go here.")
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("health_community")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("email")]),
        FieldPanel("website"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


class PageOrganisation(Orderable):
    """Says that an organisation takes part in what a page tells about, and how."""

    page = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="page_rows", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.SAMARBEIDER)

    panels = [FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation", "role"], name="page_has_organisation_role_once")
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"
