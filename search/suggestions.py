"""What a reader may be about to write: titles, names of concepts and words of the vocabulary that begin so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from hub.indexing import SEARCH_WORD
from search import knowledge
from search.analysis import composed, folded
from search.knowledge import Facts

SHORTEST = 2  # letters before anything is suggested
LEAST_WORDS = 2  # that have room beside however many titles
VOCABULARY = "word"
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
    tree = "en" if language == "en" else "nb"
    now = timezone.now()
    found: list[tuple[int, int, str, Suggestion]] = []
    for facts in known.documents.values():
        if not (facts.tree == tree or facts.stands_alone) or (facts.visible_until and facts.visible_until <= now):
            continue
        best = min((rank(name, wanted) for name in names(facts)), default=None)
        if best is not None and best < NO_MATCH:
            suggestion = Suggestion(facts.title, facts.url, facts.kind, facts.title_language)
            found.append((best, ORDER.get(facts.kind, LAST), facts.title, suggestion))
    things = [suggestion for *_rank, suggestion in sorted(found, key=lambda hit: hit[:3])]
    named = {plain(suggestion.title) for suggestion in things}
    begun = [word for word in known.words if plain(word).startswith(wanted) and plain(word) not in named]
    words = [
        Suggestion(word, "", VOCABULARY, "") for word in sorted(begun, key=lambda word: (-known.words[word], word))
    ]
    room = min(max(limit - len(things), LEAST_WORDS), len(words), limit)
    return [*things[: limit - room], *words[:room]]


AT_THE_BEGINNING, AT_A_WORD, NO_MATCH = 0, 1, 2
ORDER = {"concept": 0, "theme": 1, "story": 2, "organisation": 9, "county": 8, "health_community": 8}
LAST = 5


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
