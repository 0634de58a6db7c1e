"""The rows of an initiative: benefits, milestones, actors and actions on start-up; all can be compared and counted."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from hub.enums import Beneficiary, BenefitCategory
from hub.partial_dates import PartialDateField, partial_date
from stories.enums import ActorRole, MilestoneStatus


class InitiativeBenefit(Orderable):
    """What an initiative is to give somebody: one cell of the benefits × beneficiary matrix."""

    initiative = ParentalKey("stories.InitiativePage", on_delete=models.CASCADE, related_name="benefits")
    text = models.CharField(
        _("benefit"), max_length=250, help_text=_("One benefit, told from the beneficiary's side: “avoids journeys”.")
    )
    beneficiary = models.CharField(_("for whom"), max_length=20, choices=Beneficiary.choices)
    benefit = models.CharField(_("kind of benefit"), max_length=20, choices=BenefitCategory.choices)

    panels = [FieldPanel("text"), FieldRowPanel([FieldPanel("beneficiary"), FieldPanel("benefit")])]

    class Meta(Orderable.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self):
        return self.text


class Milestone(Orderable):
    """A point on the way, planned or reached, as exact in time as its source."""

    initiative = ParentalKey("stories.InitiativePage", on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField(_("milestone"), max_length=250)
    date = PartialDateField(
        _("date"),
        help_text=_("2024, 2024-05 or 2024-05-17. Reached milestones need one. For a period: when it begins."),
    )
    date_text = models.CharField(
        _("date in words"),
        max_length=80,
        blank=True,
        help_text=_("Only when the source says it in another way: “by the end of 2024”, “autumn 2022 – summer 2023”."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=MilestoneStatus.choices,
        default=MilestoneStatus.PLANLAGT,
        help_text=_("“Reached” only when a source says so; a date that has passed is not enough."),
    )
    condition = models.CharField(
        _("condition"), max_length=250, blank=True, help_text=_("What it depends on: “if funding is granted”.")
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("date_text")]),
        FieldRowPanel([FieldPanel("status"), FieldPanel("condition")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.text

    @property
    def reached(self) -> bool:
        """Whether a source says that it was reached."""
        return self.status == MilestoneStatus.NADD

    @property
    def when(self) -> str:
        """The date in the source's words, else in those of the active language; empty when there is none."""
        return self.date_text or partial_date(self.date)

    def lies_ahead(self, today: datetime.date) -> bool:
        """Whether the whole of its date is still to come."""
        return bool(self.date) and self.date > today.isoformat()[: len(self.date)]

    def has_passed(self, today: datetime.date) -> bool:
        """Whether the whole of its date is over."""
        return bool(self.date) and self.date < today.isoformat()[: len(self.date)]

    @property
    def standing(self) -> str:
        """The status in words, which say so when a planned date has passed without a word of whether it was kept."""
        if self.status == MilestoneStatus.UKJENT:
            return gettext("Not known whether it was reached")
        if self.status == MilestoneStatus.PLANLAGT and self.has_passed(timezone.localdate()):
            return gettext("Planned, not confirmed as done")
        return self.get_status_display()


class InitiativeActor(Orderable):
    """Somebody whom an initiative affects, and how: a body in the register or a group such as general practitioners."""

    initiative = ParentalKey("stories.InitiativePage", on_delete=models.CASCADE, related_name="actors")
    name = models.CharField(
        _("actor"),
        max_length=160,
        blank=True,
        help_text=_("A body or a group, never a person. May be empty when the organisation is chosen."),
    )
    organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("When the actor is a body in the register; readers then get a link to it."),
    )
    role = models.CharField(_("role"), max_length=20, choices=ActorRole.choices)
    text = models.CharField(
        _("what it means for them"), max_length=300, blank=True, help_text=_("What they do, get or must change.")
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("text")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name as the source puts it, else the organisation's."""
        return self.name or (self.organisation.name if self.organisation else "")


class StartupAction(Orderable):
    """Something that a strategy area begins with, in order; it may have a page of its own."""

    initiative = ParentalKey("stories.InitiativePage", on_delete=models.CASCADE, related_name="startup_actions")
    text = models.TextField(_("action"), max_length=500, help_text=_("One thing to do, beginning with a verb."))
    action_page = models.ForeignKey(
        "stories.InitiativePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("the action's own page"),
        help_text=_("When the action has a page in the register."),
    )

    panels = [FieldPanel("text"), FieldPanel("action_page")]

    class Meta(Orderable.Meta):
        verbose_name = _("action on start-up")
        verbose_name_plural = _("actions on start-up")

    def __str__(self):
        return self.text
