"""Houses of nobody: the ladder, the legend and the page that is not there."""

import pytest

from hub.drawing.houses import Variant, house
from hub.drawing.samples import SAMPLES, in_phase, of_form, on_ladder

ATTIC = "M13.5 11.5h5v5h-5z"


def shapes(facts):
    return [(path.css, path.outline) for path in house(facts, Variant.RELATED).paths if path.css in "wn"]


@pytest.mark.parametrize(
    ("phase", "attic"),
    [
        ("behov", "u"),
        ("planlegging", "u"),
        ("utproving", "l"),
        ("innforing", "l"),
        ("drift", "l"),
        ("spredning", "l"),
        ("avsluttet", "o"),
    ],
)
def test_on_the_ladder_somebody_is_at_home_as_soon_as_patients_are(phase, attic):
    picture = house(on_ladder(phase), Variant.LADDER)
    assert [path.css for path in picture.paths if ATTIC in path.outline] == [attic]
    assert (picture.width, picture.height, picture.view_width, picture.view_height) == (50.7, 76, 32, 48)


@pytest.mark.parametrize("phase", ["behov", "drift", "spredning"])
def test_in_the_legend_a_phase_is_windows_alone(phase):
    assert [path.css for path in house(in_phase(phase)).paths if ATTIC in path.outline] == ["u"]


@pytest.mark.parametrize(
    ("name", "walls"),
    [
        ("one-gable", [("w", "M1 48V19L16 4L31 19V48z")]),
        ("two-gables", [("w", "M1 48V19L16 4L31 19V48z"), ("n", "M33 48V29L43 19L53 29V48z")]),
        (
            "three-gables",
            [
                ("w", "M1 48V19L16 4L31 19V48z"),
                ("n", "M33 48V29L43 19L53 29V48z"),
                ("n", "M55 48V29L65 19L75 29V48z"),
            ],
        ),
        ("hospital", [("w", "M1 48V6H29V48z")]),
        ("hospital-and-gable", [("w", "M1 48V6H29V48z"), ("n", "M31 48V29L41 19L51 29V48z")]),
        ("gable-and-hospital", [("n", "M1 48V16H21V48z"), ("w", "M23 48V19L38 4L53 19V48z")]),
        (
            "dark",
            [("w", "M1 48V6H29V48z"), ("n", "M31 48V29L41 19L51 29V48z"), ("n", "M53 48V29L63 19L73 29V48z")],
        ),
    ],
)
def test_forms_of_the_legend(name, walls):
    assert shapes(SAMPLES[name]) == walls


@pytest.mark.parametrize(("name", "attics"), [("attic-lit", ["l"]), ("attic-dark", ["u"]), ("attic-none", [])])
def test_attics_of_the_legend(name, attics):
    assert [path.css for path in house(SAMPLES[name]).paths if ATTIC in path.outline] == attics


def test_nobody_is_at_home_on_a_page_that_is_not_there():
    assert {path.css for path in house(SAMPLES["dark"], Variant.NOTICE).paths} == {"w", "u", "n"}


def test_a_service_form_paints_the_typical_house():
    assert house(of_form("delt-plan")).form == "delt-plan"
