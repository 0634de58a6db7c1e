"""Which ways of answering a clause are worth reading when there are many documents. Pure.

A weak way on a term that stands in many documents (a related meaning, a common part of a compound) brings most of what
an engine must read and little of the score. Leaving these out halves what the database reads at 5,000 documents; in a
small collection they cost nothing and help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.engines.base import Alternative

MANY = 2_000  # documents from which it pays
COMMON = 10  # percent of the documents that a term stands in
WEAK = 50  # percent of the boost of the best way


def pruned(ways: Sequence[Alternative], frequencies: Mapping[str, int], documents: int) -> tuple[Alternative, ...]:
    """The ways of a clause without those that are weak and common; the best one always stays."""
    if documents < MANY or not ways:
        return tuple(ways)
    worth = max(way.boost for way in ways)

    def is_common(way: Alternative) -> bool:
        return any(100 * frequencies[term] > COMMON * documents for term, _boost in way.terms)

    return tuple(way for way in ways if 100 * way.boost >= WEAK * worth or not is_common(way))
