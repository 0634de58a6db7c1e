"""Resources: reports, guides, tools and databases that others keep, and whether the way to them still holds."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from hub import panels
from hub.completeness import Problem
from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, OwnerFilter, OwnerKindFilter, TermFilter, by_title, newest
from hub.models import BasePage, ListingPage
from hub.rows_in_one import FOOTNOTES, LINKS, SOURCES, TERMS, RowsInOne
from research.enums import LinkStatus, ResourceKind, SourceLanguage


class ResourcePage(BasePage):
    """One resource that someone else keeps: what it gives, for whom, and where it is."""

    kind = models.CharField(pgettext_lazy("resource", "kind"), max_length=20, blank=True, choices=ResourceKind.choices)
    owner_name = models.CharField(
        _("owner in words"),
        max_length=160,
        blank=True,
        help_text=_("Only when the owner is not among the hub's organisations, or there are several."),
    )
    resource_language = models.CharField(
        _("language of the resource"), max_length=2, blank=True, choices=SourceLanguage.choices
    )
    link_url = models.URLField(_("address"), max_length=500, blank=True)
    link_status = models.CharField(
        _("what the last check found"), max_length=10, blank=True, choices=LinkStatus.choices
    )
    link_checked_on = models.DateField(
        _("address last checked"),
        null=True,
        blank=True,
        help_text=_("The day someone opened the address. Readers see it."),
    )

    search_kind = "resource"
    listing_order = 80
    required_to_publish = ("summary", "kind", "resource_language")
    match_fields = ("summary", "owner_name", "owner_organisation__name")
    own_rows = RowsInOne((TERMS, SOURCES, FOOTNOTES, *LINKS))
    card_template = "components/cards/resource_page.html"
    content_panels = [
        FieldPanel("title", help_text=_("As the owner writes it.")),
        FieldPanel("title_language"),
        FieldPanel("summary", help_text=_("What it helps with, and for whom: two sentences that stand alone.")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("resource_language")]),
        MultiFieldPanel(
            [FieldPanel("link_url"), FieldRowPanel([FieldPanel("link_status"), FieldPanel("link_checked_on")])],
            heading=_("Where it is"),
        ),
        MultiFieldPanel([FieldPanel("owner_organisation"), FieldPanel("owner_name")], heading=_("Who keeps it")),
        panels.BODY,
    ]
    about_panels = [FieldPanel("audiences"), FieldPanel("service_forms"), FieldPanel("patient_groups")]
    search_fields = [*BasePage.search_fields, index.SearchField("owner_name"), index.FilterField("kind")]
    parent_page_types = ["research.ResourceIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True

    class Meta:
        verbose_name = pgettext_lazy("learning", "resource")
        verbose_name_plural = pgettext_lazy("learning", "resources")

    @classmethod
    def detail_queryset(cls):
        """With its rows in one query."""
        return super().detail_queryset().prefetch_related(None).prefetch_related("own_rows")

    @classmethod
    def card_queryset(cls):
        """With the owner; without the body."""
        return super().card_queryset().select_related("owner_organisation").defer("body")

    def own_problems(self) -> list[Problem]:
        """Someone keeps every resource, and a check has both a day and a finding."""
        found = []
        if not (self.owner_organisation_id or self.owner_name):
            found.append(Problem("owner_organisation", gettext("Say who keeps the resource.")))
        if bool(self.link_status) != bool(self.link_checked_on):
            field = "link_checked_on" if self.link_status else "link_status"
            found.append(Problem(field, gettext("A check of the address has both a day and a finding.")))
        return found

    @property
    def keeper(self) -> str:
        """Who keeps the resource, in words."""
        return self.owner_name or (self.owner_organisation.name if self.owner_organisation else "")

    @property
    def link_host(self) -> str:
        """Where the address leads, in short."""
        return urlsplit(self.link_url).netloc.removeprefix("www.")

    @property
    def link_is_broken(self) -> bool:
        """Whether the last check found nothing at the address."""
        return self.link_status == LinkStatus.BROKEN

    def search_facets(self) -> dict[str, list[str]]:
        """Kind and the resource's own language as well."""
        own = {"resource_kind": [self.kind], "source_language": [self.resource_language]}
        return {**super().search_facets(), **{name: values for name, values in own.items() if any(values)}}


class ResourceIndexPage(ListingPage):
    """Lists the resources."""

    item_model = ResourcePage
    filters = (
        ChoiceFilter("kind", "type", ResourceKind),
        TermFilter(Vocabulary.AUDIENCES, "malgruppe"),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        ChoiceFilter("resource_language", "ressurssprak", SourceLanguage),
        OwnerFilter(),
        OwnerKindFilter(),
    )
    sorts = (by_title(), newest())

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["research.ResourcePage"]
    is_creatable = True
    search_kind = "resource-index"
    listing_order = 80

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")
