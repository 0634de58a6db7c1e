"""Who: organisations, and what they do in what a page tells about."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail.search import index

from hub.addresses import Addressed
from hub.enums import OrganisationKind, PartnerRole
from hub.former_addresses import lead_on
from hub.indexing import SearchEntry
from hub.models.places import HealthCommunity, Municipality
from hub.place_entries import entries


class Organisation(Addressed, index.Indexed, models.Model):
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
    search_kind = "organisation"
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save; an organisation that gets another address is still found at its former one."""
        before = Organisation.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            lead_on(before.addresses, self.addresses)

    @property
    def county(self):
        """The county of its municipality, if it has one."""
        return self.municipality.county if self.municipality else None

    @property
    def contact(self) -> tuple[str, str]:
        """The role that answers and its mailbox; both empty when there is no mailbox."""
        return (self.role or self.name, self.email) if self.email else ("", "")

    def search_entries(self) -> list[SearchEntry]:
        """One entry per tree, found by what kind of body it is and by where."""
        facets = {"owner_kind": [self.kind], "owner": [self.slug]}
        if self.municipality:
            facets |= {"municipality": [self.municipality.pk], "county": [self.municipality.county_id]}
        if self.health_community:
            facets["health_community"] = [self.health_community.slug]
        names = {"nb": self.name, "en": self.name}
        return entries(self, names, facets=facets, summary=self.get_kind_display, responsible=self.role)


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
