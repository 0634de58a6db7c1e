"""What a frozen version is made of: parts with a heading, in them entries, in them lines. Pure.

A text is one entry of paragraphs, a fact one entry of values, a list one entry per row, the body one per block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

TEXT, FACT, ROWS, BODY = "text", "fact", "rows", "body"


@dataclass(frozen=True)
class Line:
    """A paragraph, a value, or a mention.

    Attributes:
        kind: What it is in the text: `p`, `li`, `h2` or `h3`.
        person: The id of who is named here; the name is looked up when it is shown, and never stored.
        page: The id of the page that the text is the title of; the line is shown as long as that is public.
        picture: The id of the picture that stood here.
    """

    text: str = ""
    label: str = ""
    kind: str = "p"
    person: int | None = None
    page: int | None = None
    picture: int | None = None


@dataclass(frozen=True)
class Entry:
    """A row, a block, or all there is of a text or a fact; `key` is the block's lasting id."""

    lines: tuple[Line, ...] = ()
    key: str = ""
    label: str = ""
    language: str = ""


@dataclass(frozen=True)
class Part:
    """One field of the page as readers saw it."""

    name: str
    label: str
    kind: str = TEXT
    language: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """All its words in one line."""
        return " ".join(line.text for entry in self.entries for line in entry.lines if line.text)


def lines(parts: Iterable[Part]) -> Iterator[Line]:
    """All lines of a version."""
    for part in parts:
        for entry in part.entries:
            yield from entry.lines


# In the database ------------------------------------------------------------------------------------------------------
def as_json(part: Part) -> dict[str, Any]:
    """A part without what is empty."""
    entries = [_filled(entry) | {"lines": [_filled(line) for line in entry.lines]} for entry in part.entries]
    return _filled(part) | {"entries": entries}


def from_json(stored: Iterable[Mapping[str, Any]]) -> list[Part]:
    """The parts of a frozen version; those frozen before there were parts are plain texts."""
    return [_part(one) if "entries" in one else _plain(one) for one in stored]


def _filled(thing: Part | Entry | Line) -> dict[str, Any]:
    """What is not as by default, and no tuple of things."""
    values = {field.name: (getattr(thing, field.name), field.default) for field in fields(thing)}
    return {name: value for name, (value, default) in values.items() if value != default and type(value) is not tuple}


def _part(stored: Mapping[str, Any]) -> Part:
    entries = tuple(
        Entry(**{**entry, "lines": tuple(Line(**line) for line in entry["lines"])}) for entry in stored["entries"]
    )
    return Part(**{**stored, "entries": entries})


def _plain(stored: Mapping[str, Any]) -> Part:
    entry = Entry((Line(stored.get("text", "")),))
    return Part("", stored.get("heading", ""), TEXT, stored.get("language", ""), (entry,))
