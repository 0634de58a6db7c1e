"""Pages that collect what belongs to a theme or to a phase of a project, from every room."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from hub import panels
from hub.addresses import address
from hub.collections import Collection, Narrowing, Shelves
from hub.enums import Phase, Vocabulary
from hub.experiences import Experiences
from hub.listing.filters import ChoiceFilter, TermFilter
from hub.models.base import BasePage
from hub.models.links import PageLink
from hub.models.terms import PageTerm, Term
from hub.visibility import visible

PROSE = ["bold", "italic", "ol", "ul", "link", "document-link"]
FIRST_STORIES = 6


@dataclass(frozen=True)
class Door:
    """The way in to a theme, with how many experiences stand behind it."""

    page: ThemePage
    count: int


@dataclass(frozen=True)
class Rung:
    """A phase on the ladder: how many experiences are there, and where to read about it."""

    phase: str
    title: str
    url: str
    count: int
    current: bool = False


class ThemeIndexPage(BasePage):
    """Lists all themes."""

    parent_page_types = ["hub.HomePage"]
    max_count_per_parent = 1
    is_creatable = True
    search_kind = "theme-index"
    listing_order = 20  # after the experiences in the menu
    content_panels = [*panels.LIST_HEAD, panels.BODY]

    class Meta:
        verbose_name = _("list of themes")
        verbose_name_plural = _("lists of themes")

    def get_context(self, request, *args, **kwargs):
        """A door to each theme."""
        doors = ThemePage.doors(Experiences(self.language))
        return super().get_context(request, *args, **kwargs) | {"doors": doors}


class ThemePage(BasePage):
    """What the hub holds about one service form; editors tag a page once, with the form (decision 5)."""

    service_form = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="theme_pages",
        limit_choices_to={"vocabulary": Vocabulary.SERVICE_FORMS},
        verbose_name=_("service form"),
        help_text=_("The page collects everything that is tagged with it."),
    )
    purpose = RichTextField(_("what the page is for"), blank=True, features=PROSE)
    background = RichTextField(_("background"), blank=True, features=PROSE)
    target_group = RichTextField(_("whom it is for"), blank=True, features=PROSE)

    parent_page_types = ["hub.ThemeIndexPage"]
    is_creatable = True
    search_kind = "theme"
    listing_order = 10
    card_template = "components/cards/theme_page.html"
    required_to_publish = ("summary", "service_form")
    text_fields = (("purpose", 2), ("background", 1), ("target_group", 1))
    content_panels = [
        *panels.HEAD,
        FieldPanel("service_form", widget=forms.Select),  # keeps to the one vocabulary
        FieldPanel("purpose"),
        FieldPanel("background"),
        FieldPanel("target_group"),
        panels.BODY,
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    @classmethod
    def detail_queryset(cls):
        """The theme with its service form."""
        return super().detail_queryset().select_related("service_form")

    @classmethod
    def card_queryset(cls):
        """Themes with what their door shows."""
        return super().card_queryset().select_related("service_form")

    @classmethod
    def doors(cls, experiences: Experiences) -> list[Door]:
        """The visible themes of a tree in the editor's order."""
        pages = cls.objects.filter(locale__language_code=experiences.tree, service_form__isnull=False)
        pages = visible(pages, experiences.now).select_related("locale", "service_form").order_by("path")
        return [Door(page, experiences.per_form[page.service_form.slug]) for page in pages]

    def get_context(self, request, *args, **kwargs):
        """The street of the theme, and all that belongs to it."""
        experiences = Experiences(self.language)
        form = self.service_form.slug if self.service_form else ""
        here = experiences.with_form(form)
        return super().get_context(request, *args, **kwargs) | {
            "experiences": experiences,
            "here": here,
            "plots": experiences.street(here),
            "collection": self.collection(experiences),
            "map_url": address("map"),
        }

    def collection(self, experiences: Experiences) -> Collection:
        """What is tagged with the service form or linked from the page; what the editor linked goes first."""
        form = self.service_form
        tagged = PageTerm.objects.filter(term_id=form.pk if form else None)
        return Collection(
            BasePage.objects.filter(Q(pk__in=tagged.values("page")) | linked(self)),
            Shelves(self.language),
            experiences.terms,
            Narrowing(TermFilter, form.slug if form else "", {"vocabulary": Vocabulary.SERVICE_FORMS}),
            listed=Exists(tagged.filter(page=OuterRef("pk"))),
            first=links_in_order(self),
            without=(ThemePage,),
            own_ways=True,
        )


class PhaseIndexPage(BasePage):
    """Lists the phases of a project in order."""

    parent_page_types = ["hub.HomePage"]
    max_count_per_parent = 1
    is_creatable = True
    search_kind = "phase-index"
    content_panels = [*panels.LIST_HEAD, panels.BODY]

    class Meta:
        verbose_name = _("list of phases")
        verbose_name_plural = _("lists of phases")

    def get_context(self, request, *args, **kwargs):
        """The ladder."""
        ladder = PhasePage.ladder(Experiences(self.language), Shelves(self.language))
        return super().get_context(request, *args, **kwargs) | {"ladder": ladder}


class PhasePage(BasePage):
    """What helps in one phase of a project, from every room."""

    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, blank=True)

    parent_page_types = ["hub.PhaseIndexPage"]
    is_creatable = True
    search_kind = "phase"
    card_template = "components/cards/phase_page.html"
    required_to_publish = ("summary", "phase")
    content_panels = [*panels.HEAD, FieldPanel("phase"), panels.BODY]

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    @property
    def number(self) -> int:
        """Its place among the phases, from 1."""
        return Phase.values.index(self.phase) + 1 if self.phase else 0

    @classmethod
    def ladder(cls, experiences: Experiences, shelves: Shelves, current: str = "") -> list[Rung]:
        """The phases in order: each leads to its page in the tree, else to the list narrowed to it."""
        found = visible(cls.objects.filter(locale__language_code=experiences.tree), experiences.now)
        pages = {page.phase: page for page in found.select_related("locale")}
        shelf = shelves.with_houses()
        return [
            Rung(
                phase=phase.value,
                title=pages[phase].title if phase in pages else str(phase.label),
                url=pages[phase].path_from_root
                if phase in pages
                else (shelf.narrowed(in_phase(phase)) if shelf else ""),
                count=experiences.per_phase[phase.value],
                current=phase == current,
            )
            for phase in Phase
        ]

    def get_context(self, request, *args, **kwargs):
        """The ladder, the experiences that are in the phase now, and what the editor has linked."""
        experiences, shelves = Experiences(self.language), Shelves(self.language)
        here = experiences.in_phase(self.phase) if self.phase else []
        shelf = shelves.with_houses()
        ladder = self.ladder(experiences, shelves, self.phase)
        return super().get_context(request, *args, **kwargs) | {
            "experiences": experiences,
            "ladder": ladder,
            "here": here[:FIRST_STORIES],
            "here_count": len(here),
            "all_url": shelf.narrowed(in_phase(self.phase)) if shelf and len(here) > FIRST_STORIES else "",
            "collection": self.collection(experiences, shelves, here),
            "next": next((rung for rung in ladder[self.number :]), None) if self.number else None,
        }

    def collection(self, experiences: Experiences, shelves: Shelves, here: list) -> Collection:
        """What is linked with the page, but for the experiences that are shown as being in the phase."""
        pages = BasePage.objects.filter(linked(self)).exclude(pk__in=[page.pk for page in here])
        return Collection(
            pages, shelves, experiences.terms, first=links_in_order(self), without=(ThemePage,), limit=FIRST_STORIES
        )


def in_phase(phase: str) -> Narrowing:
    """A list of experiences narrowed to a phase."""
    return Narrowing(ChoiceFilter, phase, {"enum": Phase})


def linked(page: BasePage) -> Q:
    """Pages that are linked with a page, from either end."""
    return Q(pk__in=PageLink.objects.filter(source=page.pk).values("target")) | Q(
        pk__in=PageLink.objects.filter(target=page.pk).values("source")
    )


def links_in_order(page: BasePage) -> list[int]:
    """Ids of the pages that the editor has linked, in order."""
    return [link.target_id for link in page.links_out.all()]
