"""What results rest on: which level counts, and how many courses it carries."""

import pytest

from hub.drawing.footing import bricks, courses, strongest


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], ""),
        (["planlagt"], ""),
        (["", "no-such-level"], ""),
        (["planlagt", "erfaring"], "erfaring"),
        (["erfaring", "randomisert", "planlagt"], "randomisert"),
        (["kontrollert", "oversikt", "for-etter"], "oversikt"),
    ],
)
def test_the_strongest_counts_and_planned_results_do_not(levels, expected):
    assert strongest(levels) == expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [("planlagt", 0), ("erfaring", 1), ("for-etter", 2), ("kontrollert", 3), ("randomisert", 4), ("oversikt", 5)],
)
def test_each_level_stands_a_course_higher(evidence, expected):
    assert courses(evidence) == expected
    assert len(bricks(evidence).paths) == expected


def test_bricks_are_laid_from_the_floor_upwards():
    assert [(path.outline, path.shifted) for path in bricks("oversikt").paths] == [
        ("M0 17h40", False),
        ("M0 13.4h40", True),
        ("M0 9.8h40", False),
        ("M0 6.2h40", True),
        ("M0 2.6h40", False),
    ]
