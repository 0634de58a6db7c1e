"""What a reader may be about to write: titles, names of concepts and words of the vocabulary that begin so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from hub.indexing import SEARCH_WORD
from search import knowledge
from search.analysis import composed, folded
from search.knowledge import Facts, Knowledge
from search.stopwords import STOPWORDS

SHORTEST = 2  # letters before anything is suggested
LEAST_WORDS = 2  # that have room beside however many titles
VOCABULARY = "word"
AT_THE_BEGINNING, AT_A_WORD, NO_MATCH = 0, 1, 2  # how well a name begins
ORDER = {"concept": 0, "theme": 1, "story": 2, "organisation": 9, "county": 8, "health_community": 8}
LAST = 5  # all other kinds
# Older and discouraged names, and what editors think that readers look for, lead to a page, but are not suggested.
HIDDEN = "hidden"
UNSHOWN = (HIDDEN, SEARCH_WORD)


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
    words = [word for word in words_that_begin(wanted, known) if plain(word) not in named]
    room = min(max(limit - len(things), LEAST_WORDS), len(words), limit)
    return [*things[: limit - room], *(Suggestion(word, "", VOCABULARY, "") for word in words[:room])]


def things_that_begin(wanted: str, known: Knowledge, tree: str) -> list[Suggestion]:
    """What the readers of a tree can see now, the likeliest first."""
    now = timezone.now()
    found: list[tuple[int, int, str, Suggestion]] = []
    for facts in known.documents.values():
        if not (facts.tree == tree or facts.stands_alone) or (facts.visible_until and facts.visible_until <= now):
            continue
        best = min(rank(name, wanted) for name in names(facts))
        if best < NO_MATCH:
            suggestion = Suggestion(facts.title, facts.url, facts.kind, facts.title_language)
            found.append((best, ORDER.get(facts.kind, LAST), facts.title, suggestion))
    return [suggestion for *_rank, suggestion in sorted(found, key=lambda hit: hit[:3])]


def words_that_begin(wanted: str, known: Knowledge) -> list[str]:
    """The words of the index that carry a subject, those in most documents first."""
    begun = [word for word in known.words if plain(word).startswith(wanted) and word not in STOPWORDS]
    return sorted(begun, key=lambda word: (-known.words[word], word))


def names(facts: Facts) -> list[str]:
    """The title and the names that may be suggested."""
    return [facts.title, *(text for text, _language, kind in facts.labels if kind not in UNSHOWN)]


def rank(name: str, wanted: str) -> int:
    """How well a name begins as wanted."""
    name = plain(name)
    if name.startswith(wanted):
        return AT_THE_BEGINNING
    return AT_A_WORD if f" {wanted}" in name else NO_MATCH


@lru_cache(200_000)  # every title and word is asked for again at each letter that a reader types
def plain(text: str) -> str:
    """Small letters without accents, white space evened out."""
    return folded(" ".join(composed(text).lower().split()))
