"""Suggestions as the list below the search field shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hub.listing.asked import TEXT
from search.addresses import search_path
from search.asked import LANGUAGE
from search.facets import types
from search.suggestions import VOCABULARY, suggest
from search.tags import Names


@dataclass(frozen=True)
class Option:
    """A thing to go to, or a word to search for; `kind` says which in words."""

    title: str
    url: str
    language: str
    kind: str


def options(text: str, language: str) -> list[Option]:
    """What a reader who has written so much may mean."""
    known, labels = Names().types, types()
    found = []
    for one in suggest(text, language):
        if one.kind == VOCABULARY and one.title == text.casefold():
            continue  # Enter does that already
        if one.kind == VOCABULARY:
            query = {TEXT: one.title} | ({LANGUAGE: language} if language == "nn" else {})
            found.append(Option(one.title, f"{search_path(language)}?{urlencode(query)}", "", _("Search for this")))
        else:
            kind = labels.get(known.get(one.kind, one.kind), "")
            found.append(Option(one.title, one.url, one.language if one.language != language else "", kind))
    return found
