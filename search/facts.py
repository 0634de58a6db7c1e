"""What is known of one document without reading it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache

from hub.indexing import SEARCH_WORD
from search.analysis import composed, folded

# Older and discouraged names, and what editors think that readers look for, lead to a page, but are not suggested.
HIDDEN = "hidden"
UNSHOWN = (HIDDEN, SEARCH_WORD)
SHORTEST_BEGINNING, LONGEST_BEGINNING = 2, 3  # letters


@dataclass(slots=True)
class Facts:
    """What filters, counts, orders and suggestions need of a document."""

    pk: int
    generation: int
    group: str
    kind: str
    key: str
    related: list[list[str]]
    tree: str
    stands_alone: bool
    url: str
    title: str
    title_language: str
    labels: list[list[str]]
    facets: Mapping[str, list[str]]
    words: str
    published: datetime | None
    reviewed: object
    visible_until: datetime | None

    def names(self) -> list[str]:
        """The title and the names that may be suggested."""
        return [self.title, *(text for text, _language, kind in self.labels if kind not in UNSHOWN)]

    def lasting_words(self) -> list[str]:
        """The words that may be suggested to all; none of a document that goes out of sight by the clock.

        Nothing is written at that moment, so what is counted together must not know of it before.
        """
        return self.words.split() if self.visible_until is None else []

    def beginnings(self) -> set[str]:
        """What the words of its names begin with."""
        words = {word for name in self.names() for word in plain(name).split()}
        return {word[:length] for word in words for length in range(SHORTEST_BEGINNING, LONGEST_BEGINNING + 1)}


FACTS = tuple(one.name for one in fields(Facts))  # the columns to read, in their order


@lru_cache(200_000)  # titles and words are asked for again at each letter that a reader types
def plain(text: str) -> str:
    """Small letters without accents, white space evened out."""
    return folded(" ".join(composed(text).lower().split()))
