"""What every page has, whatever its type."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.models.pages import PageQuerySet
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from hub import languages, panels
from hub.appearance import Appearance
from hub.blocks import BodyBlock
from hub.earlier.freezing import freeze
from hub.earlier.parts import as_json
from hub.enums import Confidence, Vocabulary, WrittenStandard
from hub.indexing import Label, SearchEntry, TextPart
from hub.models.printed import with_pdf_sizes
from hub.models.terms import PageTerm
from hub.page_entry import page_entry, page_facets
from hub.page_form import BasePageForm, PageCopyForm
from hub.page_text import text_parts
from hub.publishing import Publishing
from hub.visibility import visible


class BasePageQuerySet(PageQuerySet):
    """Questions that are asked of every type of page."""

    def visible(self, now: datetime | None = None) -> BasePageQuerySet:
        """Only what the public may see."""
        return visible(self, now)

    def about(self, *terms) -> BasePageQuerySet:
        """Pages that are about any of the terms."""
        return self.filter(page_terms__term__in=terms).distinct()


SEARCH_WORDS_HELP = _(
    "Words and short phrases that readers may search for, that the page is about and that it does not use itself, "
    "with a comma between. They are never shown."
)
BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Appearance, Publishing, Page):
    """A page of the hub: a table of its own, so that lists over all types are one query and rows hang on any page.

    A type says what it needs by class attributes:
        search_kind: The type's stable id in the index, addresses of feeds and reports.
        required_to_publish: Names of what must be filled in before publication; a draft needs only a title.
        text_fields: `(field, weight)` of its running text, for the index and the rich-text batch.
        unseen: Names of fields and rows that readers never see, and that no earlier version shows.
        card_template: How it looks in a list.
        match_fields: What the words asked for in a list are looked for in, beside the title.
        listing_order: Its place among the types wherever several are collected; 0 is never collected.
    """

    title_language = models.CharField(
        _("language of the title"),
        max_length=2,
        blank=True,
        help_text=_("Only when the title is in another language than the page: en, da, sv …"),
    )
    title_nn = models.CharField(
        _("title in Nynorsk"),
        max_length=255,
        blank=True,
        help_text=_("What menus and breadcrumbs call the page when the reader is on a Nynorsk page."),
    )
    summary = models.TextField(_("summary"), blank=True, max_length=600)
    listing_image = models.ForeignKey(
        "hub.HubImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    listing_image_alt = models.CharField(_("text alternative"), max_length=250, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    written_standard = models.CharField(
        _("written standard"),
        max_length=2,
        choices=WrittenStandard.choices,
        default=WrittenStandard.NB,
        help_text=_("The language of the whole page. English pages follow their tree."),
    )
    reviewed_on = models.DateField(
        _("last professionally reviewed"),
        null=True,
        blank=True,
        help_text=_("Changes only here: when someone who knows the subject has read the whole page."),
    )
    review_by = models.DateField(_("review again by"), null=True, blank=True)
    responsible_role = models.CharField(
        _("responsible role"), max_length=160, blank=True, help_text=_("A role, never a person's name.")
    )
    responsible_email = models.EmailField(_("role mailbox"), blank=True)
    owner_organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_pages",
        verbose_name=_("owner"),
        help_text=_("The body that owns what the page tells about."),
    )
    county = models.ForeignKey(
        "hub.County",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("county"),
        help_text=_("Only when no municipality says it."),
    )
    health_community = models.ForeignKey(
        "hub.HealthCommunity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("health community"),
    )
    confidence = models.CharField(_("how sure we are"), max_length=10, blank=True, choices=Confidence.choices)
    inferred_fields = models.JSONField(
        _("inferred"), default=list, blank=True, help_text=_("Names of fields that we inferred and no source says.")
    )
    note = models.TextField(_("note about the sources"), blank=True)
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("Such as: This page is being updated.")
    )
    notice_url = models.URLField(_("address to read more"), blank=True)
    notice_until = models.DateField(_("show until"), null=True, blank=True)
    search_words_nb = models.TextField(
        _("search words in Norwegian"), blank=True, max_length=1500, help_text=SEARCH_WORDS_HELP
    )
    search_words_en = models.TextField(
        _("search words in English"), blank=True, max_length=1500, help_text=SEARCH_WORDS_HELP
    )
    change_note = models.CharField(
        _("what has changed"),
        max_length=250,
        blank=True,
        help_text=_("One line for readers who know the last version. It is shown among the earlier versions."),
    )

    objects = BasePageManager()

    base_form_class: type[WagtailAdminPageForm] = BasePageForm
    copy_form_class = PageCopyForm
    exclude_fields_in_copy = ["change_note", "reviewed_on"]  # a copy and a translation begin without them
    search_kind = ""
    required_to_publish: tuple[str, ...] = ("summary",)
    text_fields: tuple[tuple[str, int], ...] = ()
    unseen: tuple[str, ...] = ()
    card_template = "components/cards/page.html"
    match_fields: tuple[str, ...] = ("summary",)
    listing_order = 0
    is_creatable = False
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("written_standard")]
    content_panels = [*panels.HEAD, panels.BODY]
    about_panels: list = []

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @cached_classmethod
    def get_edit_handler(cls):
        """The type's panels in the tabs that all types share."""
        handler = panels.tabs(
            content=cls.content_panels, about=cls.about_panels, promote=cls.promote_panels, settings=cls.settings_panels
        )
        return handler.bind_to_model(cls)

    # Language ---------------------------------------------------------------------------------------------------------
    @property
    def language(self) -> str:
        """The page's effective language: the written standard in the Norwegian tree, else the tree's."""
        return "en" if self.locale.language_code == "en" else self.written_standard

    def serve(self, request, *args, **kwargs):
        """Render the page, its dates and its interface in its own language."""
        return languages.render_in(self.language, lambda: super(BasePage, self).serve(request, *args, **kwargs))

    # What it is about -------------------------------------------------------------------------------------------------
    def terms_of(self, vocabulary: Vocabulary) -> list:
        """The page's terms of one vocabulary, in the editor's order; no query when the rows are prefetched."""
        return [row.term for row in self.page_terms.all() if row.term.vocabulary == vocabulary]

    @property
    def patient_groups(self) -> list:
        """Whom it is for."""
        return self.terms_of(Vocabulary.PATIENT_GROUPS)

    @property
    def service_forms(self) -> list:
        """Which service forms it is about; the first gives the colour."""
        return self.terms_of(Vocabulary.SERVICE_FORMS)

    @property
    def method_elements(self) -> list:
        """Which parts of digital home follow-up it has."""
        return self.terms_of(Vocabulary.METHOD_ELEMENTS)

    @property
    def audiences(self) -> list:
        """Whom it is written for."""
        return self.terms_of(Vocabulary.AUDIENCES)

    @property
    def contact(self) -> tuple[str, str]:
        """The role that answers and its mailbox: the page's, else the owner's; both empty when neither has one."""
        owner = self.owner_organisation
        if self.responsible_email or not (owner and owner.email):
            return self.responsible_role, self.responsible_email
        return owner.role or owner.name, owner.email

    @property
    def current_notice(self) -> str:
        """The notice, as long as it holds."""
        return self.notice if not self.notice_until or self.notice_until >= timezone.localdate() else ""

    # Visibility and publication ---------------------------------------------------------------------------------------
    def is_public(self, now: datetime | None = None) -> bool:
        """Whether the public may see the page (see `hub.visibility`)."""
        return BasePage.objects.filter(pk=self.pk).visible(now).exists()

    def get_view_restrictions(self):
        """Wagtail's question, without a query once the routing has found that nothing above restricts the page."""
        if getattr(self, "known_public", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def frozen(self) -> list[dict]:
        """What readers see of the page as it is published, for its earlier versions (see `hub.earlier`)."""
        return [as_json(part) for part in freeze(self)]

    def page_below(self, rest: list[str]) -> BasePage | None:
        """The page that is found at what is left of an address, for a type that serves the pages of another tree."""
        return None

    def faces(self) -> list[BasePage]:
        """The page as it is at each of its addresses; a type that the other tree serves too adds how it is there."""
        return [self]

    def source_version(self):
        """The last version of the page that this one is translated from; None for an original."""
        if self.language != "en":
            return None
        source = BasePage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk).first()
        return source.versions.first() if source else None

    def name_of(self, name: str) -> str:
        """A field's name as the editor sees it."""
        if name in Vocabulary.values:
            return str(Vocabulary(name).label)
        field = self._meta.get_field(name)
        return str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)

    # What it tells the other rooms ------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The page with all that its own template shows, in a constant number of queries."""
        pages = cls.objects.select_related(
            "locale", "owner_organisation", "county", "health_community", "listing_image"
        )
        terms = models.Prefetch("page_terms", PageTerm.objects.select_related("term"))
        return with_pdf_sizes(pages.prefetch_related(terms, "sources", "footnotes"))

    @classmethod
    def card_queryset(cls):
        """Pages with all that their card in a list shows, in a constant number of queries."""
        return cls.objects.select_related("locale").prefetch_related("page_terms__term")

    def text_parts(self) -> list[TextPart]:
        """The page's words, without markup."""
        return text_parts(self)

    @cached_property
    def path_from_root(self) -> str:
        """The page's address, without asking the database for the site."""
        return languages.public_path(self.url_path, self.locale.language_code)

    def search_entries(self) -> list[SearchEntry]:
        """What the page tells the search room, one entry per address (see `hub.indexing`)."""
        return [page_entry(self)]

    def search_labels(self) -> list[Label]:
        """Other names of what the page is about."""
        return []

    def search_facets(self) -> dict[str, list[str]]:
        """The ids that a list or a search may filter the page by; a type adds its own."""
        return page_facets(self)
