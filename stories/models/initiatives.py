"""Initiatives: national measures, strategies with areas and actions, projects, schemes, white papers, evaluations."""

from __future__ import annotations

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from hub import panels
from hub.blocks.text import PROSE_FEATURES
from hub.enums import PartnerRole
from hub.indexing import Label, TextPart
from hub.models import BasePage, Organisation, PageOrganisation
from hub.publishing import Problem
from stories.benefit_matrix import Matrix, benefit_matrix
from stories.enums import InitiativeKind, InitiativePhase
from stories.families import Family
from stories.models.initiative_rows import InitiativeActor, StartupAction
from stories.page_forms import InitiativePageForm

# Where in the tree the top initiatives lie: root, front page, register, initiative.
TOP_DEPTH = 4
ROW_WEIGHT = 1
PLACES = {
    InitiativeKind.STRATEGIOMRADE: (InitiativeKind.STRATEGI,),
    InitiativeKind.STRATEGITILTAK: (InitiativeKind.STRATEGIOMRADE, InitiativeKind.STRATEGI),
}


class InitiativePage(BasePage):
    """Something that the state, a region or a municipality has set going. Its parts lie below it in the tree."""

    kind = models.CharField(
        _("kind"),
        max_length=20,
        blank=True,
        choices=InitiativeKind.choices,
        help_text=_("Decides its place in the register. An area lies below its strategy, an action below its area."),
    )
    phase = models.CharField(
        _("phase"),
        max_length=20,
        blank=True,
        choices=InitiativePhase.choices,
        help_text=_("As the owner says it. “Not stated” when no source does; never guess from dates."),
    )
    order = models.PositiveSmallIntegerField(
        _("number"),
        null=True,
        blank=True,
        help_text=_("Its number among the parts of the same initiative. A strategy area shows it as a letter: 3 is C."),
    )
    short_title = models.CharField(
        _("short title"),
        max_length=120,
        blank=True,
        help_text=_("For lists where the number and the parent already stand: the title without “(area C)”."),
    )
    other_owners = models.BooleanField(
        _("owned together with others"),
        default=False,
        help_text=_("When the source names the owner with “and others”. Owners that are named are added as partners."),
    )
    background = RichTextField(
        _("background"),
        blank=True,
        features=PROSE_FEATURES,
        help_text=_("Why it was set going: what came before, who asked for it, what it builds on."),
    )
    needs = RichTextField(
        _("needs"), blank=True, features=PROSE_FEATURES, help_text=_("What is missing today, and for whom.")
    )
    organisation_of_work = RichTextField(
        _("organisation of the work"),
        blank=True,
        features=PROSE_FEATURES,
        help_text=_("Who leads, who decides and who works together. Roles, not persons."),
    )

    content_panels = [
        *panels.HEAD,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("phase")]),
                FieldRowPanel([FieldPanel("order"), FieldPanel("short_title")]),
                FieldRowPanel([panels.OWNER, FieldPanel("other_owners")]),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel([FieldPanel("background"), FieldPanel("needs")], heading=_("Background and needs")),
        InlinePanel(
            "benefits",
            heading=_("Benefits"),
            label=_("Benefit"),
            help_text=_("What the source says it is to give. Leave out what no source says."),
        ),
        InlinePanel("milestones", heading=_("Milestones"), label=_("Milestone")),
        MultiFieldPanel(
            [FieldPanel("organisation_of_work"), InlinePanel("actors", label=_("Actor"))], heading=_("Whom it concerns")
        ),
        InlinePanel(
            "startup_actions",
            heading=_("Actions on start-up"),
            label=_("Action"),
            help_text=_("What a strategy area begins with. An action that is followed up gets a page below the area."),
        ),
        panels.BODY,
    ]
    about_panels = [FieldPanel("service_forms"), FieldPanel("patient_groups"), panels.PARTNERS, panels.PLACES]

    parent_page_types = ["stories.InitiativeIndexPage", "stories.InitiativePage"]
    subpage_types = ["stories.InitiativePage"]
    base_form_class = InitiativePageForm
    is_creatable = True
    search_kind = "initiative"
    listing_order = 50
    card_template = "components/cards/initiative_page.html"
    required_to_publish = ("summary", "kind", "phase", "owner_organisation")
    text_fields = (("background", 1), ("needs", 1), ("organisation_of_work", 1))

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    # Where it stands --------------------------------------------------------------------------------------------------
    @property
    def is_area(self) -> bool:
        """Whether it is an area of a strategy, known by its letter."""
        return self.kind == InitiativeKind.STRATEGIOMRADE

    @property
    def mark(self) -> str:
        """Its letter as a strategy area, else its number among the parts; empty when it has none."""
        if self.order and self.is_area and self.order <= 26:
            return chr(ord("A") + self.order - 1)
        return str(self.order or "")

    @property
    def name(self) -> str:
        """The title where the parent stands beside it."""
        return self.short_title or self.title

    @cached_property
    def placed_under(self) -> Page | None:
        """The page that it lies below, in its own type; set by the form for a page that is not saved yet."""
        return self.get_parent().specific if self.path else None

    def members(self) -> models.QuerySet[InitiativePage]:
        """The visible pages of the same top initiative, itself included."""
        top = self.path[: self.steplen * TOP_DEPTH]
        return InitiativePage.objects.visible().filter(path__startswith=top).select_related("locale")

    # Who and what -----------------------------------------------------------------------------------------------------
    @property
    def owners(self) -> list[Organisation]:
        """The owner and those that own it together with it; no query when the rows are prefetched."""
        partners = [row.organisation for row in self.organisations.all() if row.role == PartnerRole.EIER]
        return [*([self.owner_organisation] if self.owner_organisation else []), *partners]

    @property
    def matrix(self) -> Matrix:
        """The benefits by beneficiary and kind."""
        return benefit_matrix(self.benefits.all())

    @property
    def dated_by_source(self) -> str:
        """The latest date of its sources, as exact as they give it; empty when all are undated."""
        return max((source.date for source in self.sources.all()), default="")

    # Publication ------------------------------------------------------------------------------------------------------
    def own_problems(self) -> list[Problem]:
        """Milestones that contradict themselves, and a place in the tree that does not fit the kind."""
        return [*self._milestone_problems(), *self._place_problems()]

    def _milestone_problems(self) -> list[Problem]:
        found = []
        for milestone in self.milestones.all():
            if milestone.reached and not milestone.date:
                message = gettext("The milestone “%(milestone)s” is marked as reached. When was it?")
            elif milestone.reached and milestone.lies_ahead(timezone.localdate()):
                message = gettext("The milestone “%(milestone)s” is marked as reached, but its date lies ahead.")
            else:
                continue
            found.append(Problem("milestones", message % {"milestone": milestone}))
        return found

    def _place_problems(self) -> list[Problem]:
        parent = self.placed_under
        if parent is None:
            return []
        allowed = PLACES.get(InitiativeKind(self.kind)) if self.kind else None
        if allowed and getattr(parent, "kind", "") not in allowed:
            names = gettext(" or ").join(str(kind.label).lower() for kind in allowed)
            message = gettext("%(kind)s belongs below: %(names)s. Move the page there, or choose another kind.")
            return [Problem("kind", message % {"kind": self.get_kind_display(), "names": names})]
        return self._number_problems(parent)

    def _number_problems(self, parent: Page) -> list[Problem]:
        siblings = InitiativePage.objects.child_of(parent).exclude(pk=self.pk).filter(live=True)
        if self.order and siblings.filter(order=self.order, kind=self.kind).exists():
            return [Problem("order", gettext("Another part of the same initiative already has this number."))]
        return []

    # What it tells the other rooms ------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The initiative with all its rows."""
        actors = InitiativeActor.objects.select_related("organisation")
        actions = StartupAction.objects.order_by("sort_order")
        return cls.with_owners(super().detail_queryset()).prefetch_related(
            "benefits",
            "milestones",
            Prefetch("actors", actors),
            Prefetch("startup_actions", actions),
        )

    @classmethod
    def card_queryset(cls):
        """Initiatives with their owners."""
        return cls.with_owners(super().card_queryset().select_related("owner_organisation"))

    @staticmethod
    def with_owners(queryset):
        """Fetch the partners, among whom the other owners are, in one query."""
        rows = PageOrganisation.objects.select_related("organisation")
        return queryset.prefetch_related(Prefetch("organisations", rows))

    def text_parts(self) -> list[TextPart]:
        """Its words, those of the rows included."""
        language = self.language
        rows = [
            (_("benefits"), [row.text for row in self.benefits.all()]),
            (_("milestones"), [" ".join(filter(None, [row.text, row.condition])) for row in self.milestones.all()]),
            (_("actors"), [" ".join(filter(None, [row.shown_name, row.text])) for row in self.actors.all()]),
            (_("actions on start-up"), [row.text for row in self.startup_actions.all()]),
        ]
        told = [TextPart(". ".join(texts), language, ROW_WEIGHT, str(heading)) for heading, texts in rows if texts]
        return [*super().text_parts(), *told]

    def search_labels(self) -> list[Label]:
        """The short title, when it has one."""
        labels = [Label(self.short_title, self.language, "alternative")] if self.short_title else []
        return [*super().search_labels(), *labels]

    def search_facets(self) -> dict[str, list[str]]:
        """Kind and phase beside what every page has."""
        return {**super().search_facets(), "initiative_kind": [self.kind], "initiative_phase": [self.phase]}

    def get_context(self, request, *args, **kwargs):
        """Its relatives, found in one query."""
        members = self.members() if self.path else []
        return super().get_context(request, *args, **kwargs) | {"family": Family(self, members)}
