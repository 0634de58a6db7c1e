"""What a reader asks of a list, read from the address; what makes no sense is left out and said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hub.listing.facts import PageFacts, TermTree
from hub.listing.filters import Filter, Labels
from hub.listing.sorting import Sort

TEXT, ORDER, PAGE = "q", "sorter", "side"
LONGEST_TEXT, MOST_VALUES, LONGEST_ECHO = 200, 50, 60


@dataclass
class Asked:
    """What was asked for and understood.

    Attributes:
        text: Words to find.
        values: Chosen values by the filter's parameter.
        labels: All choices by the filter's parameter: those in use, and those asked for.
        order: The chosen order; None for the list's own.
        page: The number of the page, before anyone knows how many there are.
        kept: What else the address says, such as the language, as `(parameter, value)`: it stands in every link.
        notes: What was left out, in words.
    """

    text: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, Labels] = field(default_factory=dict)
    order: Sort | None = None
    page: int = 1
    kept: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def narrowed(self) -> bool:
        """Whether fewer than all were asked for."""
        return bool(self.text or any(self.values.values()))

    def choose(self, parameter: str, name: object, labels: Labels, values: Sequence[str]) -> None:
        """Take what was chosen of a filter called `name`, and leave out, with a note, what is none of its choices."""
        self.labels[parameter] = labels
        self.values[parameter] = [value for value in values if value in labels]
        self.notes += [left_out(value, name) for value in values if value not in labels]

    def query(self, *, without: tuple[str, str] | None = None, page: int = 1, order: bool = True) -> str:
        """The address's question again, with its `?`: without one chosen value, and for a page of the list."""
        pairs = [(TEXT, self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.values.items() for value in values]
        pairs = [pair for pair in pairs + self.kept if pair != without]
        if order and self.order:
            pairs.append((ORDER, self.order.key))
        if page > 1:
            pairs.append((PAGE, str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""


def read(
    params: QueryDict,
    filters: Sequence[Filter],
    sorts: Iterable[Sort],
    pages: Sequence[PageFacts],
    terms: TermTree,
) -> Asked:
    """Understand the address of a list.

    Args:
        params: The address's parameters, as they came; names that no filter has are nobody's business here.
        pages: The facts of all pages of the list.
    """
    asked = Asked(text=cleaned(params.get(TEXT, "")))
    for one in filters:
        labels = one.labels(pages, terms)
        values = read_values(params, one.parameter)
        strange = [value for value in values if value not in labels]
        labels |= one.unused(strange, terms) if strange else {}
        asked.choose(one.parameter, one.label, labels, values)
    asked.order = read_order(params, sorts, asked.notes)
    asked.page = read_page(params, asked.notes)
    return asked


def read_values(params: QueryDict, parameter: str) -> list[str]:
    """The values that a filter was given, each once."""
    values = dict.fromkeys(cleaned(value) for value in params.getlist(parameter))
    return [value for value in values if value][:MOST_VALUES]


def read_order(params: Mapping[str, str], sorts: Iterable[Sort], notes: list[str]) -> Sort | None:
    """The order that was asked for."""
    key = cleaned(params.get(ORDER, ""))
    found = next((sort for sort in sorts if sort.key == key), None)
    if key and not found:
        notes.append(left_out(key, _("Sort by")))
    return found


def read_page(params: Mapping[str, str], notes: list[str]) -> int:
    """The page that was asked for."""
    text = cleaned(params.get(PAGE, "")) or "1"
    if text.isascii() and text.isdigit() and int(text[:9]) >= 1:
        return int(text[:9])
    notes.append(left_out(text, _("Page")))
    return 1


def left_out(value: str, name) -> str:
    """The note about a value that means nothing."""
    echo = value if len(value) <= LONGEST_ECHO else f"{value[:LONGEST_ECHO]}…"
    return _("“%(value)s” is not a choice for “%(name)s”. It was ignored.") % {"value": echo, "name": name}


def cleaned(text: str) -> str:
    """One line of visible characters, no longer than anyone would write."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_TEXT]).split())
