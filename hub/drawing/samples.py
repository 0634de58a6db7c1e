"""Houses of nobody: those that stand for a phase or a service form, and those that explain how a house is read."""

from dataclasses import replace

from hub.drawing.houses import HouseFacts
from hub.enums import OrganisationKind, Phase, ServiceStatus

COMMONEST_FORM = "digital-hjemmeoppfolging"
HOSPITAL, MUNICIPALITY = OrganisationKind.HELSEFORETAK, OrganisationKind.KOMMUNE
IN_USE = frozenset({Phase.UTPROVING, Phase.INNFORING, Phase.DRIFT, Phase.SPREDNING})
"""Phases in which patients use the service, so that its attic is lit on the ladder."""

TYPICAL = HouseFacts(
    owner_kind=MUNICIPALITY,
    municipalities=1,
    forms=(COMMONEST_FORM,),
    phase=Phase.DRIFT,
    status=ServiceStatus.I_DRIFT,
)
SAMPLES = {
    "one-gable": TYPICAL,
    "two-gables": replace(TYPICAL, municipalities=2),
    "three-gables": replace(TYPICAL, municipalities=5),
    "hospital": replace(TYPICAL, owner_kind=HOSPITAL),
    "hospital-and-gable": replace(TYPICAL, owner_kind=HOSPITAL, partner_kinds=(MUNICIPALITY,)),
    "gable-and-hospital": replace(TYPICAL, partner_kinds=(HOSPITAL,)),
    "attic-lit": TYPICAL,
    "attic-dark": replace(TYPICAL, status=ServiceStatus.UKJENT),
    "attic-none": replace(TYPICAL, status=ServiceStatus.STOPPET),
    "dark": HouseFacts(HOSPITAL, (MUNICIPALITY,), 2, ("delt-plan",), status=ServiceStatus.UKJENT),
}
"""The houses of the legend by what they show, and the dark one of a page that is not there."""


def in_phase(phase: str) -> HouseFacts:
    """The house of a phase as the legend shows it: the windows alone, nothing known about the attic."""
    return replace(TYPICAL, phase=phase, status=ServiceStatus.UKJENT)


def on_ladder(phase: str) -> HouseFacts:
    """The house of a phase on the ladder: somebody is at home as soon as patients are."""
    return replace(in_phase(phase), status=ServiceStatus.I_DRIFT if phase in IN_USE else ServiceStatus.UKJENT)


def of_form(form: str) -> HouseFacts:
    """The house of a service form: the typical one in its paint."""
    return replace(TYPICAL, forms=(form,))
