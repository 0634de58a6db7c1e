"""Names and addresses are found as whole words, in any case, however deep they lie."""

import pytest

from hub.traces import masked, pattern

FOUND = pattern(["Kari@Kommune.Example", "Kåre"])


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("kari@kommune.example", "***"),
        ("<KARI@KOMMUNE.EXAMPLE>, kåre!", "<***>, ***!"),
        ("okari@kommune.example", "okari@kommune.example"),
        ("Kårens", "Kårens"),
        ({"kåre": ["Kåre", 1, None, {"x": "kari@kommune.example"}]}, {"***": ["***", 1, None, {"x": "***"}]}),
        (7, 7),
    ],
)
def test_only_what_is_theirs_becomes_stars(value, left):
    assert masked(value, FOUND) == left


def test_without_a_text_there_is_nothing_to_look_for():
    assert pattern([]) is None
    assert pattern(["", ""]) is None
