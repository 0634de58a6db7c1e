"""Closed vocabularies of what someone did."""

from django.db import models
from django.utils.translation import pgettext_lazy


class InitiativeKind(models.TextChoices):
    """What kind of initiative it is."""

    NASJONALT_TILTAK = "nasjonalt-tiltak", pgettext_lazy("initiative_kinds", "National measure")
    STRATEGI = "strategi", pgettext_lazy("initiative_kinds", "Strategy")
    STRATEGIOMRADE = "strategiomrade", pgettext_lazy("initiative_kinds", "Strategy area")
    STRATEGITILTAK = "strategitiltak", pgettext_lazy("initiative_kinds", "Strategy action")
    PROSJEKT = "prosjekt", pgettext_lazy("initiative_kinds", "Project")
    ORDNING = "ordning", pgettext_lazy("initiative_kinds", "Scheme or network")
    POLITIKK = "politikk", pgettext_lazy("initiative_kinds", "White paper or guidance")
    EVALUERING = "evaluering", pgettext_lazy("initiative_kinds", "Evaluation")


class InitiativePhase(models.TextChoices):
    """Where an initiative stands; required."""

    KONSEPT = "konsept", pgettext_lazy("initiative_phases", "Concept")
    PLANLEGGING = "planlegging", pgettext_lazy("initiative_phases", "Planning")
    GJENNOMFORING = "gjennomforing", pgettext_lazy("initiative_phases", "Execution")
    GJELDENDE = "gjeldende", pgettext_lazy("initiative_phases", "In force")
    AVSLUTTET = "avsluttet", pgettext_lazy("initiative_phases", "Ended")
    AVLOST = "avlost", pgettext_lazy("initiative_phases", "Superseded")
    IKKE_OPPGITT = "ikke-oppgitt", pgettext_lazy("initiative_phases", "Not stated")


class ActorRole(models.TextChoices):
    """How an initiative affects somebody."""

    ANSVARLIG = "ansvarlig", pgettext_lazy("actor_roles", "Responsible")
    DELTAR = "deltar", pgettext_lazy("actor_roles", "Takes part")
    BERORES = "berores", pgettext_lazy("actor_roles", "Affected")
    FINANSIERER = "finansierer", pgettext_lazy("actor_roles", "Funds")
    LEVERANDOR = "leverandor", pgettext_lazy("actor_roles", "Supplier")


class MilestoneStatus(models.TextChoices):
    """Whether a milestone was reached."""

    PLANLAGT = "planlagt", pgettext_lazy("milestone_status", "Planned")
    NADD = "nådd", pgettext_lazy("milestone_status", "Reached")
    UKJENT = "ukjent", pgettext_lazy("milestone_status", "Unknown")


class NewsKind(models.TextChoices):
    """What kind of news it is."""

    ARTICLE = "article", pgettext_lazy("news_kinds", "Article")
    STUDY = "study", pgettext_lazy("news_kinds", "Study")
    LETTER = "letter", pgettext_lazy("news_kinds", "Letter")
    CONFERENCE = "conference", pgettext_lazy("news_kinds", "Conference")
