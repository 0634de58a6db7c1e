"""The cards of what a search found: each in its type's own look, with its kind and the words that were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from hub.indexing import SEARCH_WORD
from hub.listing.cards import load_mixed
from hub.listing.facts import TermTree
from hub.models import BasePage
from search.analysis import tokens
from search.facts import HIDDEN
from search.models import SearchDocument
from search.service import Hit

PLAIN = "search/card.html"  # of what is no page, or a page without a look of its own


@dataclass(frozen=True)
class Card:
    """A hit as its card shows it.

    Attributes:
        eyebrow: What it is, and in which language when that is not the reader's.
        added: Which of its other names was asked for, and which words it does not answer.
        page: The page with all that its type's card shows; None where the plain card does.
    """

    url: str
    title: SafeString
    title_language: str
    snippet: SafeString
    snippet_language: str
    eyebrow: str
    added: SafeString
    page: Any = None

    @property
    def template(self) -> str:
        """The type's own card, else the plain one."""
        return self.page.card_template if self.page is not None else PLAIN


def cards(
    hits: Sequence[Hit],
    types: Mapping[str, Any],
    languages: Mapping[str, Any],
    language: str,
    terms: TermTree,
    question: str = "",
    *,
    nearest: bool = False,
) -> list[Card]:
    """The cards of hits, in their order; the number of queries depends neither on the hits nor on their types.

    Args:
        types, languages: What types and languages are called.
        language: The reader's.
        question: What the reader wrote.
        nearest: Whether to say which of these words a hit misses.
    """
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    drawn = {model.search_kind: model for model in models if model.card_template != BasePage.card_template}
    rows = (hit.document for hit in hits)
    pages = load_mixed({row.page_id: drawn[row.kind] for row in rows if row.page_id and row.kind in drawn}, terms)
    found = []
    for hit in hits:
        row = hit.document
        kind = next((str(types[value]) for value in row.facets.get("type", ()) if value in types), "")
        other = str(languages.get(row.language, "")) if row.language != language else ""
        found.append(
            Card(
                url=row.url,
                title=hit.title,
                title_language=row.title_language,
                snippet=hit.snippet,
                snippet_language=hit.snippet_language,
                eyebrow=" · ".join(filter(None, [kind, other])),
                added=said_of(hit, question, nearest),
                page=pages.get(row.page_id or 0),
            )
        )
    return found


def said_of(hit: Hit, question: str, nearest: bool) -> SafeString:
    """What the card adds to the words found."""
    asked = [token.word for token in tokens(question)]
    name = named_so(hit.document, asked) if hit.document.defines else ""
    lacks = missing(hit.missing) if nearest and hit.missing else ""
    return format_html_join(" · ", "{}", ((text,) for text in (name, lacks) if text))


def named_so(row: SearchDocument, asked: Sequence[str]) -> SafeString:
    """«Heimeoppfølging er et annet navn», where that is what was written; else nothing."""
    own = row.title.casefold()
    for name, language, kind in row.labels:
        words = [token.word for token in tokens(name)]
        if words and kind != SEARCH_WORD and name.casefold() != own and stands_in(words, asked):
            text = _("%(name)s is an older name") if kind == HIDDEN else _("%(name)s is another name")
            before, _name, after = text.partition("%(name)s")
            return format_html('{}<mark lang="{}">{}</mark>{}', before, language, name, after)
    return SafeString("")


def missing(words: Sequence[str]) -> SafeString:
    """«Mangler: ungdomsskole»."""
    before, _words, after = _("Missing: %(words)s").partition("%(words)s")
    return format_html("{}{}{}", before, format_html_join(", ", "<s>{}</s>", ((word,) for word in words)), after)


def stands_in(words: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether words stand in a row in what was asked."""
    return any(list(words) == list(asked[at : at + len(words)]) for at in range(len(asked) - len(words) + 1))
