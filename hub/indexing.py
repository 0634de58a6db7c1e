"""What a thing with an address tells the other rooms about itself, declared once on its type.

Search, feeds, reports and the front page read these entries; none of them imports the types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.dispatch import Signal

# Sent in the transaction in which what a page tells about itself changes although the page is not saved, such as by
# rows outside its revisions. Argument: instance, the page.
told_anew = Signal()


@dataclass(frozen=True)
class TextPart:
    """A piece of a thing's text: plain text without markup, in one language, with a whole-number weight."""

    text: str
    language: str
    weight: int = 1
    heading: str = ""


SEARCH_WORD = "word"


@dataclass(frozen=True)
class Label:
    """A name of the thing. Kind is `preferred`, `alternative` or `hidden` (older or discouraged), as in SKOS.

    A label of the kind `SEARCH_WORD` is no name: a word that readers may look for it by, and that is never shown.
    """

    text: str
    language: str
    kind: str = "preferred"


@dataclass(frozen=True)
class SearchEntry:
    """All that is told about one thing with an address.

    Attributes:
        kind: The type's stable id, such as `story` or `county`.
        key: The thing's id within its kind; with the kind the key of the index (decision 10).
        group: The same for every entry of one thing, in all its languages.
        url: Path from the root of the site.
        language: BCP 47 code of the thing's main language: `nb`, `nn` or `en`.
        defines: Whether the labels are names of one concept, so that who asks for one name means them all.
        facets: Facet name to the ids that hold for the thing, such as `{"phase": ["drift"]}`.
        related: Keys `(kind, key)` of other things.
        responsible: The role that answers for the thing.
        updated, reviewed: Freshness.
    """

    kind: str
    key: str
    url: str
    language: str
    title: str
    title_language: str
    group: str = ""
    summary: str = ""
    labels: tuple[Label, ...] = ()
    defines: bool = False
    parts: tuple[TextPart, ...] = ()
    facets: dict[str, list[str]] = field(default_factory=dict)
    related: tuple[tuple[str, str], ...] = ()
    responsible: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    reviewed: date | None = None

    @property
    def tree(self) -> str:
        """The tree that the address is in: `en`, or `nb` for both written standards."""
        return "en" if self.language == "en" else "nb"


class Indexable(Protocol):
    """What every thing with an address has."""

    search_kind: str

    def search_entries(self) -> list[SearchEntry]:
        """One entry per address of the thing: a concept has a Norwegian and an English one."""


class Nameable(Protocol):
    """A page that is found by its other names and takes more of them. Such a type is known by having the method."""

    def with_new_label(self, text: str, language: str) -> bool:
        """Put another name on this instance, without saving it.

        Returns:
            False when it has that name already.

        Raises:
            ValidationError: The name cannot be one, being too long for instance.
        """
