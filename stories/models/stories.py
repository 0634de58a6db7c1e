"""Experience stories: what someone did, told as answers to nine fixed questions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from hub import panels
from hub.drawing.houses import HouseFacts
from hub.enums import NasssDomain, OrganisationModel
from hub.indexing import TextPart
from hub.models import Organisation
from hub.partial_dates import PartialDateField
from hub.wording import inside
from stories.models.results import ResultRow
from stories.models.service import ServicePage
from stories.partners import Partner, owners_of, partners_of
from stories.places import counties_of, municipalities_of, short_place
from stories.questions import answer_field
from stories.rows_in_one import FOR_A_HOUSE, FOR_A_STORY, RowsInOne

TECHNOLOGY = MultiFieldPanel(
    [
        FieldPanel("technology"),
        FieldRowPanel([FieldPanel("technology_supplier"), FieldPanel("technology_source_is_supplier")]),
    ],
    heading=_("Technology"),
)
VOLUME = MultiFieldPanel(
    [
        FieldPanel("volume_text"),
        FieldRowPanel([FieldPanel("volume_number"), FieldPanel("volume_unit"), FieldPanel("volume_as_of")]),
    ],
    heading=_("Volume"),
)


class StoryPage(ServicePage):
    """What a municipality or hospital did, what came of it, and what they would have done differently."""

    organisation_model = models.CharField(
        pgettext_lazy("who follows up", "organisation"),
        max_length=30,
        blank=True,
        choices=OrganisationModel.choices,
        help_text=_("Who follows the patients up."),
    )
    technology = models.TextField(
        _("technology"),
        blank=True,
        max_length=400,
        help_text=_("What patients and staff use. Name the product here only."),
    )
    technology_supplier = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supplied_stories",
        verbose_name=_("supplier"),
    )
    technology_source_is_supplier = models.BooleanField(
        _("the source is the supplier"), default=False, help_text=_("Readers are told so.")
    )
    volume_text = models.CharField(
        _("volume"), max_length=160, blank=True, help_text=_("How many, of what and when: “84 patients in the pilot”.")
    )
    volume_number = models.PositiveIntegerField(pgettext_lazy("how many", "number"), null=True, blank=True)
    volume_unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("Such as patients or bed days."))
    volume_as_of = PartialDateField(_("counted"), help_text=_("2024, 2024-05 or 2024-05-17."))

    what = answer_field("what")
    when_and_why = answer_field("when_and_why")
    for_whom = answer_field("for_whom")
    aims = answer_field("aims")
    results_text = answer_field("results_text")
    hard = answer_field("hard")
    differently = answer_field("differently")
    advice_text = answer_field("advice_text")
    next_steps = answer_field("next_steps")

    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True
    search_kind = "story"
    listing_order = 10
    required_to_publish = ("summary", "owner_organisation", "service_forms", "phase", "status", "what", "for_whom")
    text_fields = (
        ("what", 2),
        ("when_and_why", 1),
        ("for_whom", 2),
        ("aims", 1),
        ("results_text", 2),
        ("hard", 1),
        ("differently", 1),
        ("advice_text", 1),
        ("next_steps", 1),
        ("technology", 1),
    )
    story_rows = RowsInOne(FOR_A_STORY)
    house_rows = RowsInOne(FOR_A_HOUSE)
    card_template = "components/cards/story_page.html"
    related_template = "components/related/story_page.html"
    related_layout = "rows"
    content_panels = [
        *panels.HEAD,
        ServicePage.PHASE_PANEL,
        FieldPanel("what"),
        FieldPanel("when_and_why"),
        FieldPanel("for_whom"),
        FieldPanel("aims"),
        FieldPanel("results_text"),
        InlinePanel("results", heading=_("Results by domain"), label=_("Result")),
        FieldPanel("hard"),
        InlinePanel("difficulties", heading=_("Difficulties"), label=_("Difficulty")),
        FieldPanel("differently"),
        FieldPanel("advice_text"),
        InlinePanel("advice", heading=_("Advice in brief"), label=_("Piece of advice")),
        FieldPanel("next_steps"),
        panels.BODY,
    ]
    about_panels = [
        panels.OWNER,
        panels.PARTNERS,
        panels.PLACES,
        FieldPanel("patient_groups"),
        FieldPanel("service_forms"),
        FieldPanel("method_elements"),
        FieldPanel("organisation_model"),
        VOLUME,
        TECHNOLOGY,
    ]

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")

    # Read models ------------------------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The story with all its rows, in two queries."""
        return cls.with_rows(super().detail_queryset().select_related("technology_supplier"), "story_rows")

    @classmethod
    def card_queryset(cls):
        """Stories with what their house and their line of facts are made of, without the long texts."""
        return (
            super()
            .card_queryset()
            .select_related("owner_organisation", "county")
            .prefetch_related("municipalities__municipality__county", "organisations__organisation")
            .defer(*(name for name, _weight in cls.text_fields), "body", "note")
        )

    @classmethod
    def related_queryset(cls):
        """Stories with what their house and place are made of, in two queries."""
        return cls.with_rows(cls.card_queryset(), "house_rows")

    # In words ---------------------------------------------------------------------------------------------------------
    @property
    def owners(self) -> list[Organisation]:
        """Who owns it, alone or together."""
        return owners_of(self)

    @property
    def partners(self) -> list[Partner]:
        """Who takes part without owning it."""
        return partners_of(self)

    @property
    def place(self) -> str:
        """Where, in a few words."""
        return short_place(self)

    @property
    def places(self) -> list:
        """Every municipality, then the counties; Oslo is both and stands once."""
        counties = counties_of(self)
        names = {county.name for county in counties}
        return [*(place for place in municipalities_of(self) if place.name not in names), *counties]

    @property
    def organisation_model_label(self) -> str:
        """Who follows the patients up, in words."""
        return str(OrganisationModel(self.organisation_model).label) if self.organisation_model else ""

    # In rows and drawings ---------------------------------------------------------------------------------------------
    def rows_below(self, field: str) -> list:
        """Difficulties and advice stand below their questions, like results."""
        if field == "hard":
            return list(self.difficulties.all())
        if field == "advice_text":
            return list(self.advice.all())
        return super().rows_below(field)

    @property
    def house_facts(self) -> HouseFacts:
        """The house of the story: no query when its rows are prefetched."""
        owner = self.owner_organisation
        return self.service_house(
            owner_kind=owner.kind if owner else "",
            partner_kinds=tuple(row.organisation.kind for row in self.organisations.all()),
            municipalities=len(self.municipalities.all()),
        )

    # What it tells the other rooms ------------------------------------------------------------------------------------
    def text_parts(self) -> list[TextPart]:
        """The page's words with those of its difficulties and advice."""
        rows = [*self.difficulties.all(), *self.advice.all()]
        return [*super().text_parts(), *(TextPart(row.text, self.language) for row in rows)]

    def search_facets(self) -> dict[str, list[str]]:
        """Who follows up, and where it was hard, beside what every service has."""
        own = {
            "organisation_model": [self.organisation_model],
            "nasss": sorted({row.nasss for row in self.difficulties.all() if row.nasss}),
        }
        return super().search_facets() | {name: values for name, values in own.items() if any(values)}


class StoryResult(ResultRow):
    """A result of an experience."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="results")

    class Meta(ResultRow.Meta):
        pass


class StoryDifficulty(Orderable):
    """Something that was hard, tagged with the domain of NASSS that it belongs to."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="difficulties")
    text = models.TextField(_("difficulty"), max_length=400, help_text=_("One difficulty in one sentence."))
    nasss = models.CharField(_("domain"), max_length=20, blank=True, choices=NasssDomain.choices)

    panels = [FieldPanel("text"), FieldPanel("nasss")]

    class Meta(Orderable.Meta):
        verbose_name = _("difficulty")
        verbose_name_plural = _("difficulties")

    def __str__(self):
        return self.text

    @property
    def domain_inside(self) -> str:
        """The domain as it reads inside a sentence; empty when it has none."""
        return inside(NasssDomain(self.nasss).label) if self.nasss else ""


class StoryAdvice(Orderable):
    """One piece of advice that stands alone."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="advice")
    text = models.TextField(_("advice"), max_length=400, help_text=_("One piece of advice that stands alone."))

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("advice")

    def __str__(self):
        return self.text
