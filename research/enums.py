"""Closed vocabularies of what is known."""

from django.db import models
from django.utils.translation import pgettext_lazy


class EffectDirection(models.TextChoices):
    """What a publication found."""

    BEDRE = "bedre", pgettext_lazy("effect_directions", "Better")
    BLANDET = "blandet", pgettext_lazy("effect_directions", "Mixed")
    INGEN_FORSKJELL = "ingen-forskjell", pgettext_lazy("effect_directions", "No clear difference")
    DARLIGERE = "darligere", pgettext_lazy("effect_directions", "Worse")
    IKKE_MALT = "ikke-malt", pgettext_lazy("effect_directions", "Does not measure effect")


class PublicationKind(models.TextChoices):
    """What kind of publication it is."""

    ARTIKKEL = "artikkel", pgettext_lazy("publication_kinds", "Article")
    OVERSIKT = "oversikt", pgettext_lazy("publication_kinds", "Review")
    RAPPORT = "rapport", pgettext_lazy("publication_kinds", "Report")
    PROTOKOLL = "protokoll", pgettext_lazy("publication_kinds", "Protocol")
    REGISTER = "register", pgettext_lazy("publication_kinds", "Framework or register")


class ResourceKind(models.TextChoices):
    """What kind of resource it is."""

    RAPPORT = "rapport", pgettext_lazy("resource_kinds", "Report")
    RETNINGSLINJE = "retningslinje", pgettext_lazy("resource_kinds", "Guideline")
    VEILEDER = "veileder", pgettext_lazy("resource_kinds", "Guide")
    LAERINGSRESSURS = "laeringsressurs", pgettext_lazy("resource_kinds", "Learning resource")
    FORSKNINGSDATABASE = "forskningsdatabase", pgettext_lazy("resource_kinds", "Research database")
    VERKTOY = "verktoy", pgettext_lazy("resource_kinds", "Tool or template")
    NETTSTED = "nettsted", pgettext_lazy("resource_kinds", "Website")


class ConceptStatus(models.TextChoices):
    """Whether a concept is in use."""

    GJELDENDE = "gjeldende", pgettext_lazy("concept_status", "Current")
    UTDATERT = "utdatert", pgettext_lazy("concept_status", "Outdated")
