"""The counties as a drawing knows them: a number, a name and where the name leads."""

from collections.abc import Iterable
from dataclasses import dataclass

NORTH_TO_SOUTH = ("56", "55", "18", "50", "15", "34", "46", "03", "32", "33", "31", "39", "40", "11", "42")
"""County numbers of 2024 in the order the hub shows them everywhere, along the coast from north to south."""


@dataclass(frozen=True)
class CountyLink:
    """A county to draw; `url` is a page, or the place in a table on the same page."""

    number: str
    name: str
    url: str


def from_the_north(counties: Iterable[CountyLink]) -> list[CountyLink]:
    """The counties from north to south; numbers of a later reform come last until they have been given a place."""
    places = {number: place for place, number in enumerate(NORTH_TO_SOUTH)}
    return sorted(counties, key=lambda county: (places.get(county.number, len(places)), county.number))
