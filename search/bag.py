"""A document as a bag of terms with whole-number impacts (decision 8). Pure.

BM25F: each field's counts are weighted and normed by the field's length, added up over the fields and saturated once
for the term. All of it happens here; an engine only multiplies and adds.

A term is a letter for its kind and a stem: `s` a word, `p` a part of a compound, `f` without Norwegian letters,
`c` a meaning of the thesaurus.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.analysis import NORWEGIAN, Token, folded, stem, stemmer_of, tokens
from search.compounds import Splitter
from search.engines.base import TOP_IMPACT
from search.thesaurus import Thesaurus

WORD, PART, FOLDED, MEANING = "s", "p", "f", "c"
KINDS = (WORD, MEANING, PART, FOLDED)
SATURATION = 1.2  # BM25's k1
FOREIGN_STEM = 0.5  # of an English word by the Norwegian stemmer, for those who ask in Norwegian


@dataclass(frozen=True, eq=False)
class Field:
    """Text that counts alike: its weight, how far its length matters (BM25's b) and the usual length, in words.

    The usual lengths are means of the hub's own content. Two fields of the same figures are still two.
    """

    weight: float
    norm: float
    usual: int


TITLE = Field(4.5, 0.6, 8)
NAMES = Field(3.0, 0.5, 8)
SUMMARY = Field(2.2, 0.5, 25)
TEXT = Field(1.0, 0.8, 130)
SEARCH_WORDS = Field(1.25, 0.35, 30)
TAGS = Field(0.55, 0.2, 6)
OTHER_LANGUAGE = Field(0.5, 0.5, 150)


@dataclass(frozen=True)
class Piece:
    """A text of a field, in one language."""

    field: Field
    text: str
    language: str


def number(term: str) -> int:
    """The number that stands for a term in postings: 64 bits with a sign, of which the last two say the kind."""
    digest = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big", signed=True)
    return digest >> 2 << 2 | KINDS.index(term[0])


def of_words_and_meanings(term: int) -> bool:
    """Whether a term's number is that of a word or of a meaning: the others only repeat words in another form."""
    return term & 3 <= KINDS.index(MEANING)


def terms(found: Sequence[Token], language: str, splitter: Splitter, thesaurus: Thesaurus) -> Counter[str]:
    """The terms of the words of one text, each with how often it stands there."""
    counts: Counter[str] = Counter()
    stemmer = stemmer_of(language)
    for token in found:
        if not token.is_stopword:
            for term, count in word_terms(token.word, stemmer):
                counts[term] += count  # type: ignore[assignment]
            for part in all_parts(token.word, splitter):
                counts[PART + stem(part)] += 1
    for meaning in thesaurus.tags(found, stemmer):
        counts[MEANING + meaning] += 1
    return counts


@lru_cache(100_000)
def word_terms(word: str, stemmer: str) -> tuple[tuple[str, float], ...]:
    """The terms of one word, apart from its parts and meanings."""
    found = {WORD + stem(word, stemmer): 1.0}
    if stemmer != NORWEGIAN:
        found.setdefault(WORD + stem(word), FOREIGN_STEM)
    bare = folded(stem(word, stemmer))
    if bare != stem(word, stemmer):
        found[FOLDED + bare] = 1.0
    return tuple(found.items())


def all_parts(word: str, splitter: Splitter) -> list[str]:
    """The parts of a compound, the parts of these, and what neighbouring parts make together."""
    parts = splitter.parts(word)
    found = list(parts)
    for part in parts:
        found += splitter.parts(part)
    if len(parts) > 2:
        found += ["".join(pair) for pair in pairwise(parts)]
    return found


def impacts(pieces: Iterable[Piece], splitter: Splitter, thesaurus: Thesaurus) -> dict[str, int]:
    """The bag of a document: term to impact, 1–127."""
    fields: dict[Field, tuple[Counter[str], int]] = {}
    for piece in pieces:
        found = tokens(piece.text)
        counts, length = fields.get(piece.field, (Counter(), 0))
        counts.update(terms(found, piece.language, splitter, thesaurus))
        fields[piece.field] = counts, length + len(found)
    weights: Counter[str] = Counter()
    for field, (counts, length) in fields.items():
        norm = field.weight / (1 - field.norm + field.norm * length / field.usual) if length else 0
        for term, count in counts.items():
            weights[term] += norm * count  # type: ignore[assignment]
    return {term: max(1, round(TOP_IMPACT * weight / (weight + SATURATION))) for term, weight in weights.items()}
