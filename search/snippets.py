"""Why a document answers: its title with what was asked for marked, and the place in it that says most. Pure.

A word is marked when its stem, a part of it or a name that it belongs to is among the terms of the plan, so a question
in English marks the Norwegian words that it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import ENGLISH, NORWEGIAN, composed, stem, stemmer_of
from search.analysis import WORD as A_WORD
from search.bag import MEANING, PART, WORD, all_parts, word_terms
from search.compounds import Splitter
from search.engines.base import Clause
from search.stopwords import STOPWORDS
from search.thesaurus import Thesaurus

LONGEST = 240  # characters of a snippet
BEFORE = 60  # of them before the first marked word
GAP = "…"


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that answers some of the clauses."""

    start: int
    end: int
    clauses: frozenset[int]


@dataclass(frozen=True)
class Snippet:
    """A piece of text as safe HTML, in a language."""

    html: SafeString
    language: str


class Marker:
    """Marks what answers a plan. One is made for an answer, and remembers the words of all its texts."""

    def __init__(self, clauses: Sequence[Clause], splitter: Splitter, thesaurus: Thesaurus):
        self.splitter = splitter
        self.thesaurus = thesaurus
        self.terms: dict[str, set[int]] = {}
        for at, clause in enumerate(clauses):
            best = max((boost for way in clause.alternatives for _term, boost in way.terms), default=0)
            for way in clause.alternatives:
                for term, boost in way.terms:
                    if boost * 3 >= best:  # what is only near is no reason
                        self.terms.setdefault(term, set()).add(at)
        self._words: dict[str, dict[str, frozenset[int]]] = {NORWEGIAN: {}, ENGLISH: {}}
        self._names = {stemmer: self._names_asked_for(stemmer) for stemmer in self._words}

    def marks(self, text: str, language: str) -> list[Mark]:
        """Where the text, as composed, answers."""
        stemmer = stemmer_of(language)
        known, names = self._words[stemmer], self._names[stemmer]
        places = [(found.group().lower(), *found.span()) for found in A_WORD.finditer(composed(text))]
        answers: dict[int, frozenset[int]] = {}
        for at, (word, _start, _end) in enumerate(places):
            clauses = known.get(word)
            if clauses is None:
                clauses = known[word] = self._of_word(word, stemmer)
            if clauses:
                answers[at] = clauses
        for at in range(len(places)) if names else ():
            for name, clauses in names.get(stem(places[at][0], stemmer), ()):
                if name == tuple(stem(word, stemmer) for word, _start, _end in places[at : at + len(name)]):
                    for place in range(at, at + len(name)):
                        answers[place] = answers.get(place, frozenset()) | clauses
        return [Mark(places[at][1], places[at][2], clauses) for at, clauses in sorted(answers.items())]

    def _names_asked_for(self, stemmer: str) -> dict[str, list[tuple[tuple[str, ...], frozenset[int]]]]:
        """The names of all meanings that are asked for, by their first stem, with the clauses that they answer."""
        found: dict[str, list[tuple[tuple[str, ...], frozenset[int]]]] = {}
        for term, clauses in self.terms.items():
            if term.startswith(MEANING):
                for name in self.thesaurus.names(term.removeprefix(MEANING), stemmer):
                    found.setdefault(name[0], []).append((name, frozenset(clauses)))
        return found

    def _of_word(self, word: str, stemmer: str) -> frozenset[int]:
        terms = () if word in STOPWORDS else terms_of(word, stemmer, self.splitter)
        return frozenset(at for term in terms for at in self.terms.get(term, ()))


@lru_cache(100_000)  # the same words stand in the answers to all questions
def terms_of(word: str, stemmer: str, splitter: Splitter) -> tuple[str, ...]:
    """The terms by which a word of a text may be found, apart from its meanings."""
    terms = {term for term, _count in word_terms(word, stemmer)}
    parts = {stem(part) for part in all_parts(word, splitter)}
    return tuple(terms | {letter + part for part in parts for letter in (WORD, PART)})


def marked(text: str, marks: Iterable[Mark]) -> SafeString:
    """A text as safe HTML, neighbouring marks as one."""
    text = composed(text)
    pieces: list[str] = []
    at = 0
    for start, end in joined(text, marks):
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))


def joined(text: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Stretches, those with only a space or a hyphen between them as one."""
    found: list[tuple[int, int]] = []
    for mark in marks:
        if found and text[found[-1][1] : mark.start] in (" ", "-", ""):
            found[-1] = found[-1][0], mark.end
        else:
            found.append((mark.start, mark.end))
    return found


def snippet(texts: Sequence[tuple[str, str]], marker: Marker) -> Snippet:
    """The text that answers most, cut around that; the first text when none answers.

    Args:
        texts: `(text, language)`, the most telling first.
    """
    best: tuple[int, str, str, list[Mark]] | None = None
    for text, language in texts:
        marks = marker.marks(text, language)
        says = len({at for mark in around(marks) for at in mark.clauses})
        if best is None or says > best[0]:
            best = says, composed(text), language, marks
    if best is None:
        return Snippet(SafeString(""), "")
    _says, text, language, marks = best
    start, end = window(text, around(marks))
    inside = [Mark(mark.start - start, mark.end - start, mark.clauses) for mark in marks if start <= mark.start < end]
    inside = [mark for mark in inside if mark.end <= end - start]
    html = marked(text[start:end].rstrip(), inside)
    before, after = GAP if start else "", GAP if end < len(text) else ""
    return Snippet(mark_safe(f"{before}{html}{after}"), language)


def around(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Of the marks those within one snippet's reach that answer most clauses; the earliest when several do."""
    best: Sequence[Mark] = ()
    most = 0
    for at in range(len(marks)):
        near = within_reach(marks, at)
        says = len({clause for mark in near for clause in mark.clauses})
        if says > most:
            best, most = near, says
    return best


def within_reach(marks: Sequence[Mark], at: int) -> Sequence[Mark]:
    """A mark and those after it that the same snippet can show."""
    end = at
    while end < len(marks) and marks[end].end <= marks[at].start + LONGEST - BEFORE:
        end += 1
    return marks[at:end]


def window(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """Where to cut: at white space, so that the marks are inside."""
    if len(text) <= LONGEST:
        return 0, len(text)
    first = marks[0].start if marks else 0
    start = 0 if first <= LONGEST - BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    if len(text) - start <= LONGEST:
        return start, len(text)
    end = text.rfind(" ", start, start + LONGEST)
    return start, end if end > start else start + LONGEST
