"""Results as rows that can be compared and counted; what is only planned is an aim and never counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from hub.enums import Beneficiary, BenefitCategory, EvidenceLevel, MastDomain
from hub.wording import inside


class ResultQuerySet(models.QuerySet):
    """Questions about results across pages."""

    def measured(self) -> ResultQuerySet:
        """Results that somebody has seen, without those that are only planned: what may be counted."""
        return self.exclude(evidence=EvidenceLevel.PLANLAGT)


class ResultRow(Orderable):
    """One result on one domain of MAST: for whom, what kind of benefit, and what it rests on."""

    text = models.TextField(
        _("result"), max_length=400, help_text=_("One finding in one sentence, with its figure if there is one.")
    )
    mast = models.CharField(_("domain"), max_length=20, choices=MastDomain.choices)
    beneficiary = models.CharField(_("who benefits"), max_length=20, choices=Beneficiary.choices)
    benefit = models.CharField(
        _("kind of benefit"),
        max_length=20,
        blank=True,
        choices=BenefitCategory.choices,
        help_text=_("Empty when the result is no benefit."),
    )
    evidence = models.CharField(
        _("what it rests on"),
        max_length=20,
        choices=EvidenceLevel.choices,
        help_text=_("“Planned, not measured” is shown among the aims and never counted as a result."),
    )
    source_number = models.PositiveSmallIntegerField(
        _("source"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Its number in the page's list of sources: 1 for the first."),
    )

    objects = ResultQuerySet.as_manager()

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("mast"), FieldPanel("evidence")]),
        FieldRowPanel([FieldPanel("beneficiary"), FieldPanel("benefit"), FieldPanel("source_number")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self):
        return self.text

    @property
    def planned(self) -> bool:
        """Whether it is an aim that nobody has measured."""
        return self.evidence == EvidenceLevel.PLANLAGT

    @property
    def evidence_level(self) -> EvidenceLevel:
        """The level with its label and what it may be used for."""
        return EvidenceLevel(self.evidence)

    @property
    def benefit_text(self) -> str:
        """Who benefits and how: «For hvem: pasient eller bruker. Spart tid»."""
        whom = gettext("For whom: %(whom)s") % {"whom": inside(Beneficiary(self.beneficiary).label)}
        return f"{whom}. {BenefitCategory(self.benefit).label}" if self.benefit else whom


@dataclass(frozen=True)
class DomainResults:
    """The measured results of a page on one domain."""

    domain: MastDomain
    rows: list[ResultRow]


def measured(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows that are results."""
    return [row for row in rows if not row.planned]


def planned(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows that are aims."""
    return [row for row in rows if row.planned]


def by_domain(rows: Iterable[ResultRow]) -> list[DomainResults]:
    """Measured results in the order of the domains; a domain without any is left out."""
    found = measured(rows)
    groups = ((domain, [row for row in found if row.mast == domain]) for domain in MastDomain)
    return [DomainResults(domain, group) for domain, group in groups if group]


def not_stated(rows: Iterable[ResultRow]) -> list[MastDomain]:
    """The domains that no measured result tells about; they share one line on the page."""
    told = {row.mast for row in measured(rows)}
    return [domain for domain in MastDomain if domain not in told]
