"""The orders a list may be read in. All are worked out in Python, so that both databases give the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.drawing.counties import NORTH_TO_SOUTH
from hub.enums import EvidenceLevel
from hub.listing.facts import MUNICIPALITIES, PageFacts, RowTable

LAST_LETTERS = str.maketrans({"æ": "{1", "ä": "{1", "ø": "{2", "ö": "{2", "å": "{3"})
STRENGTH = {level.value: level.strength for level in EvidenceLevel}


def norwegian(text: str) -> str:
    """A key that puts æ, ø and å last, and other accents where the bare letter stands."""
    whole = unicodedata.normalize("NFC", text.casefold()).translate(LAST_LETTERS)
    bare = unicodedata.normalize("NFD", whole)
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Sort:
    """One order of a list.

    Args:
        key: Its id in the address.
        label: What it is called on the page.
        ordering: Fields of the listed type, the strongest first, `-` for descending; what is empty stands last.
        rank: A key for each page that goes before the fields, smallest first.
        columns, tables: What `rank` must see.
    """

    key: str
    label: str | Promise
    ordering: tuple[str, ...]
    rank: Callable[[PageFacts], Any] | None
    columns: tuple[str, ...]
    tables: tuple[RowTable, ...]

    def __init__(self, key, label, *ordering, rank=None, columns=(), tables=()):
        fields = {"ordering": ordering, "rank": rank, "columns": tuple(columns), "tables": tuple(tables)}
        for name, value in {"key": key, "label": label, **fields}.items():
            object.__setattr__(self, name, value)

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Every column that the order rests on."""
        return (*self.columns, *(name.removeprefix("-") for name in self.ordering))

    def apply(self, pages: list[PageFacts]) -> list[PageFacts]:
        """The pages in this order; the page made first goes first where all else is equal."""
        pages = sorted(pages, key=lambda facts: facts.pk)
        for name in reversed(self.ordering):
            pages = by_column(pages, name.removeprefix("-"), descending=name.startswith("-"))
        return sorted(pages, key=self.rank) if self.rank else pages


def by_column(pages: list[PageFacts], name: str, *, descending: bool) -> list[PageFacts]:
    """Sorted by one column, the empty ones last whatever the direction."""
    filled = [facts for facts in pages if facts.values[name] not in (None, "")]
    empty = [facts for facts in pages if facts.values[name] in (None, "")]

    def key(facts: PageFacts):
        value = facts.values[name]
        return norwegian(value) if isinstance(value, str) else value

    return sorted(filled, key=key, reverse=descending) + empty


def north_to_south(facts: PageFacts) -> int:
    """The place of the page's northernmost county; pages without a place last."""
    counties = {row["municipality__county_id"] for row in facts.of("municipalities")} or {facts.values.get("county_id")}
    return min(NORTH_TO_SOUTH.index(number) if number in NORTH_TO_SOUTH else len(NORTH_TO_SOUTH) for number in counties)


def sort_by_county() -> Sort:
    """From north to south."""
    label = _("County, north to south")
    return Sort("fylke", label, "title", rank=north_to_south, columns=("county_id",), tables=(MUNICIPALITIES,))


def sort_by_evidence(column: str = "strongest_evidence") -> Sort:
    """Strongest evidence first; what is only planned counts for nothing."""

    def rank(facts: PageFacts) -> int:
        return -STRENGTH.get(facts.values[column], 0)

    return Sort("bevis", _("Strongest evidence"), "title", rank=rank, columns=(column,))


def by_title() -> Sort:
    """From A to Å."""
    return Sort("tittel", _("Title"), "title")


def newest() -> Sort:
    """Last shared first."""
    return Sort("nyeste", _("Newest"), "-first_published_at", "title")
