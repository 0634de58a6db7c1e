"""News: what others have written about the field, in our words, with a way to the source."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from hub import panels
from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, LanguageFilter, Sort, TermFilter, YearFilter
from hub.models import BasePage, ListingPage, PageSource
from hub.partial_dates import PartialDateField
from hub.publishing import Problem
from stories.enums import NewsKind
from stories.rows_in_one import FOR_NEWS, RowsInOne


class NewsPage(BasePage):
    """A piece of news. Its source is the first of the page's sources; its date is the source's, never ours."""

    kind = models.CharField(_("kind"), max_length=12, blank=True, choices=NewsKind.choices)
    date = PartialDateField(
        _("date of the news"),
        help_text=_("When the source published it, no more exact than it says: 2024, 2024-05 or 2024-05-17."),
    )
    listed_on_title = models.CharField(
        _("title of the list"),
        max_length=200,
        blank=True,
        help_text=_("The page where we found the news, when it is another than the news itself."),
    )
    listed_on_language = models.CharField(
        _("language of the list's title"), max_length=2, blank=True, help_text=_("As a code: en, da, sv …")
    )
    listed_on_publisher = models.CharField(_("publisher of the list"), max_length=160, blank=True)
    listed_on_url = models.URLField(_("address of the list"), max_length=500, blank=True)

    content_panels = [
        *panels.HEAD,
        FieldPanel("title_language"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        HelpPanel(
            _("The news itself is the first source on the tab for sources: its own title, its publisher, its address.")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("listed_on_title"), FieldPanel("listed_on_language")]),
                FieldRowPanel([FieldPanel("listed_on_publisher"), FieldPanel("listed_on_url")]),
            ],
            heading=_("Where it is listed"),
        ),
        panels.BODY,
    ]
    about_panels = [FieldPanel("service_forms"), FieldPanel("patient_groups"), panels.PARTNERS, panels.PLACES]

    parent_page_types = ["stories.NewsIndexPage"]
    is_creatable = True
    search_kind = "news"
    listing_order = 90
    card_template = "components/cards/news_page.html"
    required_to_publish = ("summary", "kind", "sources")
    related_in_full = False
    news_rows = RowsInOne(FOR_NEWS)

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = pgettext_lazy("several", "news")

    @property
    def source(self) -> PageSource | None:
        """Where the news stands; no query when the sources are prefetched."""
        return next(iter(self.sources.all()), None)

    @property
    def publisher(self) -> str:
        """Who published it, else who listed it; empty when no source says."""
        return (self.source.publisher if self.source else "") or self.listed_on_publisher

    def own_problems(self) -> list[Problem]:
        """A reader must be able to find the news, or at least the list that names it."""
        if self.source and not self.source.url and not self.listed_on_url:
            message = gettext("Where can the news be read? Give the source's address, or that of a list that names it.")
            return [Problem("listed_on_url", message)]
        return []

    @classmethod
    def detail_queryset(cls):
        """News with all its rows, which cost one query."""
        return super().detail_queryset().prefetch_related(None).prefetch_related("news_rows")

    @classmethod
    def card_queryset(cls):
        """News with the source; its card shows no terms."""
        return super().card_queryset().prefetch_related(None).prefetch_related("sources")

    def search_facets(self) -> dict[str, list[str]]:
        """Kind and year beside what every page has."""
        year = [self.date[:4]] if self.date else []
        return {**super().search_facets(), "news_kind": [self.kind], "year": year}


class NewsIndexPage(ListingPage):
    """Lists all news, the newest first and the undated last."""

    item_model = NewsPage
    filters = (
        ChoiceFilter("kind", "type", NewsKind),
        YearFilter("date", "aar"),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        LanguageFilter(),
    )
    sorts = (
        Sort("nyeste", _("Newest"), "-date", "-first_published_at"),
        Sort("tittel", _("Title"), "title"),
    )

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["stories.NewsPage"]
    is_creatable = True
    search_kind = "news-index"
    listing_order = 90

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")
