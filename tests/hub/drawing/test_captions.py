"""The house in words: every state a picture can show has a sentence."""

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from hub.drawing.captions import caption
from hub.drawing.houses import HouseFacts


def spoken(**facts):
    with override("en"):
        return str(caption(HouseFacts(**facts)))


def test_a_service_in_operation():
    assert spoken(phase="drift", status="i-drift", evidence="erfaring") == (
        "5 of 6 windows are lit: in operation. Light in the attic: it is running. "
        "The footing shows the strongest evidence: experience from the service."
    )


def test_an_ended_project_nobody_knows_about():
    assert spoken(phase="avsluttet", status="ukjent", evidence="kontrollert") == (
        "Empty window frames: the project has ended. Empty frame in the attic: not known whether it is running. "
        "The footing shows the strongest evidence: controlled study without randomisation."
    )


def test_a_service_abroad_says_so_first():
    assert spoken(phase="avsluttet", status="viderefort", evidence="randomisert", abroad=True) == (
        "Drawn in outline: a service abroad. Empty window frames: the project has ended. "
        "Light in the attic: the service continued. The footing shows the strongest evidence: randomised trial."
    )


def test_nothing_stated():
    assert spoken() == (
        "Dark windows: the phase is not stated. Dark attic: not known whether it is running. "
        "No footing: no results are stated."
    )


@pytest.mark.parametrize(
    ("phase", "windows"),
    [
        ("behov", "1 of 6 windows is lit: need and idea."),
        ("planlegging", "2 of 6 windows are lit: planning."),
        ("utproving", "3 of 6 windows are lit: pilot."),
        ("innforing", "4 of 6 windows are lit: roll-out."),
        ("spredning", "6 of 6 windows are lit: spreading."),
        ("no-such-phase", "Dark windows: the phase is not stated."),
    ],
)
def test_each_phase_has_its_windows(phase, windows):
    assert spoken(phase=phase).startswith(windows)


@pytest.mark.parametrize(
    ("phase", "status", "attic"),
    [
        ("drift", "stoppet", "No attic window: the service has stopped."),
        ("avsluttet", "stoppet", "No attic window: the service has stopped."),
        ("avsluttet", "i-drift", "Light in the attic: it is running."),
        ("drift", "viderefort", "Light in the attic: the service continued."),
        ("utproving", "ukjent", "Dark attic: not known whether it is running."),
        ("avsluttet", "", "Empty frame in the attic: not known whether it is running."),
    ],
)
def test_each_status_has_its_attic(phase, status, attic):
    assert attic in spoken(phase=phase, status=status)


@pytest.mark.parametrize("evidence", ["", "planlagt", "no-such-level"])
def test_planned_results_are_no_footing(evidence):
    assert spoken(evidence=evidence).endswith("No footing: no results are stated.")


def test_a_caption_waits_for_the_language_of_its_page():
    assert isinstance(caption(HouseFacts()), Promise)
