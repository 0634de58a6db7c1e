"""What has changed between two versions: field by field, row by row, word by word. Pure.

Everything stays text here; that it is shown as text is the template's duty, which escapes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from hub.earlier.parts import Entry, Line, Part

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")  # a word with the space after it, which does not tell it apart
WORD = re.compile(r"\w+")
ALIKE = 0.3  # of all words of two lines, those that both have: less, and one is gone and the other new
MOST_MATCHES = 100_000  # pairs of equal words; two lines with more are shown as one gone and one new
MOST_PAIRED = 10_000  # pairs of lines or rows in one gap; in a larger gap all is gone and all is new

Thing = TypeVar("Thing", Line, Entry)


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    text: str
    state: str = SAME


@dataclass(frozen=True)
class LineChange:
    """A line that came, went or has other words."""

    label: str
    kind: str
    state: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class EntryChange:
    """A row or a block that came, went or changed; of one that changed, the lines that did."""

    label: str
    language: str
    state: str
    lines: tuple[LineChange, ...]


@dataclass(frozen=True)
class PartChange:
    """A field that changed."""

    name: str
    label: str
    language: str
    kind: str
    entries: tuple[EntryChange, ...]


def differences(old: Sequence[Part], new: Sequence[Part]) -> list[PartChange]:
    """The parts that differ, in the order of the newer version; those that are gone come last."""
    before = {_name(part): part for part in old}
    after = {_name(part): part for part in new}
    found = []
    for name in [*after, *(name for name in before if name not in after)]:
        shown = after.get(name) or before[name]
        was, now = (side[name].entries if name in side else () for side in (before, after))
        changes = tuple(_entries(was, now))
        if changes:
            found.append(PartChange(shown.name, shown.label, shown.language, shown.kind, changes))
    return found


def _name(part: Part) -> tuple[str, str, str]:
    """A version from before there were names has the heading alone."""
    return (part.name, "", "") if part.name else ("", part.label, part.language)


# Rows and lines -------------------------------------------------------------------------------------------------------
def _entries(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[EntryChange]:
    alone = len(old) == len(new) == 1
    for was, now in _pairs(old, new, lambda entry: entry.lines, _entry_words, alone=alone):
        if was is None and now is not None:
            yield EntryChange(now.label, now.language, ADDED, tuple(_whole(line, ADDED) for line in now.lines))
        elif now is None and was is not None:
            yield EntryChange(was.label, was.language, REMOVED, tuple(_whole(line, REMOVED) for line in was.lines))
        elif was is not None and now is not None:
            lines = tuple(_lines(was.lines, now.lines))
            if lines:
                yield EntryChange(now.label, now.language, CHANGED, lines)


def _entry_words(entry: Entry) -> set[str]:
    return {entry.key} if entry.key else {word for line in entry.lines for word in _text_words(line)}


def _lines(old: Sequence[Line], new: Sequence[Line]) -> Iterator[LineChange]:
    for was, now in _pairs(old, new, lambda line: (line.label, line.text, line.kind), _words):
        if was is None and now is not None:
            yield _whole(now, ADDED)
        elif now is None and was is not None:
            yield _whole(was, REMOVED)
        elif was is not None and now is not None and was.text != now.text:
            yield LineChange(now.label, now.kind, CHANGED, word_pieces(was.text, now.text))


def _whole(line: Line, state: str) -> LineChange:
    return LineChange(line.label, line.kind, state, (Piece(line.text, state),))


def _words(line: Line) -> set[str]:
    """Fields of a row are known by their labels, whatever they say."""
    return {line.label} if line.label else _text_words(line)


def _text_words(line: Line) -> set[str]:
    return set(WORD.findall(line.text.casefold()))


def _pairs(
    old: Sequence[Thing],
    new: Sequence[Thing],
    key: Callable[[Thing], Hashable],
    words: Callable[[Thing], set[str]],
    *,
    alone: bool = False,
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Old and new things that belong together, in order; None stands for one that is not there."""
    if alone:
        yield old[0], new[0]
        return
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _gap(old[i1:i2], new[j1:j2], words)


def _gap(
    old: Sequence[Thing], new: Sequence[Thing], words: Callable[[Thing], set[str]]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Pairs what is most alike in all, without changing the order; the rest came or went."""
    if len(old) * len(new) > MOST_PAIRED:
        yield from ((one, None) for one in old)
        yield from ((None, one) for one in new)
        return
    i = j = 0
    for place, other in _best([words(one) for one in old], [words(one) for one in new]):
        yield from ((one, None) for one in old[i:place])
        yield from ((None, one) for one in new[j:other])
        yield old[place], new[other]
        i, j = place + 1, other + 1
    yield from ((one, None) for one in old[i:])
    yield from ((None, one) for one in new[j:])


def _best(was: Sequence[set[str]], now: Sequence[set[str]]) -> list[tuple[int, int]]:
    """The places of the pairs, by how alike the rest can be at most from each place on."""
    most = [[0.0] * (len(now) + 1) for _one in range(len(was) + 1)]
    alike = [[_alike(one, other) for other in now] for one in was]
    for i in reversed(range(len(was))):
        for j in reversed(range(len(now))):
            together = alike[i][j] + most[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            most[i][j] = max(together, most[i + 1][j], most[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(was) and j < len(now) and most[i][j] > 0:
        if most[i][j] == most[i + 1][j]:
            i += 1
        elif most[i][j] == most[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


# Words ----------------------------------------------------------------------------------------------------------------
def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two lines in one row: those that stayed, went and came."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    was, now = ([one.strip() for one in side] for side in (before, after))
    if _matches(was, now) > MOST_MATCHES:
        return Piece(old, REMOVED), Piece(new, ADDED)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            last = max(before[i2 - 1], after[j2 - 1], key=len)  # the space before what went or came
            pieces.append(Piece("".join([*after[j1 : j2 - 1], last])))
            continue
        sides = ((before[i1:i2], REMOVED), (after[j1:j2], ADDED))
        pieces += [Piece("".join(words), state) for words, state in sides if words]
    return tuple(pieces)


def _matches(was: Sequence[str], now: Sequence[str]) -> int:
    """How many pairs of equal words there are: what the comparison costs."""
    there = Counter(now)
    return sum(there[word] for word in was)
