"""The filters of a list as a reader sees them: choices with counts, chips for what is chosen, orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.listing.asked import TEXT, Asked
from hub.listing.counting import Counts
from hub.listing.filters import Filter
from hub.listing.sorting import Sort

OPEN = 2  # filters that stand open
AT_FIRST = 8  # choices that are shown before the rest is unfolded


@dataclass(frozen=True)
class Choice:
    """One choice of a filter or of an order."""

    value: str
    label: str
    selected: bool = False
    count: int = 0
    field_id: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with its choices; those in `more` are folded away."""

    parameter: str
    label: str
    options: list[Choice]
    more: list[Choice]
    open: bool


@dataclass(frozen=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    url: str


def facets(filters: Sequence[Filter], asked: Asked, counts: Counts) -> list[Facet]:
    """The filters that give something to choose between, the first two open, and every one that is in use."""
    shown: list[Facet] = []
    for one in filters:
        chosen = asked.values[one.parameter]
        every = choices(one, asked, counts)
        if len(every) > 1 or chosen:
            first, rest = parted(every)
            shown.append(Facet(one.parameter, str(one.label), first, rest, bool(chosen) or len(shown) < OPEN))
    return shown


def choices(one: Filter, asked: Asked, counts: Counts) -> list[Choice]:
    """All choices of a filter."""
    name, chosen = one.parameter, set(asked.values[one.parameter])
    return [
        Choice(value, str(label), value in chosen, counts[name][value], f"{name}-{value}")
        for value, label in asked.labels[name].items()
    ]


def parted(every: list[Choice]) -> tuple[list[Choice], list[Choice]]:
    """The choices to show at once, in their order, and the rest: chosen ones and those with most pages go first."""
    if len(every) <= AT_FIRST + 1:  # unfolding a single one is not worth a click
        return every, []
    by_weight = sorted(every, key=lambda choice: (not choice.selected, -choice.count))
    chosen = sum(choice.selected for choice in every)
    first = {choice.value for choice in by_weight[: max(AT_FIRST, chosen)]}
    return [one for one in every if one.value in first], [one for one in every if one.value not in first]


def chips(filters: Sequence[Filter], asked: Asked, path: str) -> list[Chip]:
    """What is chosen, the words first."""
    found = chips_of_values(filters, asked, path)
    if not asked.text:
        return found
    return [Chip(_("“%(text)s”") % {"text": asked.text}, path + asked.query(without=(TEXT, asked.text))), *found]


def chips_of_values(filters: Sequence[Filter], asked: Asked, path: str) -> list[Chip]:
    """The chosen values of all filters."""
    found = []
    for one in filters:
        for value in asked.values[one.parameter]:
            label = str(asked.labels[one.parameter][value])
            label = label if one.names_itself else f"{one.label}: {label}"
            found.append(Chip(label, path + asked.query(without=(one.parameter, value))))
    return found


def orders(sorts: Sequence[Sort], asked: Asked) -> list[Choice]:
    """The orders to choose from."""
    current = asked.order.key if asked.order else ("" if asked.text else sorts[0].key)
    best = [Choice("", _("Best match"), not current)] if asked.text else []
    return best + [Choice(sort.key, str(sort.label), sort.key == current) for sort in sorts]
