"""The street: counties from north to south, houses by municipality, empty plots and what lies in several counties."""

from hub.drawing.counties import NORTH_TO_SOUTH, CountyLink
from hub.drawing.houses import HouseFacts, Variant, house
from hub.drawing.street import StreetItem, street

AGDER = CountyLink("42", "Agder", "/agder/")
FINNMARK = CountyLink("56", "Finnmark", "/finnmark/")
AKERSHUS = CountyLink("32", "Akershus", "/akershus/")
SEVERAL = CountyLink("", "Flere fylker", "/flere/")


def facts(form):
    return HouseFacts(owner_kind="kommune", forms=(form,), phase="drift")


def forms(plot):
    return [picture.form for picture in plot.houses]


def test_counties_stand_from_north_to_south_whatever_their_order():
    counties = [CountyLink(number, number, "#") for number in sorted(NORTH_TO_SOUTH)]
    assert [plot.name for plot in street([], counties)] == list(NORTH_TO_SOUTH)


def test_a_county_of_a_later_reform_comes_last():
    plots = street([], [CountyLink("99", "Ny", "#"), AGDER, FINNMARK])
    assert [plot.name for plot in plots] == ["Finnmark", "Agder", "Ny"]


def test_a_county_that_has_not_shared_yet_is_an_empty_plot():
    (plot,) = street([], [AGDER])
    assert (plot.name, plot.url, plot.houses, plot.count) == ("Agder", "/agder/", (), 0)


def test_houses_stand_by_municipality_number_and_unknown_ones_first():
    items = [
        StreetItem(facts("telefon-og-video"), "32", "3242"),
        StreetItem(facts("hjemmesykehus"), "32", "3222"),
        StreetItem(facts("digital-hjemmeoppfolging"), "32", "3209"),
        StreetItem(facts("trygghetsteknologi"), "32"),
    ]
    (plot,) = street(items, [AKERSHUS])
    assert forms(plot) == ["trygghetsteknologi", "digital-hjemmeoppfolging", "hjemmesykehus", "telefon-og-video"]
    assert plot.count == 4


def test_the_same_municipality_keeps_the_order_given():
    items = [StreetItem(facts(form), "42", "4204") for form in ("hjemmesykehus", "delt-plan", "telefon-og-video")]
    (plot,) = street(items, [AGDER])
    assert forms(plot) == ["hjemmesykehus", "delt-plan", "telefon-og-video"]


def test_what_lies_in_several_counties_stands_last_in_the_order_given():
    items = [StreetItem(facts("delt-plan"), "", "3203"), StreetItem(facts("hjemmesykehus"), "", "1505")]
    plots = street(items, [FINNMARK, AGDER], SEVERAL)
    assert [plot.name for plot in plots] == ["Finnmark", "Agder", "Flere fylker"]
    assert forms(plots[-1]) == ["delt-plan", "hjemmesykehus"]


def test_no_plot_for_several_counties_when_nothing_lies_there():
    assert [plot.name for plot in street([], [AGDER], SEVERAL)] == ["Agder"]


def test_without_a_name_for_several_counties_those_are_left_out():
    assert [plot.count for plot in street([StreetItem(facts("delt-plan"))], [AGDER])] == [0]


def test_houses_are_drawn_for_the_street():
    several_buildings = HouseFacts(owner_kind="kommune", partner_kinds=("helseforetak",), municipalities=6)
    (plot,) = street([StreetItem(several_buildings, "42", "4201")], [AGDER])
    assert plot.houses == (house(several_buildings, Variant.STREET),)
    assert plot.houses[0].height == 42
