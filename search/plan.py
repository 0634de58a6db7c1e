"""A question as typed → a plan of weighted clauses. Pure: what it must know of the index it is given.

Any text is a valid question. Words, `"phrases"`, `-without`; question words are dropped, neighbours joined, unknown
words corrected, names of concepts and of the word list read as what they mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import ENGLISH, NORWEGIAN, folded, stem
from search.bag import FOLDED, MEANING, PART, WORD
from search.compounds import Splitter
from search.drafts import MEASURED, Draft, Weights
from search.engines.base import COVERAGE_BASE, COVERAGE_SHARE, TOP_IMPACT, Alternative, Clause
from search.pruning import pruned
from search.stopwords import ASKING, STOPWORDS
from search.thesaurus import Thesaurus

BOOST = 8  # of an alternative of weight 1, per unit of idf


@dataclass(frozen=True)
class Wanted:
    """What one clause was drafted for: the words, and the boost of a good answer to them.

    Words that stand nowhere, or only in pieces, ask for as much as any word so rare; none of their ways is good.
    """

    words: tuple[str, ...]
    worth: int
    ways: tuple[Alternative, ...] = ()

    def is_answered_by(self, terms: Container[str]) -> bool:
        """Whether a document with these terms says at least half of it."""
        return any(way.is_near(self.worth) and all(term in terms for term, _boost in way.terms) for way in self.ways)


@dataclass(frozen=True)
class Plan:
    """What engines are asked, and what the reader is told about it.

    Attributes:
        worth: What each clause says: the boost of its best way.
        wanted: All that was asked for, in its order, with the words that stand nowhere.
        meanings: Keys of the meanings that it names.
        corrected: Words that stand nowhere, to the likeliest ones.
    """

    clauses: tuple[Clause, ...] = ()
    worth: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    meanings: tuple[str, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)

    def floor(self, percent: int) -> int:
        """The score that is so many percent of the best that any document could have; at least 1."""
        coverage = COVERAGE_BASE + sum(clause.coverage for clause in self.clauses)
        return max(1, sum(self.worth) * TOP_IMPACT * coverage * percent // 100)

    def covered(self, terms: Container[str]) -> int:
        """How many percent of the question a document with these terms answers."""
        asked = sum(one.worth for one in self.wanted)
        answered = sum(one.worth for one in self.wanted if one.is_answered_by(terms))
        return 100 * answered // asked if asked else 100

    def missing(self, terms: Container[str]) -> tuple[str, ...]:
        """The words of the question that a document with these terms does not answer."""
        lacking = (one for one in self.wanted if not one.is_answered_by(terms))
        return tuple(dict.fromkeys(word for one in lacking for word in one.words))


def exact_terms(word: str) -> list[str]:
    """A word as it stands in Norwegian and in English documents."""
    return list(dict.fromkeys(WORD + stem(word, stemmer) for stemmer in (NORWEGIAN, ENGLISH)))


def subject_of(words: Sequence[str]) -> set[str]:
    """The words that say what is asked for; those that only ask when there are no others."""
    said = [word for word in words if word not in STOPWORDS]
    return {word for word in said if word not in ASKING} or set(said) or set(words)


class Planner:
    """Makes plans from questions.

    Args:
        thesaurus, splitter: As the documents were analysed with.
        documents: How many there are.
        frequencies: Gives the number of documents that have each of some terms.
        correct: Gives the likeliest word for one that stands nowhere, or nothing.
        is_word: Whether a word stands somewhere in the index, or in a lexicon.
    """

    def __init__(
        self,
        *,
        thesaurus: Thesaurus,
        splitter: Splitter,
        documents: int,
        frequencies: Callable[[Sequence[str]], Mapping[str, int]],
        correct: Callable[[str], str] = lambda word: "",
        is_word: Callable[[str], bool] = lambda word: False,
        weights: Weights = MEASURED,
    ):
        self.thesaurus = thesaurus
        self.splitter = splitter
        self.documents = documents
        self.frequencies = frequencies
        self.correct = correct
        self.is_word = is_word
        self.weights = weights

    def plan(self, words: Sequence[str], *, bare: bool = False) -> Plan:
        """The plan for some words.

        Args:
            bare: Only the words as they were typed: no names, no corrections.
        """
        subject = subject_of(words)
        if bare:
            drafts = [self.word(word, bare=True) for word in words if word in subject]
        else:
            drafts = self.drafts(list(words), subject)
        known = self.known(drafts)
        corrected = {} if bare else self.mend(drafts, known)
        if corrected:
            known = self.known(drafts)
        return self.weighed(drafts, known, corrected)

    # Drafting ---------------------------------------------------------------------------------------------------------
    def drafts(self, words: list[str], subject: Container[str]) -> list[Draft]:
        """A clause for each word, or for several that are one name or one compound.

        Args:
            subject: The words that carry one; the others count only within a name.
        """
        found: list[Draft] = []
        at = 0
        while at < len(words):
            draft, length = self.name(words, at, subject)
            if draft is None and words[at] in subject:
                draft, length = self.joined(words, at)
            if draft is None and words[at] in subject:
                draft, length = self.word(words[at]), 1
            if draft is not None:
                found.append(draft)
            at += max(length, 1)
        return found

    def name(self, words: list[str], at: int, subject: Container[str]) -> tuple[Draft | None, int]:
        """The longest name of several words that begins here."""
        best: dict[int, list[str]] = {}
        for stemmer in (NORWEGIAN, ENGLISH):
            for name in self.thesaurus.find(words[at:], stemmer):
                if name.start == 0 and name.length > 1:
                    best.setdefault(name.length, []).extend(name.keys)
        if not best:
            return None, 0
        length = max(best)
        row = [word for word in words[at : at + length] if word in subject] or words[at : at + length]
        draft = Draft(tuple(row), meanings=tuple(dict.fromkeys(best[length])))
        self.add_meanings(draft, self.weights.name)
        for word in row:
            for way, weight in self.word(word).ways.items():
                draft.add(weight * self.weights.one_word, *way)
        for stemmer in (NORWEGIAN, ENGLISH):
            draft.add(self.weights.same, *(WORD + stem(word, stemmer) for word in row))
        return draft, length

    def joined(self, words: list[str], at: int) -> tuple[Draft | None, int]:
        """Two neighbours that are one word: «hjemme oppfølging»."""
        if at + 1 >= len(words):
            return None, 0
        pair = words[at : at + 2]
        for link in ("", "s"):
            whole = link.join(pair)
            if len(pair[0]) > 2 and len(pair[1]) > 2 and self.is_word(whole):
                draft = self.word(whole)
                draft.words = tuple(pair)
                for word in pair:
                    for way, weight in self.word(word).ways.items():
                        draft.add(weight * self.weights.one_word, *way)
                draft.add(self.weights.same, *(WORD + stem(word) for word in pair))
                return draft, 2
        return None, 0

    def word(self, word: str, bare: bool = False) -> Draft:
        """The ways to answer one word."""
        weights = self.weights
        draft = Draft((word,))
        for term in exact_terms(word):
            draft.add(weights.same, term)
        if bare:
            return draft
        draft.add(weights.folded, FOLDED + folded(stem(word)))
        draft.add(weights.part, PART + stem(word))
        parts = [stem(part) for part in self.splitter.parts(word)]
        if parts:
            draft.add(weights.parts, *(PART + part for part in parts))
            draft.add(weights.parts, *(WORD + part for part in parts))
            for part in parts:
                draft.add(weights.one_part, WORD + part)
                draft.add(weights.one_part, PART + part)
        keys = [
            key
            for stemmer in (NORWEGIAN, ENGLISH)
            for name in self.thesaurus.find([word], stemmer)
            for key in name.keys
        ]
        draft.meanings = tuple(dict.fromkeys(keys))
        self.add_meanings(draft, weights.meaning)
        return draft

    def add_meanings(self, draft: Draft, weight: float) -> None:
        """The meanings of a draft, and at low weight those next to them."""
        for key in draft.meanings:
            draft.add(weight, MEANING + key)
            for other in self.thesaurus.meanings[key].related:
                draft.add(weight * self.weights.related, MEANING + other)

    # Correcting -------------------------------------------------------------------------------------------------------
    def mend(self, drafts: list[Draft], known: Mapping[str, int]) -> dict[str, str]:
        """Give each word that has no good answer the ways of the likeliest word instead."""
        corrected: dict[str, str] = {}
        for draft in drafts:
            if any(
                weight >= self.weights.part and all(term in known for term in way) for way, weight in draft.ways.items()
            ):
                continue
            for word in draft.words:
                better = self.correct(word)
                if better and better != word:
                    corrected[word] = better
                    other = self.word(better)
                    draft.meanings += other.meanings
                    for way, weight in other.ways.items():
                        draft.add(weight * self.weights.corrected, *way)
        return corrected

    # Weighing ---------------------------------------------------------------------------------------------------------
    def known(self, drafts: list[Draft]) -> Mapping[str, int]:
        """Of the terms of the drafts those that stand in some document, with how many."""
        return self.frequencies(sorted({term for draft in drafts for way in draft.ways for term in way}))

    def idf(self, frequency: int) -> float:
        """How much a term says: the rarer the more."""
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    def weighed(self, drafts: list[Draft], known: Mapping[str, int], corrected: Mapping[str, str]) -> Plan:
        """Whole-number boosts and coverage; ways with a term that stands nowhere are left out."""
        wanted = [self.wanted(draft, known) for draft in drafts]
        ways = [one.ways for one in wanted if one.ways]
        worth = tuple(max(way.boost for way in found) for found in ways)
        whole = sum(worth) or 1
        shares = (COVERAGE_SHARE * most // whole for most in worth)
        read = (pruned(found, known, self.documents) for found in ways)
        clauses = tuple(Clause(found, share) for found, share in zip(read, shares, strict=True))
        meanings = tuple(dict.fromkeys(key for draft in drafts for key in draft.meanings))
        return Plan(clauses, worth, tuple(wanted), meanings, corrected)

    def most(self, draft: Draft, known: Mapping[str, int]) -> tuple[float, float]:
        """What one term may say at most: as much as the words do by their stems; a neighbour as the meaning.

        Else a neighbour that few documents name would count for more than the very word.
        """
        own = [terms[0] for terms, weight in draft.ways.items() if len(terms) == 1 and weight >= self.weights.corrected]
        stems = [self.idf(known[term]) for term in own if term in known and term[0] == WORD]
        named = [self.idf(known[term]) for term in own if term in known]
        return min(stems, default=math.inf), min(named, default=math.inf)

    def wanted(self, draft: Draft, known: Mapping[str, int]) -> Wanted:
        """The ways of one draft that may find something, and what the best of the good ones says."""
        found: list[Alternative] = []
        best, (most, of_neighbours) = 0, self.most(draft, known)

        def says(term: str, alone: bool) -> float:
            is_neighbour = term[0] == MEANING and term[1:] not in draft.meanings
            return min(self.idf(known[term]), (of_neighbours if is_neighbour else most) if alone else math.inf)

        for terms, weight in draft.ways.items():
            if all(term in known for term in terms):
                alone = len(terms) == 1
                boosts = (max(1, round(BOOST * weight / len(terms) * says(term, alone))) for term in terms)
                found.append(Alternative(tuple(zip(terms, boosts, strict=True))))
                if weight >= self.weights.part:
                    best = max(best, found[-1].boost)
        return Wanted(draft.words, best or round(BOOST * self.idf(0)), tuple(found))
