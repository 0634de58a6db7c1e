"""Rows of words that must stand as they were typed, found in the stems that documents keep in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis import ENGLISH, NORWEGIAN, stem
from search.bag import WORD, number
from search.models import Posting, SearchDocument
from search.stopwords import STOPWORDS


def documents_with(phrases: Iterable[Sequence[str]]) -> frozenset[int] | None:
    """The ids of documents that have every phrase; None when there is no phrase."""
    found: frozenset[int] | None = None
    for phrase in phrases:
        ids = frozenset(having(phrase))
        found = ids if found is None else found & ids
    return found


def documents_with_any(phrases: Iterable[Sequence[str]]) -> frozenset[int]:
    """The ids of documents that have at least one of the phrases."""
    return frozenset().union(*map(having, phrases))


def having(phrase: Sequence[str]) -> set[int]:
    """The documents with a phrase in either language: those with all its words first, then those in its order."""
    found: set[int] = set()
    for stemmer in (NORWEGIAN, ENGLISH):
        stems = [stem(word, stemmer) for word in phrase]
        rows = SearchDocument.objects.all()
        for word in dict.fromkeys(word for word in phrase if word not in STOPWORDS):
            having_word = Posting.objects.filter(term=number(WORD + stem(word, stemmer)))
            rows = rows.filter(pk__in=having_word.values("document_id"))
        found |= set(rows.filter(stems__contains=f" {' '.join(stems)} ").values_list("pk", flat=True))
    return found
