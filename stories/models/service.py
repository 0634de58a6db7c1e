"""What a told service has in common at home and abroad: how far it has come, whether it runs now, what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub import publishing
from hub.drawing.footing import strongest
from hub.drawing.houses import HouseFacts
from hub.enums import EvidenceLevel, Phase, ServiceStatus
from hub.indexing import TextPart
from hub.models import BasePage
from hub.partial_dates import PartialDateField, partial_date
from hub.wording import enumeration
from stories.models.results import DomainResults, ResultRow, by_domain, measured, not_stated, planned
from stories.questions import QUESTIONS, Question, answered

YEARS = [MinValueValidator(1980), MaxValueValidator(2100)]
RESULT_WEIGHT = 2
STATUS_NOW = {
    ServiceStatus.I_DRIFT: pgettext_lazy("status in a sentence", "Running"),
    ServiceStatus.VIDEREFORT: pgettext_lazy("status in a sentence", "The service was continued"),
    ServiceStatus.STOPPET: pgettext_lazy("status in a sentence", "Stopped"),
    ServiceStatus.UKJENT: pgettext_lazy("status in a sentence", "Not known whether it is running"),
}


@dataclass(frozen=True)
class Section:
    """An answered question on the page, with the rows that belong below it."""

    question: Question
    anchor: str
    markup: str
    rows: list
    aims: list[ResultRow]
    inferred: bool

    @property
    def field(self) -> str:
        """The name of the field with the answer."""
        return self.question.field

    @property
    def heading(self):
        """The question, as the section's heading."""
        return self.question.text


class ServicePage(BasePage):
    """A page about one service: phase, status with its date, years, results and answers to fixed questions."""

    phase = models.CharField(
        _("phase"),
        max_length=20,
        blank=True,
        choices=Phase.choices,
        help_text=_("Where the service stands on its way."),
    )
    phase_since = PartialDateField(
        _("in this phase since"), help_text=_("2024, 2024-05 or 2024-05-17, as exact as the source.")
    )
    status = models.CharField(
        _("is it running now?"),
        max_length=20,
        blank=True,
        choices=ServiceStatus.choices,
        help_text=_("A project may have ended while the service goes on. Choose “Not known” rather than guess."),
    )
    status_confirmed = PartialDateField(
        _("status last confirmed"),
        help_text=_("When somebody who knows said so. Empty is shown as “not confirmed”, so ask, and fill it in."),
    )
    start_year = models.PositiveSmallIntegerField(_("started"), null=True, blank=True, validators=YEARS)
    end_year = models.PositiveSmallIntegerField(_("ended"), null=True, blank=True, validators=YEARS)
    strongest_evidence = models.CharField(
        _("strongest evidence"), max_length=20, blank=True, editable=False, choices=EvidenceLevel.choices
    )

    results: Any
    questions: tuple[Question, ...] = QUESTIONS
    aims_below = "aims"
    PHASE_PANEL = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("phase"), FieldPanel("phase_since")]),
            FieldRowPanel([FieldPanel("status"), FieldPanel("status_confirmed")]),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
        ],
        heading=_("How far it has come"),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Keep the strongest evidence beside the rows, so that lists can filter, sort and draw by it."""
        if not kwargs.get("update_fields"):
            self.weigh_evidence()
        super().save(*args, **kwargs)

    def weigh_evidence(self):
        """Set the strongest evidence from the results as they are now; planned ones carry nothing."""
        self.strongest_evidence = strongest(row.evidence for row in self.results.all())

    def get_context(self, request, *args, **kwargs):
        """Draw a preview from the rows of the draft, which may not have been saved yet."""
        self.weigh_evidence()
        return super().get_context(request, *args, **kwargs)

    def own_problems(self) -> list[publishing.Problem]:
        """Years in the wrong order, and results that point to a source that is not there."""
        problems = super().own_problems()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            problems.append(publishing.Problem("end_year", gettext("It cannot have ended before it started.")))
        sources = len(self.sources.all())
        for row in self.results.all():
            if row.source_number and row.source_number > sources:
                text = gettext("The result “%(text)s” refers to source %(number)s, but there are only %(count)s.")
                values = {"text": row.text, "number": row.source_number, "count": sources}
                problems.append(publishing.Problem("", text % values))
        return problems

    # In words ---------------------------------------------------------------------------------------------------------
    @property
    def status_text(self) -> str:
        """Whether it runs now, with the date when that was confirmed, or that it is not; of the unknown, only that."""
        if not self.status:
            return ""
        status = STATUS_NOW[ServiceStatus(self.status)]
        if not self.status_confirmed and self.status == ServiceStatus.UKJENT:
            return str(status)
        if not self.status_confirmed:
            return gettext("%(status)s, not confirmed") % {"status": status}
        return gettext("%(status)s, confirmed %(date)s") % {
            "status": status,
            "date": partial_date(self.status_confirmed),
        }

    @property
    def phase_label(self):
        """The phase in words; empty when it is not stated."""
        return Phase(self.phase).label if self.phase else ""

    @property
    def phase_text(self) -> str:
        """The phase and since when."""
        if not self.phase_since:
            return str(self.phase_label)
        return gettext("%(phase)s, since %(date)s") % {
            "phase": self.phase_label,
            "date": partial_date(self.phase_since),
        }

    @property
    def years_text(self) -> str:
        """When it started and ended, unless the phase has told that already."""
        told = self.phase_since[:4]
        start = str(self.start_year or "") if str(self.start_year) != told else ""
        end = str(self.end_year or "") if str(self.end_year) != told else ""
        if start and end:
            return f"{start}–{end}"
        if start:
            return gettext("Started %(year)s") % {"year": start}
        return gettext("Ended %(year)s") % {"year": end} if end else ""

    @property
    def inferred_status(self) -> str:
        """The name of what was inferred about the status: itself or its date; empty when neither was."""
        return next((name for name in ("status", "status_confirmed") if name in self.inferred_fields), "")

    @property
    def patient_groups_text(self) -> str:
        """For whom, in one line."""
        return enumeration(self.patient_groups)

    @property
    def service_forms_text(self) -> str:
        """Which service forms, in one line."""
        return enumeration(self.service_forms)

    @property
    def method_elements_text(self) -> str:
        """Which parts of the follow-up, in one line."""
        return enumeration(self.method_elements)

    @property
    def place(self) -> str:
        """Where, in a few words; a type says how."""
        return ""

    @property
    def card_facts(self) -> list[str]:
        """Place, service forms, phase and status, for the line below a card; what is not stated is left out."""
        facts = (self.place, "; ".join(map(str, self.service_forms)), str(self.phase_label), self.status_text)
        return [fact for fact in facts if fact]

    @property
    def related_facts(self) -> list[str]:
        """Place and phase, for a line among related pages."""
        return [fact for fact in (self.place, str(self.phase_label)) if fact]

    # In rows ----------------------------------------------------------------------------------------------------------
    def rows_below(self, field: str) -> list:
        """The rows that are shown below the answer in a field."""
        return self.result_rows if field == "results_text" else []

    @cached_property
    def sections(self) -> list[Section]:
        """The answered questions, in their fixed order; what is only planned stands below the aims."""
        aims = planned(self.results.all())
        found = []
        for number, question in enumerate(self.questions, start=1):
            markup, rows = getattr(self, question.field), self.rows_below(question.field)
            below = aims if question.field == self.aims_below else []
            if answered(markup) or rows or below:
                inferred = question.field in self.inferred_fields
                found.append(Section(question, f"s{number}", markup, rows, below, inferred))
        return found

    @property
    def unanswered(self) -> list[Question]:
        """The questions that no source answers; they share one line."""
        told = {section.question for section in self.sections}
        return [question for question in self.questions if question not in told]

    @property
    def result_rows(self) -> list[ResultRow]:
        """The measured results."""
        return measured(self.results.all())

    @property
    def results_by_domain(self) -> list[DomainResults]:
        """The measured results in the order of the domains."""
        return by_domain(self.results.all())

    @property
    def domains_not_stated(self) -> str:
        """The domains without a measured result, in one line."""
        return enumeration(domain.label for domain in not_stated(self.results.all()))

    def toc_entries(self) -> list[tuple[str, str]]:
        """The answered questions."""
        return [(section.anchor, str(section.heading)) for section in self.sections]

    def service_house(self, **facts) -> HouseFacts:
        """The house of the service, drawn from what the page states."""
        return HouseFacts(
            forms=tuple(term.slug for term in self.service_forms),
            phase=self.phase,
            status=self.status,
            evidence=self.strongest_evidence,
            **facts,
        )

    # What it tells the other rooms ------------------------------------------------------------------------------------
    @staticmethod
    def with_rows(queryset, name: str):
        """Pages with their rows from one query (`RowsInOne`), in place of a query for each kind."""
        return queryset.prefetch_related(None).prefetch_related(name)

    def text_parts(self) -> list[TextPart]:
        """The page's words with those of its results; aims that nobody has measured count as plain text."""
        parts = super().text_parts()
        for row in self.results.all():
            parts.append(TextPart(row.text, self.language, 1 if row.planned else RESULT_WEIGHT))
        return parts

    def search_facets(self) -> dict[str, list[str]]:
        """Phase, status and evidence beside what every page has."""
        own = {
            "phase": [self.phase],
            "status": [self.status],
            "evidence": [self.strongest_evidence],
            "mast": sorted({row.mast for row in self.result_rows}),
        }
        return super().search_facets() | {name: values for name, values in own.items() if any(values)}
