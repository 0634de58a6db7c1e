"""Which pages answer what was asked, and how many each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hub.listing.facts import PageFacts, TermTree
from hub.listing.filters import Filter

Counts = dict[str, Counter[str]]


def select(
    pages: Iterable[PageFacts],
    filters: Sequence[Filter],
    values: Mapping[str, Iterable[str]],
    terms: TermTree,
) -> tuple[list[PageFacts], Counts]:
    """The pages that pass every filter, and for each filter the pages per value when that filter alone is lifted.

    Args:
        values: Chosen values by the filter's parameter; none means that the filter lets all through.
    """
    chosen = {name: set(asked) for name, asked in values.items()}
    counts: Counts = {one.parameter: Counter() for one in filters}
    passed = []
    for facts in pages:
        held = {one.parameter: set(one.ids(facts, terms)) for one in filters}
        failed = [name for name, ids in held.items() if chosen.get(name) and chosen[name].isdisjoint(ids)]
        if not failed:
            passed.append(facts)
        if len(failed) <= 1:
            for name in failed or held:
                counts[name].update(held[name])
    return passed, counts
