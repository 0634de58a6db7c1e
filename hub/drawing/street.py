"""All experiences as one street through the country: a plot per county, empty where nobody has shared yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.drawing.counties import CountyLink, from_the_north
from hub.drawing.houses import HouseFacts, Variant, house
from hub.drawing.svg import Picture


@dataclass(frozen=True)
class StreetItem:
    """One experience: its house, its county ("" when it lies in several) and the number of its first municipality."""

    facts: HouseFacts
    county: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Plot:
    """The houses of one county and the link under them; a plot without houses is empty, which is shown and counted."""

    name: str
    url: str
    houses: tuple[Picture, ...]

    @property
    def count(self) -> int:
        """Experiences from here."""
        return len(self.houses)


def street(
    items: Iterable[StreetItem], counties: Iterable[CountyLink], several: CountyLink | None = None
) -> list[Plot]:
    """Lay out the street: each county from north to south, its houses by municipality number.

    What belongs to none of the given counties stands last under `several`, in the order given, if there is any.
    """
    waiting = list(items)
    plots = []
    for county in from_the_north(counties):
        here = sorted((item for item in waiting if item.county == county.number), key=lambda item: item.municipality)
        waiting = [item for item in waiting if item.county != county.number]
        plots.append(_plot(county, here))
    if several and waiting:
        plots.append(_plot(several, waiting))
    return plots


def _plot(county: CountyLink, items: list[StreetItem]) -> Plot:
    return Plot(county.name, county.url, tuple(house(item.facts, Variant.STREET) for item in items))
