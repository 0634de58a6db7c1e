"""Closed vocabularies that several rooms share: the stored values are ids that never change."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Confidence(models.TextChoices):
    """How sure we are that a page says what its source says."""

    HIGH = "high", pgettext_lazy("confidence", "High")
    MEDIUM = "medium", pgettext_lazy("confidence", "Medium")
    LOW = "low", pgettext_lazy("confidence", "Low")


class OrganisationKind(models.TextChoices):
    """What kind of body an organisation is."""

    KOMMUNE = "kommune", pgettext_lazy("organisation_kinds", "Municipality")
    HELSEFORETAK = "helseforetak", pgettext_lazy("organisation_kinds", "Hospital trust")
    REGIONALT_HELSEFORETAK = "regionalt-helseforetak", pgettext_lazy("organisation_kinds", "Regional health authority")
    DIREKTORAT = "direktorat", pgettext_lazy("organisation_kinds", "Directorate or ministry")
    FORSKNING = "forskning", pgettext_lazy("organisation_kinds", "Research and education")
    KOMPETANSESENTER = "kompetansesenter", pgettext_lazy("organisation_kinds", "Competence centre or network")
    PASIENTORGANISASJON = "pasientorganisasjon", pgettext_lazy("organisation_kinds", "Patient organisation")
    LEVERANDOR = "leverandor", pgettext_lazy("organisation_kinds", "Supplier")
    UTENLANDSK = "utenlandsk", pgettext_lazy("organisation_kinds", "Organisation abroad")


class PartnerRole(models.TextChoices):
    """What an organisation does in what the page tells about."""

    EIER = "eier", pgettext_lazy("partner_roles", "Owner")
    SAMARBEIDER = "samarbeider", pgettext_lazy("partner_roles", "Partner")
    HENVISER = "henviser", pgettext_lazy("partner_roles", "Refers patients")
    LEVERANDOR = "leverandor", pgettext_lazy("partner_roles", "Supplier")
    FORSKER = "forsker", pgettext_lazy("partner_roles", "Researcher")
    FINANSIERER = "finansierer", pgettext_lazy("partner_roles", "Funds")
    VEILEDER = "veileder", pgettext_lazy("partner_roles", "Guides")


class Phase(models.TextChoices):
    """Where a service stands on its way; the order is the order of the lit windows."""

    BEHOV = "behov", pgettext_lazy("phases", "Need and idea")
    PLANLEGGING = "planlegging", pgettext_lazy("phases", "Planning")
    UTPROVING = "utproving", pgettext_lazy("phases", "Pilot")
    INNFORING = "innforing", pgettext_lazy("phases", "Roll-out")
    DRIFT = "drift", pgettext_lazy("phases", "In operation")
    SPREDNING = "spredning", pgettext_lazy("phases", "Spreading")
    AVSLUTTET = "avsluttet", pgettext_lazy("phases", "Ended")


class ServiceStatus(models.TextChoices):
    """Whether a service runs now; always shown with the date it was last confirmed."""

    I_DRIFT = "i-drift", pgettext_lazy("status", "Running")
    VIDEREFORT = "viderefort", pgettext_lazy("status", "Project ended, service continued")
    STOPPET = "stoppet", pgettext_lazy("status", "Stopped")
    UKJENT = "ukjent", pgettext_lazy("status", "Not known")


class EvidenceLevel(models.TextChoices):
    """What a result rests on, strongest first."""

    OVERSIKT = "oversikt", pgettext_lazy("evidence_levels", "Systematic review")
    RANDOMISERT = "randomisert", pgettext_lazy("evidence_levels", "Randomised trial")
    KONTROLLERT = "kontrollert", pgettext_lazy("evidence_levels", "Controlled study without randomisation")
    FOR_ETTER = "for-etter", pgettext_lazy("evidence_levels", "Before–after or accompanying research")
    ERFARING = "erfaring", pgettext_lazy("evidence_levels", "Experience from the service")
    PLANLAGT = "planlagt", pgettext_lazy("evidence_levels", "Planned, not measured")

    @property
    def use(self):
        """What a reader may use a result on this level for."""
        return EVIDENCE_USE[self]

    @property
    def strength(self):
        """Courses in a footing: 5 for a systematic review, 1 for experience, 0 for what is only planned."""
        return len(EvidenceLevel) - 1 - list(EvidenceLevel).index(self)


EVIDENCE_USE = {
    EvidenceLevel.OVERSIKT: pgettext_lazy("evidence_use", "Can support a decision."),
    EvidenceLevel.RANDOMISERT: pgettext_lazy("evidence_use", "Can support a decision in a similar setting."),
    EvidenceLevel.KONTROLLERT: pgettext_lazy("evidence_use", "A reason to try, with own measurement."),
    EvidenceLevel.FOR_ETTER: pgettext_lazy("evidence_use", "Shows what happened there, not what the service caused."),
    EvidenceLevel.ERFARING: pgettext_lazy("evidence_use", "Learn from how they did it."),
    EvidenceLevel.PLANLAGT: pgettext_lazy("evidence_use", "Says what they aim for."),
}


class MastDomain(models.TextChoices):
    """The seven domains of MAST, doi 10.1017/S0266462311000638; labels ours."""

    HELSEPROBLEM = "helseproblem", pgettext_lazy("mast_domains", "Health problem and application")
    SIKKERHET = "sikkerhet", pgettext_lazy("mast_domains", "Safety")
    KLINISK_EFFEKT = "klinisk-effekt", pgettext_lazy("mast_domains", "Clinical effectiveness")
    PASIENTOPPLEVELSE = "pasientopplevelse", pgettext_lazy("mast_domains", "Patient perspectives")
    OKONOMI = "okonomi", pgettext_lazy("mast_domains", "Economic aspects")
    ORGANISERING = "organisering", pgettext_lazy("mast_domains", "Organisational aspects")
    ETIKK_OG_JUS = "etikk-og-jus", pgettext_lazy("mast_domains", "Socio-cultural, ethical and legal aspects")


class NasssDomain(models.TextChoices):
    """The seven domains of NASSS, doi 10.2196/jmir.8775; labels ours."""

    TILSTANDEN = "tilstanden", pgettext_lazy("nasss_domains", "Condition")
    TEKNOLOGIEN = "teknologien", pgettext_lazy("nasss_domains", "Technology")
    VERDIEN = "verdien", pgettext_lazy("nasss_domains", "Value proposition")
    BRUKERNE = "brukerne", pgettext_lazy("nasss_domains", "Adopters")
    ORGANISASJONEN = "organisasjonen", pgettext_lazy("nasss_domains", "Organisation")
    RAMMENE = "rammene", pgettext_lazy("nasss_domains", "Wider system")
    OVER_TID = "over-tid", pgettext_lazy("nasss_domains", "Embedding and adaptation over time")


class OrganisationModel(models.TextChoices):
    """Who does the follow-up in a municipal service."""

    EKSISTERENDE_TJENESTE = (
        "eksisterende-tjeneste",
        pgettext_lazy("organisation_models", "Own municipality, within an existing service"),
    )
    EGEN_ENHET = "egen-enhet", pgettext_lazy("organisation_models", "Own municipality, separate unit")
    FLERE_KOMMUNER = "flere-kommuner", pgettext_lazy("organisation_models", "On behalf of several municipalities")
    SYKEHUS = "sykehus", pgettext_lazy("organisation_models", "Hospital")
    SAMARBEID = "samarbeid", pgettext_lazy("organisation_models", "Hospital and municipality together")


class BenefitCategory(models.TextChoices):
    """What kind of benefit a result or measure gives."""

    KVALITET = "kvalitet", pgettext_lazy("benefit_categories", "Better quality")
    SPART_TID = "spart-tid", pgettext_lazy("benefit_categories", "Time saved")
    UNNGATTE_KOSTNADER = "unngatte-kostnader", pgettext_lazy("benefit_categories", "Avoided costs")


class Beneficiary(models.TextChoices):
    """Who gets the benefit."""

    PASIENT = "pasient", pgettext_lazy("beneficiaries", "Patient or user")
    PARORENDE = "parorende", pgettext_lazy("beneficiaries", "Relatives")
    HELSEPERSONELL = "helsepersonell", pgettext_lazy("beneficiaries", "Health personnel")
    TJENESTEN = "tjenesten", pgettext_lazy("beneficiaries", "The service or organisation")


class WrittenStandard(models.TextChoices):
    """The two written standards of Norwegian, as BCP 47 codes."""

    NB = "nb", pgettext_lazy("written_standard", "Bokmål")
    NN = "nn", pgettext_lazy("written_standard", "Nynorsk")


class Vocabulary(models.TextChoices):
    """Open vocabularies, whose terms are rows that editors may add to."""

    PATIENT_GROUPS = "patient_groups", pgettext_lazy("vocabulary", "Patient group")
    SERVICE_FORMS = "service_forms", pgettext_lazy("vocabulary", "Service form")
    METHOD_ELEMENTS = "method_elements", pgettext_lazy("vocabulary", "Part of the follow-up")
    AUDIENCES = "audiences", pgettext_lazy("vocabulary", "Audience")
