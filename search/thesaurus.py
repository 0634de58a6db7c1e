"""Names to meanings: of the concepts as their pages tell them, and of the editors' word list. Pure.

Every name in every language, older and discouraged ones too, leads to the meaning; documents are tagged with the
meanings whose names they use, and who asks for one name asks for the meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import ENGLISH, NORWEGIAN, Token, stem, stemmer_of, tokens
from search.compounds import SHORTEST


@dataclass(frozen=True)
class Meaning:
    """One meaning with all its names.

    Attributes:
        key: `c` and the group of a concept, or `w` and the key of a row of the word list.
        names: `(text, language)`.
        related: Keys of related and broader meanings.
        title, url: Where the concept is explained, by tree; empty for a word.
    """

    key: str
    names: tuple[tuple[str, str], ...]
    related: tuple[str, ...] = ()
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_concept(self) -> bool:
        """Whether a page explains it."""
        return bool(self.pages)


@dataclass(frozen=True)
class Found:
    """Names found in a row of words: where, how many words, and what they may mean."""

    start: int
    length: int
    keys: tuple[str, ...]


class Thesaurus:
    """Finds meanings in words."""

    def __init__(self, meanings: Iterable[Meaning] = ()):
        self.meanings = {meaning.key: meaning for meaning in meanings}
        self._names: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {NORWEGIAN: {}, ENGLISH: {}}
        self._names_of: dict[str, dict[str, list[tuple[str, ...]]]] = {NORWEGIAN: {}, ENGLISH: {}}
        self._longest: dict[str, dict[str, int]] = {NORWEGIAN: {}, ENGLISH: {}}  # of the names that begin with a stem
        for meaning in self.meanings.values():
            for text, language in meaning.names:
                self._add(meaning.key, text, language)

    def _add(self, key: str, text: str, language: str) -> None:
        """A name counts in its own language; one in capitals, an abbreviation, in every one.

        One that is a word without subject («ME», «IT») would be found in every text, and counts nowhere.
        """
        words = tokens(text)
        if len(words) == 1 and words[0].is_stopword:
            return
        stemmers = {stemmer_of(language)} | ({NORWEGIAN, ENGLISH} if text.isupper() else set())
        for stemmer in stemmers:
            name = tuple(stem(token.word, stemmer) for token in words)
            if name:
                keys = self._names[stemmer].get(name, ())
                self._names[stemmer][name] = keys if key in keys else (*keys, key)
                self._names_of[stemmer].setdefault(key, []).append(name)
                longest = self._longest[stemmer]
                longest[name[0]] = max(longest.get(name[0], 0), len(name))

    def find(self, words: Sequence[str], stemmer: str) -> Iterator[Found]:
        """All names in a row of words, the longest first at each place; those within longer ones too."""
        stems = [stem(word, stemmer) for word in words]
        names, longest = self._names[stemmer], self._longest[stemmer]
        for start, first in enumerate(stems):
            for length in range(min(longest.get(first, 0), len(stems) - start), 0, -1):
                keys = names.get(tuple(stems[start : start + length]))
                if keys:
                    yield Found(start, length, keys)

    def names(self, key: str, stemmer: str) -> Sequence[tuple[str, ...]]:
        """The names of a meaning by which texts of that stemmer are read, as rows of stems."""
        return self._names_of[stemmer].get(key, ())

    def tags(self, found: Sequence[Token], stemmer: str) -> Iterator[str]:
        """The meanings of a text, each as often as it is named; a name within a longer name does not count."""
        reached = 0
        for name in self.find([token.word for token in found], stemmer):
            if name.start >= reached:
                reached = name.start + name.length
                yield from name.keys


def meanings_of_concepts(documents: Iterable) -> list[Meaning]:
    """The concepts of the index, each from its documents in all languages."""
    groups: dict[str, list] = {}
    for document in documents:
        groups.setdefault(document.group, []).append(document)
    group_of = {(document.kind, document.key): group for group, found in groups.items() for document in found}
    near: dict[str, set[str]] = {group: set() for group in groups}
    for group, found in groups.items():
        for document in found:
            for other in (group_of.get((kind, key)) for kind, key in document.related):
                if other and other != group:
                    near[group].add(other)
                    near[other].add(group)
    return [
        Meaning(
            key=f"c{group}",
            names=tuple(dict.fromkeys(name for one in found for name in one.names())),
            related=tuple(f"c{other}" for other in sorted(near[group])),
            pages={one.tree: (one.title, one.url) for one in found},
        )
        for group, found in groups.items()
    ]


def meanings_of_words(words: Iterable) -> list[Meaning]:
    """The rows of the word list."""
    return [Meaning(key=f"w{word.key}", names=tuple(word.names())) for word in words]


def own_words(meanings: Iterable[Meaning]) -> set[str]:
    """The Norwegian words of all names, that compounds may be made of."""
    names = (text for meaning in meanings for text, language in meaning.names if language != ENGLISH)
    return {token.word for text in names for token in tokens(text) if len(token.word) >= SHORTEST}
