"""Finding words in a list. A simple match stands here; the search room registers a better one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.db.models import QuerySet

IN_TITLE, IN_TEXT = 2, 1


class TextMatcher(Protocol):
    """Finds the pages that answer a query."""

    def __call__(self, query: str, pages: QuerySet, language: str) -> Mapping[int, float]:
        """The ids of the pages that match, each with how well; the higher the better."""


def contains(query: str, pages: QuerySet, language: str) -> dict[int, float]:
    """Pages that hold every word of the query, in any case, in what the type names as `match_fields`."""
    words = query.casefold().split()
    titles: dict[int, str] = {}
    texts: dict[int, str] = {}
    for pk, title, *rest in pages.order_by().values_list("pk", "title", *pages.model.match_fields):  # type: ignore[attr-defined]
        titles[pk] = title.casefold()
        texts[pk] = " ".join([texts.get(pk, ""), *(part.casefold() for part in rest if part)])
    return {
        pk: IN_TITLE if all(word in titles[pk] for word in words) else IN_TEXT
        for pk, text in texts.items()
        if all(word in titles[pk] or word in text for word in words)
    }


_matcher: TextMatcher = contains


def register_text_matcher(matcher: TextMatcher) -> None:
    """Let another room decide what matches a query, in every list."""
    global _matcher
    _matcher = matcher


def match(query: str, pages: QuerySet, language: str) -> Mapping[int, float]:
    """The pages that match, by the registered matcher."""
    return _matcher(query, pages, language)
