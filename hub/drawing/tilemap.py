"""The country as tiles shaped like houses: a map that is fair to small counties and needs no geodata."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.drawing.counties import CountyLink, from_the_north

CELL_WIDTH, CELL_HEIGHT = 104, 112
VIEW_BOX = "0 0 520 786"
CELLS = {
    "55": (3, 0),
    "56": (4, 0),
    "18": (3, 1),
    "50": (2, 2),
    "15": (1, 3),
    "34": (2, 3),
    "46": (0, 4),
    "33": (1, 4),
    "03": (2, 4),
    "32": (3, 4),
    "11": (0, 5),
    "40": (1, 5),
    "39": (2, 5),
    "31": (3, 5),
    "42": (1, 6),
}
"""Column and row of each county, roughly where it lies."""

SOME, MANY = 3, 6
WIDEST_NAME = 11
"""Letters that fit across a tile at the largest size of the lettering."""


@dataclass(frozen=True)
class Tile:
    """One county: its outline, shade (e empty, m some, h many) and lettering, in drawing units."""

    url: str
    shade: str
    outline: str
    first_line: str
    second_line: str
    count: int
    x: int
    name_y: int
    count_y: int


def tiles(counts: Mapping[str, int], counties: Iterable[CountyLink]) -> list[Tile]:
    """The tiles from north to south, with the count of each county number, 0 when missing.

    A county without a place on the map is left out; the table beside the map lists every one.
    """
    placed = (county for county in from_the_north(counties) if county.number in CELLS)
    return [_tile(county, counts.get(county.number, 0)) for county in placed]


def _tile(county: CountyLink, count: int) -> Tile:
    column, row = CELLS[county.number]
    left, top = column * CELL_WIDTH + 2, row * CELL_HEIGHT + 2
    middle, right, floor = left + 50, left + 100, top + 106
    first, second = _lines(county.name)
    raised = 12 if second else 0  # a name on two lines needs the floor of the tile
    return Tile(
        url=county.url,
        shade=_shade(count),
        outline=f"M{left} {floor}V{top + 28}L{middle} {top}L{right} {top + 28}V{floor}z",
        first_line=first,
        second_line=second,
        count=count,
        x=middle,
        name_y=top + 92 - raised,
        count_y=top + 66 - (8 if second else 0),
    )


def _shade(count: int) -> str:
    if not count:
        return "e"
    if count < SOME:
        return ""
    return "m" if count < MANY else "h"


def _lines(name: str) -> tuple[str, str]:
    if len(name) <= WIDEST_NAME or " " not in name:
        return name, ""
    first, _, second = name.rpartition(" ")
    return first, second
