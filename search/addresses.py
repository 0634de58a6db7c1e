"""Where the search answers, in both trees, and where machines ask."""

from __future__ import annotations

SEARCH = {"nb": "/sok/", "en": "/en/search/"}
SUGGESTIONS = {"nb": "/sok/forslag/", "en": "/en/search/suggestions/"}
API = "/api/v1/search/"


def search_path(language: str) -> str:
    """The address of the search for a reader of a language; Nynorsk takes `?sprak=nn` with it."""
    return SEARCH["en" if language == "en" else "nb"]
