"""The houses of real experiences, path for path, and each rule of the drawing on its own."""

import pytest

from hub.drawing.houses import HouseFacts, Variant, house, lit_windows

KOLS_HEIM = HouseFacts(
    owner_kind="helseforetak",
    partner_kinds=("kommune", "kompetansesenter"),
    municipalities=1,
    forms=("hjemmesykehus", "delt-plan", "pasientopplaering"),
    phase="avsluttet",
    status="ukjent",
    evidence="kontrollert",
)
TELMA = HouseFacts(
    owner_kind="kommune",
    partner_kinds=("kommune", "helseforetak", "forskning", "leverandor"),
    municipalities=13,
    forms=("digital-hjemmeoppfolging", "telefon-og-video"),
    phase="avsluttet",
    status="viderefort",
    evidence="erfaring",
)
SENJA = HouseFacts(
    owner_kind="helseforetak",
    partner_kinds=("kommune", "kommune"),
    municipalities=4,
    forms=("pasientsentrert-team",),
    phase="drift",
    status="i-drift",
)
TELECARE_NORTH = HouseFacts(
    owner_kind="regionalt-helseforetak",
    partner_kinds=("kommune", "forskning"),
    municipalities=26,
    forms=("digital-hjemmeoppfolging",),
    phase="avsluttet",
    status="viderefort",
    evidence="randomisert",
    abroad=True,
)

BLOCK_WINDOWS = (
    "M6.5 39h6v5.5h-6z",
    "M17.5 39h6v5.5h-6z",
    "M6.5 30.5h6v5.5h-6z",
    "M17.5 30.5h6v5.5h-6z",
    "M6.5 22h6v5.5h-6z",
    "M17.5 22h6v5.5h-6z",
)
GABLE_WINDOWS = (
    "M7.5 39h6v5.5h-6z",
    "M18.5 39h6v5.5h-6z",
    "M7.5 30.5h6v5.5h-6z",
    "M18.5 30.5h6v5.5h-6z",
    "M7.5 22h6v5.5h-6z",
    "M18.5 22h6v5.5h-6z",
)
BLOCK_ATTIC = "M6.5 12h17v4.5h-17z"
GABLE_ATTIC = "M13.5 11.5h5v5h-5z"


def outlines(facts, variant=Variant.ROW):
    return [(path.css, path.outline) for path in house(facts, variant).paths]


def drawn(facts, css, variant=Variant.RELATED):
    return [path.outline for path in house(facts, variant).paths if path.css == css]


def test_a_hospital_with_a_municipality_that_has_ended():
    assert outlines(KOLS_HEIM, Variant.PORTRAIT) == [
        ("w", "M1 48V6H29V48z"),
        ("r", "M1 8H29"),
        ("o", "".join(BLOCK_WINDOWS) + BLOCK_ATTIC),
        ("n", "M31 48V29L41 19L51 29V48z"),
        ("g", "M-300 49H352"),
        ("b", "M1 52.4h28"),
        ("b", "M1 56h28"),
        ("b", "M1 59.6h28"),
    ]


def test_thirteen_municipalities_with_a_hospital_whose_project_was_continued():
    assert outlines(TELMA) == [
        ("n", "M1 48V16H21V48z"),
        ("w", "M23 48V19L38 4L53 19V48z"),
        ("r", "M24 18.6L38 4.8L52 18.6"),
        ("l", "M35.5 11.5h5v5h-5z"),
        (
            "o",
            "M29.5 39h6v5.5h-6zM40.5 39h6v5.5h-6zM29.5 30.5h6v5.5h-6z"
            "M40.5 30.5h6v5.5h-6zM29.5 22h6v5.5h-6zM40.5 22h6v5.5h-6z",
        ),
        ("n", "M55 48V29L65 19L75 29V48z"),
        ("n", "M77 48V29L87 19L97 29V48z"),
        ("g", "M0 49H98"),
        ("b", "M23 52.4h30"),
    ]


def test_a_hospital_with_four_municipalities_in_operation():
    assert outlines(SENJA, Variant.RELATED) == [
        ("w", "M1 48V6H29V48z"),
        ("l", "".join(BLOCK_WINDOWS[:5]) + BLOCK_ATTIC),
        ("u", BLOCK_WINDOWS[5]),
        ("n", "M31 48V29L41 19L51 29V48z"),
        ("n", "M53 48V29L63 19L73 29V48z"),
    ]


def test_a_region_abroad_is_the_same_house_in_outline():
    picture = house(TELECARE_NORTH, Variant.PORTRAIT)
    assert picture.abroad
    assert [path.outline for path in picture.paths if path.css == "n"] == [
        "M31 48V29L41 19L51 29V48z",
        "M53 48V29L63 19L73 29V48z",
        "M75 48V29L85 19L95 29V48z",
    ]
    assert (picture.width, picture.height, picture.view_width, picture.view_height) == (310.6, 220, 96, 68)


@pytest.mark.parametrize(
    ("owner", "partners", "municipalities", "walls"),
    [
        ("kommune", (), 0, "G"),
        ("kommune", ("direktorat",), 1, "G"),
        ("kommune", (), 2, "Gg"),
        ("kommune", ("kommune",), 4, "Gg"),
        ("kommune", (), 5, "Ggg"),
        ("kommune", ("helseforetak",), 1, "bG"),
        ("kommune", ("regionalt-helseforetak",), 0, "bG"),
        ("kommune", ("helseforetak",), 6, "bGgg"),
        ("helseforetak", (), 3, "B"),
        ("regionalt-helseforetak", ("helseforetak",), 0, "B"),
        ("helseforetak", ("kommune",), 0, "Bg"),
        ("helseforetak", ("kommune",), 5, "Bggg"),
        ("forskning", (), 1, "G"),
        ("forskning", ("helseforetak",), 4, "bG"),
        ("forskning", ("kommune",), 2, "Gg"),
        ("utenlandsk", (), 0, "G"),
        ("", (), 0, "G"),
    ],
)
def test_the_form_says_who(owner, partners, municipalities, walls):
    facts = HouseFacts(owner_kind=owner, partner_kinds=partners, municipalities=municipalities)
    signs = {("w", False): "G", ("w", True): "B", ("n", False): "g", ("n", True): "b"}
    paths = [path for path in house(facts, Variant.RELATED).paths if path.css in "wn"]
    assert "".join(signs[path.css, "H" in path.outline] for path in paths) == walls


@pytest.mark.parametrize(
    ("phase", "lit"),
    [("behov", 1), ("planlegging", 2), ("utproving", 3), ("innforing", 4), ("drift", 5), ("spredning", 6)],
)
def test_windows_are_lit_from_the_bottom_left(phase, lit):
    facts = HouseFacts(owner_kind="kommune", phase=phase, status="stoppet")
    assert lit_windows(phase) == lit
    assert drawn(facts, "l") == ["".join(GABLE_WINDOWS[:lit])]
    assert "".join(drawn(facts, "u")) == "".join(GABLE_WINDOWS[lit:])
    assert not drawn(facts, "o")


def test_an_ended_project_has_empty_frames():
    facts = HouseFacts(owner_kind="kommune", phase="avsluttet", status="ukjent")
    assert drawn(facts, "o") == ["".join(GABLE_WINDOWS) + GABLE_ATTIC]
    assert not drawn(facts, "l")
    assert not drawn(facts, "u")


@pytest.mark.parametrize("phase", ["", "no-such-phase"])
def test_windows_are_dark_when_the_phase_is_not_stated(phase):
    assert drawn(HouseFacts(owner_kind="kommune", phase=phase), "u") == ["".join(GABLE_WINDOWS) + GABLE_ATTIC]


@pytest.mark.parametrize(
    ("phase", "status", "css"),
    [
        ("drift", "i-drift", "l"),
        ("drift", "viderefort", "l"),
        ("drift", "ukjent", "u"),
        ("drift", "", "u"),
        ("avsluttet", "viderefort", "l"),
        ("avsluttet", "ukjent", "o"),
    ],
)
@pytest.mark.parametrize(("owner", "attic"), [("kommune", GABLE_ATTIC), ("helseforetak", BLOCK_ATTIC)])
def test_the_attic_says_whether_it_runs(owner, attic, phase, status, css):
    assert drawn(HouseFacts(owner_kind=owner, phase=phase, status=status), css)[0].endswith(attic)


@pytest.mark.parametrize("phase", ["drift", "avsluttet"])
def test_a_stopped_service_has_no_attic_window(phase):
    paths = house(HouseFacts(owner_kind="kommune", phase=phase, status="stoppet")).paths
    assert not any(GABLE_ATTIC in path.outline for path in paths)


def test_the_first_form_paints_the_walls_the_second_the_roof_and_a_third_is_not_drawn():
    picture = house(KOLS_HEIM)
    assert picture.form == "hjemmesykehus"
    assert [path.form for path in picture.paths if path.form] == ["delt-plan"]


def test_one_form_leaves_the_roof_unpainted():
    assert not drawn(SENJA, "r")


@pytest.mark.parametrize(
    ("evidence", "offsets"),
    [
        ("", []),
        ("planlagt", []),
        ("no-such-level", []),
        ("erfaring", ["52.4"]),
        ("oversikt", ["52.4", "56", "59.6", "63.2", "66.8"]),
    ],
)
def test_the_footing_stands_under_the_main_building(evidence, offsets):
    facts = HouseFacts(owner_kind="kommune", partner_kinds=("helseforetak",), evidence=evidence)
    assert drawn(facts, "b", Variant.ROW) == [f"M23 {offset}h30" for offset in offsets]


def test_every_other_course_is_shifted():
    courses = [path for path in house(KOLS_HEIM).paths if path.css == "b"]
    assert [course.shifted for course in courses] == [False, True, False]


@pytest.mark.parametrize("variant", [Variant.RELATED, Variant.LADDER, Variant.SIGHT, Variant.NOTICE, Variant.STREET])
def test_small_and_standing_houses_have_neither_ground_nor_footing(variant):
    assert not drawn(KOLS_HEIM, "b", variant)
    assert not drawn(KOLS_HEIM, "g", variant)


def test_in_a_street_only_the_main_building_stands():
    assert outlines(TELMA, Variant.STREET) == [
        ("w", "M1 48V19L16 4L31 19V48z"),
        ("r", "M2 18.6L16 4.8L30 18.6"),
        ("l", GABLE_ATTIC),
        ("o", "".join(GABLE_WINDOWS)),
    ]


@pytest.mark.parametrize(
    ("facts", "variant", "size"),
    [
        (KOLS_HEIM, Variant.PORTRAIT, (168.2, 220, 52, 68)),
        (KOLS_HEIM, Variant.ROW, (52, 68, 52, 68)),
        (KOLS_HEIM, Variant.LEGEND, (55.1, 72, 52, 68)),
        (KOLS_HEIM, Variant.RELATED, (47.7, 44, 52, 48)),
        (KOLS_HEIM, Variant.STREET, (26.2, 42, 30, 48)),
        (TELMA, Variant.STREET, (28, 42, 32, 48)),
        (TELMA, Variant.SIGHT, (387.9, 190, 98, 48)),
        (SENJA, Variant.NOTICE, (200.4, 130, 74, 48)),
    ],
)
def test_sizes(facts, variant, size):
    picture = house(facts, variant)
    assert (picture.width, picture.height, picture.view_width, picture.view_height) == size
