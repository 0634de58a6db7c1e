"""Sets of documents as whole numbers, a bit for each document: thousands are filtered and counted in a few steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from search.facts import Facts

FEW = 8  # bits that are quicker set one by one
# Beside the facets, by which things are found the same way.
TREE, ALONE, BEGINNING = "tree ", "alone ", "beginning "


@dataclass(frozen=True)
class Sets:
    """Which documents have which values. Never changed: `changed` gives another one that shares most with it.

    Attributes:
        places: Id of a document to the place of its bit.
        ids: The other way round; 0 at a place that is free.
        all: The set of all documents.
        values: Name of a facet to its values, each with its set.
        lapsing: The documents that go out of sight by the clock, and when.
    """

    places: Mapping[int, int] = field(default_factory=dict)
    ids: list[int] = field(default_factory=list)
    all: int = 0
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lapsing: Mapping[int, datetime] = field(default_factory=dict)

    def of(self, ids: Iterable[int]) -> int:
        """The set of some documents; those that are not there are left out."""
        places = self.places
        return bits([places[pk] for pk in ids if pk in places])

    def having(self, name: str, values: Iterable[str]) -> int:
        """The documents that have at least one of some values."""
        known, found = self.values.get(name, {}), 0
        for value in values:
            found |= known.get(value, 0)
        return found

    def in_sight(self, now: datetime) -> int:
        """The documents that the clock has not yet taken out of sight."""
        lapsed = [pk for pk, until in self.lapsing.items() if until <= now]
        return self.all & ~self.of(lapsed) if lapsed else self.all

    def for_readers_of(self, tree: str) -> int:
        """The documents of a tree, and those of the other that have no version in it."""
        return self.having(TREE, [tree]) | self.having(ALONE, [""])

    def counts(self, name: str, among: int) -> dict[str, int]:
        """How many of a set have each value; none with 0."""
        found = {value: (some & among).bit_count() for value, some in self.values.get(name, {}).items()}
        return {value: count for value, count in found.items() if count}

    def members(self, some: int) -> list[int]:
        """The ids of a set, in the order of their places."""
        return [self.ids[place] for place in places_in(some)]

    def changed(self, gone: Collection[Facts], fresh: Collection[Facts]) -> Sets:
        """The same without some documents, and with others; one that has changed is both."""
        places, ids = dict(self.places), self.ids.copy()
        leave = by_value(gone, places)
        free = [places.pop(facts.pk) for facts in gone]
        for place in free:
            ids[place] = 0
        if len(fresh) > len(free) and len(ids) > len(places) + len(free):
            free = [place for place, pk in enumerate(ids) if not pk]  # with those of earlier changes
        for facts in fresh:
            if free:
                places[facts.pk] = free.pop()
                ids[places[facts.pk]] = facts.pk
            else:
                places[facts.pk] = len(ids)
                ids.append(facts.pk)
        join = by_value(fresh, places)
        lapsing = {pk: until for pk, until in self.lapsing.items() if pk in places}
        for facts in fresh:
            lapsing.pop(facts.pk, None)
            if facts.visible_until:
                lapsing[facts.pk] = facts.visible_until
        everything = (self.all & ~self.of(one.pk for one in gone)) | bits([places[one.pk] for one in fresh])
        return Sets(places, ids, everything, merged(self.values, leave, join), lapsing)


def merged(
    values: Mapping[str, Mapping[str, int]],
    leave: Mapping[tuple[str, str], list[int]],
    join: Mapping[tuple[str, str], list[int]],
) -> dict[str, dict[str, int]]:
    """The sets of all values after some places left them and others joined."""
    found = {name: dict(known) for name, known in values.items()}
    for (name, value), some in leave.items():
        left = found[name][value] & ~bits(some)
        if left:
            found[name][value] = left
        else:
            del found[name][value]
    for (name, value), some in join.items():
        known = found.setdefault(name, {})
        known[value] = known.get(value, 0) | bits(some)
    return found


def by_value(documents: Iterable[Facts], places: Mapping[int, int]) -> dict[tuple[str, str], list[int]]:
    """Name and value to the places of the documents that have it."""
    found: dict[tuple[str, str], list[int]] = {}
    for facts in documents:
        place = places[facts.pk]
        for pair in values_of(facts):
            found.setdefault(pair, []).append(place)
    return found


def values_of(facts: Facts) -> Iterator[tuple[str, str]]:
    """All that a document can be found by without its words."""
    for name, values in facts.facets.items():
        for value in values:
            yield name, value
    yield TREE, facts.tree
    if facts.stands_alone:
        yield ALONE, ""
    for beginning in facts.beginnings():
        yield BEGINNING, beginning


def bits(places: Collection[int]) -> int:
    """A number with these bits."""
    if len(places) <= FEW:
        found = 0
        for place in places:
            found |= 1 << place
        return found
    flags = bytearray((max(places) >> 3) + 1)
    for place in places:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def places_in(some: int) -> Iterator[int]:
    """The bits of a number, the lowest first."""
    text = bin(some)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
