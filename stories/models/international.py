"""International examples: what others have done, what came of it, and what of that holds in Norway."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from hub import panels
from hub.drawing.houses import HouseFacts
from hub.enums import OrganisationKind
from research.countries import Country
from stories.models.results import ResultRow
from stories.models.service import ServicePage
from stories.questions import BY_FIELD, PROSE_FEATURES, answer_field
from stories.rows_in_one import FOR_AN_EXAMPLE, TERMS, RowsInOne

SCALE = MultiFieldPanel(
    [FieldPanel("scale_text"), FieldRowPanel([FieldPanel("scale_number"), FieldPanel("scale_unit")])],
    heading=_("Scale"),
)


class InternationalExamplePage(ServicePage):
    """A service abroad that Norwegian services can learn from."""

    country = models.CharField(_("country"), max_length=2, blank=True, choices=Country.choices)
    country_name = models.CharField(
        _("shown as"),
        max_length=80,
        blank=True,
        help_text=_("When it is a part of the country: Scotland, Spain (Catalonia). Empty shows the country's name."),
    )
    organisation_text = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("Who runs it, and who has evaluated it.")
    )
    scale_text = models.CharField(
        _("scale"),
        max_length=160,
        blank=True,
        help_text=_("How many, of what and when: “1,225 patients in 26 districts”."),
    )
    scale_number = models.PositiveIntegerField(pgettext_lazy("how many", "number"), null=True, blank=True)
    scale_unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("Such as patients."))

    what = answer_field("what")
    results_text = answer_field("results_text")
    hard = answer_field("hard")
    lesson_for_norway = RichTextField(
        _("what Norway can learn"),
        blank=True,
        features=PROSE_FEATURES,
        help_text=_("One sentence that a Norwegian project can act on."),
    )
    transferability = RichTextField(
        _("how it transfers to Norway"),
        blank=True,
        features=PROSE_FEATURES,
        help_text=_("What is alike and what is not: who pays, who follows up, who the patients are."),
    )

    parent_page_types = ["stories.InternationalIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True
    search_kind = "international-example"
    listing_order = 70
    abroad = True
    aims_below = "what"
    questions = (BY_FIELD["what"], BY_FIELD["results_text"], BY_FIELD["hard"])
    required_to_publish = ("summary", "country", "service_forms", "phase", "status", "what", "lesson_for_norway")
    text_fields = (
        ("what", 2),
        ("results_text", 2),
        ("hard", 1),
        ("lesson_for_norway", 2),
        ("transferability", 1),
        ("organisation_text", 1),
    )
    example_rows = RowsInOne(FOR_AN_EXAMPLE)
    house_rows = RowsInOne((TERMS,))
    card_template = "components/cards/international_example_page.html"
    related_template = "components/related/international_example_page.html"
    related_layout = "rows"
    content_panels = [
        *panels.HEAD,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("country"), FieldPanel("country_name")]), FieldPanel("organisation_text")],
            heading=_("Where and who"),
        ),
        ServicePage.PHASE_PANEL,
        SCALE,
        FieldPanel("what"),
        FieldPanel("results_text"),
        InlinePanel("results", heading=_("Results by domain"), label=_("Result")),
        FieldPanel("hard"),
        FieldPanel("lesson_for_norway"),
        FieldPanel("transferability"),
        panels.BODY,
    ]
    about_panels = [FieldPanel("patient_groups"), FieldPanel("service_forms")]

    class Meta:
        verbose_name = _("international example")
        verbose_name_plural = _("international examples")

    # Read models ------------------------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The example with all its rows, in two queries."""
        return cls.with_rows(super().detail_queryset(), "example_rows")

    @classmethod
    def card_queryset(cls):
        """Examples with what their house and their line of facts are made of, without the long texts."""
        return super().card_queryset().defer(*(name for name, _weight in cls.text_fields), "body", "note")

    @classmethod
    def related_queryset(cls):
        """Examples with what their house is made of, in two queries."""
        return cls.with_rows(cls.card_queryset(), "house_rows")

    # In words ---------------------------------------------------------------------------------------------------------
    @property
    def country_text(self) -> str:
        """Where, as the source says it: the part of the country, else the country."""
        return self.country_name or (str(Country(self.country).label) if self.country else "")

    @property
    def place(self) -> str:
        """The country."""
        return self.country_text

    @property
    def transferability_is_ours(self) -> bool:
        """Whether we have judged ourselves how it transfers."""
        return "transferability" in self.inferred_fields

    def toc_entries(self) -> list[tuple[str, str]]:
        """The answered questions and what Norway can learn."""
        lesson = [("lesson", str(_("What Norway can learn")))] if self.lesson_for_norway else []
        return [*super().toc_entries(), *lesson]

    @property
    def house_facts(self) -> HouseFacts:
        """The house of the service, in outline: no query when its terms are prefetched."""
        return self.service_house(owner_kind=OrganisationKind.UTENLANDSK.value, abroad=True)

    # What it tells the other rooms ------------------------------------------------------------------------------------
    def search_facets(self) -> dict[str, list[str]]:
        """The country beside what every service has."""
        own = {"country": [self.country]} if self.country else {}
        return super().search_facets() | own


class ExampleResult(ResultRow):
    """A result of an international example."""

    page = ParentalKey(InternationalExamplePage, on_delete=models.CASCADE, related_name="results")

    class Meta(ResultRow.Meta):
        pass
