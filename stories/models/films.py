"""Films, with all that they say in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from hub import panels
from hub.blocks.text import PROSE_FEATURES
from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, LanguageFilter, Sort, TermFilter, YearFilter
from hub.models import BasePage, ListingPage
from hub.partial_dates import PartialDateField
from hub.players import Player, player
from hub.publishing import Problem
from stories.rows_in_one import FOR_NEWS, RowsInOne


class CaptionLanguage(models.TextChoices):
    """Languages that a film may be captioned in."""

    NB = "nb", "Bokmål"
    NN = "nn", "Nynorsk"
    EN = "en", "English"
    SE = "se", "Davvisámegiella"


class FilmPage(BasePage):
    """A film, played after a click; the transcript is required (WCAG 1.2)."""

    video_url = models.URLField(
        _("address of the film"),
        max_length=500,
        blank=True,
        help_text=_("The film's page at YouTube or Vimeo, or a file (mp4, webm). Nothing is fetched before a click."),
    )
    video_document = models.ForeignKey(
        "hub.HubDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("film file"),
        help_text=_("Instead of an address: a file of our own."),
    )
    publisher = models.CharField(_("publisher"), max_length=160, blank=True, help_text=_("Who made the film public."))
    date = PartialDateField(_("date of the film"), help_text=_("As exact as the source says. Empty when undated."))
    duration = models.DurationField(_("duration"), null=True, blank=True, help_text=_("Minutes and seconds, as 04:30."))
    captions = models.BooleanField(
        _("captioned"), default=False, help_text=_("Only when all that is said can be read, not just the title.")
    )
    captions_language = models.CharField(
        _("language of the captions"), max_length=2, blank=True, choices=CaptionLanguage.choices
    )
    captions_document = models.ForeignKey(
        "hub.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("caption file"),
        help_text=_("WebVTT, for a film file that has no captions in the picture."),
    )
    transcript = RichTextField(
        _("transcript"),
        blank=True,
        features=PROSE_FEATURES,
        help_text=_("All that is said, who says it by role, and what must be seen to understand it."),
    )

    content_panels = [
        *panels.HEAD,
        FieldPanel("title_language"),
        MultiFieldPanel([FieldPanel("video_url"), FieldPanel("video_document")], heading=_("The film")),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("date"), FieldPanel("duration")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("captions"), FieldPanel("captions_language")]),
                FieldPanel("captions_document"),
                FieldPanel("transcript"),
            ],
            heading=_("The film in words"),
        ),
        panels.BODY,
    ]
    about_panels = [FieldPanel("service_forms"), FieldPanel("patient_groups"), panels.PARTNERS, panels.PLACES]

    parent_page_types = ["stories.FilmIndexPage"]
    is_creatable = True
    search_kind = "film"
    listing_order = 95
    card_template = "components/cards/film_page.html"
    required_to_publish = ("summary", "publisher", "transcript")
    related_in_full = False
    film_rows = RowsInOne(FOR_NEWS)
    text_fields = (("transcript", 1),)

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")

    @property
    def player(self) -> Player | None:
        """How the film at an address elsewhere is played; None for a file of our own."""
        return player(self.video_url) if self.video_url else None

    @property
    def minutes(self) -> str:
        """The duration in words; empty when it is not stated."""
        if not self.duration:
            return ""
        minutes, seconds = divmod(int(self.duration.total_seconds()), 60)
        if not minutes:
            return gettext("%(seconds)s s") % {"seconds": seconds}
        parts = {"minutes": minutes, "seconds": seconds}
        return gettext("%(minutes)s min %(seconds)s s") % parts if seconds else gettext("%(minutes)s min") % parts

    def own_problems(self) -> list[Problem]:
        """Exactly one place to play it from, and a language for its captions."""
        found = []
        if bool(self.video_url) == bool(self.video_document_id):
            found.append(Problem("video_url", gettext("Give either the film's address or a film file.")))
        if self.captions and not self.captions_language:
            found.append(Problem("captions_language", gettext("In which language is the film captioned?")))
        return found

    def serve(self, request, *args, **kwargs):
        """Let the page, and no other, load this film's player."""
        response = super().serve(request, *args, **kwargs)
        if self.player and self.player.directives:
            response._csp_update = self.player.directives
        return response

    @classmethod
    def detail_queryset(cls):
        """The film with its files and all its rows, which cost one query."""
        with_files = super().detail_queryset().select_related("video_document", "captions_document")
        return with_files.prefetch_related(None).prefetch_related("film_rows")

    def search_facets(self) -> dict[str, list[str]]:
        """Year and captions beside what every page has."""
        year = [self.date[:4]] if self.date else []
        captions = [self.captions_language] if self.captions else []
        return {**super().search_facets(), "year": year, "captions": captions}


class FilmIndexPage(ListingPage):
    """Lists all films. It has no place in the menu until there is a film to see."""

    item_model = FilmPage
    filters = (
        YearFilter("date", "aar"),
        ChoiceFilter("captions_language", "teksting", CaptionLanguage),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        LanguageFilter(),
    )
    sorts = (
        Sort("nyeste", _("Newest"), "-date", "-first_published_at"),
        Sort("tittel", _("Title"), "title"),
    )

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["stories.FilmPage"]
    is_creatable = True
    search_kind = "film-index"
    listing_order = 95

    class Meta:
        verbose_name = _("list of films")
        verbose_name_plural = _("lists of films")

    def own_problems(self) -> list[Problem]:
        """No entry in the menu leads to an empty list."""
        if self.show_in_menus and not self.items().visible().exists():
            return [Problem("show_in_menus", gettext("There is no film to see yet. Leave the list out of the menus."))]
        return []
