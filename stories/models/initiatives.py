"""Initiatives: national measures, strategies with areas and actions, projects, schemes, white papers, evaluations."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from hub import panels
from hub.blocks.text import PROSE_FEATURES
from hub.enums import PartnerRole
from hub.indexing import Label, TextPart
from hub.models import BasePage, Organisation
from hub.publishing import Problem
from stories.benefit_matrix import Matrix, benefit_matrix
from stories.enums import ActorRole, InitiativeKind, InitiativePhase
from stories.families import Family, name_concepts
from stories.initiative_rules import actor_problems, milestone_problems, place_problems
from stories.models.initiative_rows import InitiativeActor
from stories.page_forms import InitiativePageForm
from stories.rows_in_one import FOR_AN_INITIATIVE, RowsInOne

# Where in the tree the top initiatives lie: root, front page, register, initiative.
TOP_DEPTH = 4
ROW_WEIGHT = 1
FEW_ACTORS = 3


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
            label=pgettext_lazy("initiative", "Action"),
            help_text=_("What a strategy area begins with. An action that is followed up gets a page below the area."),
        ),
        panels.BODY,
    ]
    about_panels = [FieldPanel("service_forms"), FieldPanel("patient_groups"), panels.PARTNERS, panels.PLACES]

    parent_page_types = ["stories.InitiativeIndexPage", "stories.InitiativePage"]
    subpage_types = ["stories.InitiativePage"]
    base_form_class = InitiativePageForm
    is_creatable = True
    organisation_lookups = ("actors__organisation",)
    search_kind = "initiative"
    listing_order = 50
    card_template = "components/cards/initiative_page.html"
    required_to_publish = ("summary", "kind", "phase", "owner_organisation")
    initiative_rows = RowsInOne(FOR_AN_INITIATIVE)
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

    @cached_property
    def family(self) -> Family:
        """The page among its relatives, found in one query."""
        return Family(self, self.members() if self.path else ())

    # Who and what -----------------------------------------------------------------------------------------------------
    @property
    def owners(self) -> list[Organisation]:
        """The owner and those that own it together with it; no query when the rows are prefetched."""
        partners = [row.organisation for row in self.organisations.all() if row.role == PartnerRole.EIER]
        return [*([self.owner_organisation] if self.owner_organisation else []), *partners]

    @property
    def owner_names(self) -> str:
        """The owners in a line, for lists."""
        names = [owner.name for owner in self.owners]
        if self.other_owners:
            return ", ".join([*names[:-1], *(gettext("%(owner)s and others") % {"owner": name} for name in names[-1:])])
        return gettext(" and ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

    @property
    def parts_heading(self) -> str:
        """What its parts are called."""
        if self.kind == InitiativeKind.STRATEGI:
            return gettext("Areas of the strategy")
        return gettext("Actions in the area") if self.is_area else gettext("Parts of the initiative")

    @property
    def matrix(self) -> Matrix:
        """The benefits by beneficiary and kind."""
        return benefit_matrix(self.benefits.all())

    @property
    def actors_by_role(self) -> list[tuple[ActorRole, list[InitiativeActor]]]:
        """The actors in the vocabulary's order of roles, as the editor has put them."""
        actors = list(self.actors.all())
        found = [(role, [actor for actor in actors if actor.role == role]) for role in ActorRole]
        return [(role, held) for role, held in found if held]

    @property
    def tells_of_actors(self) -> bool:
        """Whether the actors need a table: a few names without a word of what it means for them are facts."""
        actors = list(self.actors.all())
        return len(actors) > FEW_ACTORS or any(actor.text for actor in actors)

    @property
    def other_actors(self) -> list[tuple[ActorRole, list[InitiativeActor]]]:
        """The few actors by role, without those who are shown as owners."""
        owners = {owner.pk for owner in self.owners}
        found = [(role, [a for a in held if a.organisation_id not in owners]) for role, held in self.actors_by_role]
        return [(role, held) for role, held in found if held]

    @property
    def dated_by_source(self) -> str:
        """The latest date of its sources, as exact as they give it; empty when all are undated."""
        return max((source.date for source in self.sources.all()), default="")

    def toc_entries(self) -> list[tuple[str, str]]:
        """Anchors and headings of what the page tells; what no source says is left out."""
        entries = [
            ("bakgrunn", self.background_heading, self.background or self.needs),
            ("deler", self.parts_heading, self.family.parts),
            ("oppstart", gettext("Actions on start-up"), self.startup_actions.all()),
            ("gevinster", gettext("Benefits"), self.benefits.all()),
            ("milepaeler", gettext("Milestones"), self.milestones.all()),
            ("hvem", gettext("Whom it concerns"), self.organisation_of_work or self.tells_of_actors),
        ]
        return [(anchor, heading) for anchor, heading, told in entries if told]

    @property
    def background_heading(self) -> str:
        """What stands above background, needs or both."""
        if self.background and self.needs:
            return gettext("Background and needs")
        return gettext("Needs") if self.needs else gettext("Background")

    # Publication ------------------------------------------------------------------------------------------------------
    def own_problems(self) -> list[Problem]:
        """Milestones that contradict themselves, nameless actors, a place in the tree that does not fit the kind."""
        found = [*milestone_problems(self, timezone.localdate()), *actor_problems(self)]
        return found + place_problems(self, self.placed_under) if self.placed_under else found

    # What it tells the other rooms ------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The initiative with all its rows, which cost one query."""
        return super().detail_queryset().prefetch_related(None).prefetch_related("initiative_rows")

    @classmethod
    def card_queryset(cls):
        """Initiatives with their owners."""
        return (
            super().card_queryset().select_related("owner_organisation").prefetch_related("organisations__organisation")
        )

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
        """Its relatives; an area names the concepts of its actions."""
        if self.is_area:
            name_concepts(self.family.children)
        return super().get_context(request, *args, **kwargs) | {"family": self.family}
