"""The tile map: places, shades and lettering."""

import pytest

from hub.drawing.counties import NORTH_TO_SOUTH, CountyLink
from hub.drawing.tilemap import CELLS, tiles

MORE_OG_ROMSDAL = CountyLink("15", "Møre og Romsdal", "#f15")
OUTLINES = {
    "56": "M418 108V30L468 2L518 30V108z",
    "55": "M314 108V30L364 2L414 30V108z",
    "18": "M314 220V142L364 114L414 142V220z",
    "50": "M210 332V254L260 226L310 254V332z",
    "15": "M106 444V366L156 338L206 366V444z",
    "34": "M210 444V366L260 338L310 366V444z",
    "46": "M2 556V478L52 450L102 478V556z",
    "03": "M210 556V478L260 450L310 478V556z",
    "32": "M314 556V478L364 450L414 478V556z",
    "33": "M106 556V478L156 450L206 478V556z",
    "31": "M314 668V590L364 562L414 590V668z",
    "39": "M210 668V590L260 562L310 590V668z",
    "40": "M106 668V590L156 562L206 590V668z",
    "11": "M2 668V590L52 562L102 590V668z",
    "42": "M106 780V702L156 674L206 702V780z",
}


@pytest.mark.parametrize(("number", "outline"), OUTLINES.items())
def test_every_county_has_its_place(number, outline):
    (tile,) = tiles({}, [CountyLink(number, "Fylke", "#")])
    assert tile.outline == outline


def test_every_county_of_the_street_is_on_the_map():
    assert set(CELLS) == set(NORTH_TO_SOUTH)
    assert len(set(CELLS.values())) == len(CELLS)


@pytest.mark.parametrize(("count", "shade"), [(0, "e"), (1, ""), (2, ""), (3, "m"), (5, "m"), (6, "h"), (40, "h")])
def test_the_shade_follows_the_count(count, shade):
    (tile,) = tiles({"46": count}, [CountyLink("46", "Vestland", "#f46")])
    assert (tile.shade, tile.count) == (shade, count)


def test_a_county_without_a_count_has_none():
    (tile,) = tiles({"46": 3}, [MORE_OG_ROMSDAL])
    assert (tile.count, tile.shade) == (0, "e")


def test_a_name_on_one_line():
    (tile,) = tiles({}, [CountyLink("50", "Trøndelag", "#f50")])
    assert (tile.first_line, tile.second_line, tile.x, tile.name_y, tile.count_y) == ("Trøndelag", "", 260, 318, 292)


def test_a_long_name_takes_two_lines_and_lifts_the_count():
    (tile,) = tiles({}, [MORE_OG_ROMSDAL])
    assert (tile.first_line, tile.second_line) == ("Møre og", "Romsdal")
    assert (tile.x, tile.name_y, tile.count_y) == (156, 418, 396)


def test_tiles_come_from_north_to_south():
    counties = [CountyLink(number, number, "#") for number in sorted(NORTH_TO_SOUTH)]
    assert [tile.first_line for tile in tiles({}, counties)] == list(NORTH_TO_SOUTH)


def test_a_county_without_a_place_is_left_to_the_table():
    assert tiles({"21": 1}, [CountyLink("21", "Svalbard", "#f21")]) == []
