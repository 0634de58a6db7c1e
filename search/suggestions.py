"""What a reader may be about to write: titles, names of concepts and words of the vocabulary that begin so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from django.utils import timezone

from search import knowledge
from search.facts import LONGEST_BEGINNING, SHORTEST_BEGINNING, Facts, plain
from search.knowledge import Knowledge
from search.sets import BEGINNING
from search.stopwords import STOPWORDS

SHORTEST = 2  # letters before anything is suggested
LEAST_WORDS = 2  # that have room beside however many titles
VOCABULARY = "word"
AT_THE_BEGINNING, AT_A_WORD, NO_MATCH = 0, 1, 2  # how well a name begins
ORDER = {"concept": 0, "theme": 1, "story": 2, "organisation": 9, "county": 8, "health_community": 8}
LAST = 5  # all other kinds


@dataclass(frozen=True)
class Suggestion:
    """A title or a name with the address behind it, or a word to search for, which has none."""

    title: str
    url: str
    kind: str
    language: str


def suggest(text: str, language: str = "nb", limit: int = 8) -> list[Suggestion]:
    """What begins with the text, or has a word that does; concepts first, then titles, then words."""
    wanted = plain(text)
    if len(wanted) < SHORTEST:
        return []
    known = knowledge.current()
    things = things_that_begin(wanted, known, "en" if language == "en" else "nb")
    named = {plain(suggestion.title) for suggestion in things}
    words = words_that_begin(wanted, known, named, limit)
    room = min(max(limit - len(things), LEAST_WORDS), len(words), limit)
    return [*things[: limit - room], *(Suggestion(word, "", VOCABULARY, "") for word in words[:room])]


def things_that_begin(wanted: str, known: Knowledge, tree: str) -> list[Suggestion]:
    """What the readers of a tree can see now, the likeliest first."""
    found: list[tuple[int, int, str, int, Facts]] = []
    for facts in that_may_begin(wanted, known, tree):
        best = min(rank(name, wanted) for name in facts.names())
        if best < NO_MATCH:
            found.append((best, ORDER.get(facts.kind, LAST), facts.title, facts.pk, facts))
    return [
        Suggestion(facts.title, facts.url, facts.kind, facts.title_language)
        for *_rank, facts in sorted(found, key=lambda hit: hit[:4])
    ]


def that_may_begin(wanted: str, known: Knowledge, tree: str) -> Iterator[Facts]:
    """What the readers of a tree can see now, but for what has no word that begins as the first one that is wanted."""
    sets, first = known.sets, wanted.split()[0]
    some = sets.in_sight(timezone.now()) & sets.for_readers_of(tree)
    if len(first) >= SHORTEST_BEGINNING:
        some &= sets.having(BEGINNING, [first[:LONGEST_BEGINNING]])
    return (known.documents[pk] for pk in sets.members(some))


def words_that_begin(wanted: str, known: Knowledge, named: set[str], limit: int) -> list[str]:
    """The words of the index that carry a subject and are no title, those in most documents first."""
    begun = (word for word in known.beginning(wanted) if word not in STOPWORDS and plain(word) not in named)
    return nsmallest(limit, begun, key=lambda word: (-known.words[word], word))


def rank(name: str, wanted: str) -> int:
    """How well a name begins as wanted."""
    name = plain(name)
    if name.startswith(wanted):
        return AT_THE_BEGINNING
    return AT_A_WORD if f" {wanted}" in name else NO_MATCH
