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


class SourceRelation(models.TextChoices):
    """How a definition stands to its sources; the ids are those of data.norge.no's relationship-with-source-type."""

    DERIVED = "derived-from-source", pgettext_lazy("source_relations", "Builds on")
    DIRECT = "direct-from-source", pgettext_lazy("source_relations", "Quoted from")
    SELF_COMPOSED = "self-composed", pgettext_lazy("source_relations", "Our own wording")


class ConceptLanguage(models.TextChoices):
    """The languages that a concept has names in."""

    NB = "nb", pgettext_lazy("languages", "Bokmål")
    NN = "nn", pgettext_lazy("languages", "Nynorsk")
    EN = "en", pgettext_lazy("languages", "English")


class LabelKind(models.TextChoices):
    """What kind of other name a label is: SKOS altLabel and hiddenLabel."""

    ALTERNATIVE = "alternative", pgettext_lazy("label_kinds", "Can also be used")
    HIDDEN = "hidden", pgettext_lazy("label_kinds", "Older or discouraged")


class LinkStatus(models.TextChoices):
    """What was found at a resource's address when it was last checked; empty when it has not been."""

    OK = "ok", pgettext_lazy("link_status", "Works")
    MOVED = "moved", pgettext_lazy("link_status", "Moved")
    BROKEN = "broken", pgettext_lazy("link_status", "Does not answer")


class SourceLanguage(models.TextChoices):
    """The languages that publications and resources come in, as BCP 47 codes."""

    NB = "nb", pgettext_lazy("languages", "Bokmål")
    NN = "nn", pgettext_lazy("languages", "Nynorsk")
    EN = "en", pgettext_lazy("languages", "English")
    DA = "da", pgettext_lazy("languages", "Danish")
    SV = "sv", pgettext_lazy("languages", "Swedish")
    FI = "fi", pgettext_lazy("languages", "Finnish")
    SE = "se", pgettext_lazy("languages", "Northern Sámi")
    IS = "is", pgettext_lazy("languages", "Icelandic")
    DE = "de", pgettext_lazy("languages", "German")
    FR = "fr", pgettext_lazy("languages", "French")
    ES = "es", pgettext_lazy("languages", "Spanish")
    NL = "nl", pgettext_lazy("languages", "Dutch")


class Cdisah(models.TextChoices):
    """Codes of WHO's classification of digital interventions (CDISAH, 2nd edition, 2023); the labels are our own."""

    C1_1_2 = "1.1.2", pgettext_lazy("cdisah", "Send tailored health information to a person")
    C1_2_1 = "1.2.1", pgettext_lazy("cdisah", "Send general health information")
    C1_4_1 = "1.4.1", pgettext_lazy("cdisah", "See one's own record")
    C1_4_2 = "1.4.2", pgettext_lazy("cdisah", "Measure one's own health")
    C1_4_3 = "1.4.3", pgettext_lazy("cdisah", "Enter one's own data")
    C1_6_1 = "1.6.1", pgettext_lazy("cdisah", "Look up health information")
    C2_2_2 = "2.2.2", pgettext_lazy("cdisah", "Structured record around the person")
    C2_3_1 = "2.3.1", pgettext_lazy("cdisah", "Alerts by protocol")
    C2_3_3 = "2.3.3", pgettext_lazy("cdisah", "Assess risk")
    C2_4_1 = "2.4.1", pgettext_lazy("cdisah", "Consultation at a distance")
    C2_4_2 = "2.4.2", pgettext_lazy("cdisah", "Follow-up of measurements at a distance")
    C2_4_3 = "2.4.3", pgettext_lazy("cdisah", "Transfer of medical data")
    C2_10_3 = "2.10.3", pgettext_lazy("cdisah", "Measurements from digital devices")
