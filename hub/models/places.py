"""Where: counties, municipalities and health communities, and the municipalities of a page.

Source of the code list: Kartverket's 2024 boundaries (CC BY 4.0).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from hub.addresses import Addressed
from hub.indexing import SearchEntry
from hub.models.terms import labelled
from hub.place_entries import entries


class County(Addressed, models.Model):
    """One of the 15 counties, keyed by its official two-digit number."""

    number = models.CharField(_("number"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60, help_text=_("The short Norwegian name."))
    official_name = models.CharField(_("official name"), max_length=120, help_text=_("With Sámi and Kven names."))
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    search_kind = "county"

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def search_entries(self) -> list[SearchEntry]:
        """One entry per tree, with the official name too."""
        names = {"nb": self.name, "en": self.name}
        return entries(self, names, other_names=[self.official_name], facets={"county": [self.number]})


class Municipality(models.Model):
    """One of the 357 municipalities, keyed by its official four-digit number."""

    number = models.CharField(_("number"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60, help_text=_("The short Norwegian name."))
    official_name = models.CharField(_("official name"), max_length=120, help_text=_("With Sámi and Kven names."))
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("county")
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self):
        return self.name


class HealthCommunity(Addressed, models.Model):
    """One of the 19 health communities, in which a hospital trust and its municipalities plan together."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    nb = models.CharField(_("Bokmål"), max_length=80)
    nn = models.CharField(_("Nynorsk"), max_length=80)
    en = models.CharField(_("English"), max_length=80)
    confirmed = models.BooleanField(
        _("confirmed"), default=False, help_text=_("Whether we have read the name in a source.")
    )

    search_kind = "health_community"

    class Meta:
        verbose_name = _("health community")
        verbose_name_plural = _("health communities")
        ordering = ["nb"]

    def __str__(self):
        return labelled(self)

    def search_entries(self) -> list[SearchEntry]:
        """One entry per tree; the Norwegian one has both written standards."""
        names = {"nb": self.nb, "en": self.en}
        return entries(self, names, other_names=[self.nn], facets={"health_community": [self.slug]})


class PageMunicipality(Orderable):
    """Says that what a page tells about takes place in a municipality."""

    page = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="municipalities")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="page_rows", verbose_name=_("municipality")
    )

    panels = [FieldPanel("municipality")]

    class Meta(Orderable.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [models.UniqueConstraint(fields=["page", "municipality"], name="page_in_municipality_once")]

    def __str__(self):
        return str(self.municipality)
