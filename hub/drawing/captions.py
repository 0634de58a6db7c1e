"""The house in words, made from the same facts as the picture, so that nobody has to learn to read it."""

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from hub.drawing.footing import courses
from hub.drawing.houses import RUNNING, HouseFacts, lit_windows
from hub.enums import EvidenceLevel, Phase, ServiceStatus


def sentences(facts: HouseFacts) -> str:
    """The caption in the language that is active now: outline, windows, attic and footing, a sentence each."""
    parts = [_windows(facts), _attic(facts), _footing(facts)]
    if facts.abroad:
        parts.insert(0, gettext("Drawn in outline: a service abroad."))
    return " ".join(parts)


caption = lazy(sentences, str)
"""The caption of a house, put into words when it is shown, in the language of that page."""


def _windows(facts: HouseFacts) -> str:
    if facts.phase == Phase.AVSLUTTET:
        return gettext("Empty window frames: the project has ended.")
    lit = lit_windows(facts.phase)
    if not lit:
        return gettext("Dark windows: the phase is not stated.")
    sentence = ngettext("%(lit)s of 6 windows is lit: %(phase)s.", "%(lit)s of 6 windows are lit: %(phase)s.", lit)
    return sentence % {"lit": lit, "phase": _inside(Phase(facts.phase).label)}


def _attic(facts: HouseFacts) -> str:
    if facts.status == ServiceStatus.STOPPET:
        return gettext("No attic window: the service has stopped.")
    if facts.status == ServiceStatus.VIDEREFORT:
        return gettext("Light in the attic: the service continued.")
    if facts.status in RUNNING:
        return gettext("Light in the attic: it is running.")
    if facts.phase == Phase.AVSLUTTET:
        return gettext("Empty frame in the attic: not known whether it is running.")
    return gettext("Dark attic: not known whether it is running.")


def _footing(facts: HouseFacts) -> str:
    if not courses(facts.evidence):
        return gettext("No footing: no results are stated.")
    evidence = _inside(EvidenceLevel(facts.evidence).label)
    return gettext("The footing shows the strongest evidence: %(evidence)s.") % {"evidence": evidence}


def _inside(label: object) -> str:
    """A label as it reads inside a sentence; no label of these vocabularies starts with a name."""
    text = str(label)
    return text[:1].lower() + text[1:]
