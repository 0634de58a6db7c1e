"""What a reader or a machine asks of the search, read from the address; what makes no sense is left out and said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.listing.asked import LONGEST_ECHO, TEXT, Asked, left_out, read_order, read_page, read_values
from hub.listing.filters import Labels
from hub.listing.sorting import Sort
from search.engines.base import NEWEST, RELEVANCE, REVIEWED
from search.facets import SEARCH_FACETS
from search.question import LONGEST
from search.question import read as taken_apart
from search.service import SearchRequest

BARE, LANGUAGE = "bare", "sprak"
SORTS = (Sort("nyeste", gettext_lazy("Newest")), Sort("gjennomgatt", gettext_lazy("Last professionally reviewed")))
ORDERS = {"nyeste": NEWEST, "gjennomgatt": REVIEWED}


def read(params: QueryDict, language: str, labels: Mapping[str, Labels]) -> Asked:
    """Understand the address of a search.

    Args:
        params: The address's parameters, as they came; names that nothing has are nobody's business here.
        labels: Every value of each facet, as `search.facets.vocabularies` gives them.
    """
    asked = Asked()
    asked.text = read_text(params.get(TEXT, ""), asked.notes)
    if asked.text and not any(astuple(taken_apart(asked.text))):
        asked.notes.append(_("“%(text)s” holds no word to search for.") % {"text": asked.text[:LONGEST_ECHO]})
        asked.text = ""
    for facet in SEARCH_FACETS:
        asked.choose(facet.parameter, facet.label, labels[facet.name], read_values(params, facet.parameter))
    asked.order = read_order(params, SORTS, asked.notes)
    asked.page = read_page(params, asked.notes)
    if language == "nn":  # has no address of its own
        asked.kept.append((LANGUAGE, language))
    bare = params.get(BARE, "")
    if bare == "1":
        asked.kept.append((BARE, bare))
    elif bare:
        asked.notes.append(left_out(bare, _("Only the words as written")))
    return asked


def read_text(text: str, notes: list[str]) -> str:
    """The words to find: one line of visible characters, no longer than the search will read."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 2 * LONGEST]).split())
    if len(line) <= LONGEST:
        return line
    notes.append(_("What you wrote was long. Only the first %(count)s characters were used.") % {"count": LONGEST})
    return line[:LONGEST].rpartition(" ")[0] or line[:LONGEST]


def is_bare(asked: Asked) -> bool:
    """Whether only the words as written are wanted."""
    return (BARE, "1") in asked.kept


def request_for(asked: Asked, language: str) -> SearchRequest:
    """The question as the service takes it. Without words there is no best answer: the newest goes first."""
    chosen = {facet.name: tuple(asked.values[facet.parameter]) for facet in SEARCH_FACETS}
    return SearchRequest(
        text=asked.text,
        language=language,
        filters={name: values for name, values in chosen.items() if values},
        sort=ORDERS[asked.order.key] if asked.order else RELEVANCE if asked.text else NEWEST,
        page=asked.page,
        exact=is_bare(asked),
    )
