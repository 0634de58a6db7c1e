"""Rendering all rich text of a page with its links resolved in one query (decision 21), and the rules of typesetting.

Wagtail resolves link by link and rich text by rich text. Here a page's texts are read first, all targets are asked for
at once (`hub.related`), and a link to what the public may not see becomes its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField

if TYPE_CHECKING:
    from hub.models import BasePage, HubDocument

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
TARGET = re.compile(r'linktype="(page|document)"')
TARGET_ID = re.compile(r'\bid="(\d+)"')
TAG = re.compile(r"(<[^>]*>)")
NOT_SHOWN = re.compile(r'<embed\b[^>]*/?>| data-block-key="[^"]*"')
MEGABYTE = 1_000_000
FOOTNOTE = re.compile(r"\[\^(\d{1,3})\]")

# What belongs together on one line: (pattern, replacement); U+00A0 is a no-break space, U+2060 joins after a hyphen.
TYPESETTING = (
    (re.compile(r"(?<=\d) (?=%|prosent\b)"), "\u00a0"),
    (re.compile(r"\b([Kk]l\.) (?=\d)"), "\\1\u00a0"),
    (re.compile(r"\b([pP]) (=|&lt;|&gt;|≤|≥) (?=\d)"), "\\1\u00a0\\2\u00a0"),
    (re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))"), "\\1\u00a0"),
    (re.compile(r"\b([Ee]-)(?=[^\W\d_])"), "\\1\u2060"),
)


@dataclass
class Links:
    """Where the links of a page's rich text lead: page id to address, document id to document."""

    pages: Mapping[int, str] = field(default_factory=dict)
    documents: Mapping[int, HubDocument] = field(default_factory=dict)


class Notes:
    """The footnotes of a page as they are referred to while it is rendered."""

    def __init__(self, total: int = 0):
        self.total = total
        self.references: Counter[int] = Counter()

    def mark(self, number: int) -> str:
        """A linked mark for footnote `number`, counted from 1; nothing for a footnote that does not exist."""
        if not 1 <= number <= self.total:
            return ""
        self.references[number] += 1
        return format_html(
            '<sup><a id="{}" href="#fotnote-{}"><span class="ds-sr-only">{} </span>{}</a></sup>',
            self.anchor(number, self.references[number]),
            number,
            _("Footnote"),
            number,
        )

    def anchor(self, number: int, occurrence: int) -> str:
        """The id of the n-th reference to a footnote."""
        return f"fotnotevisning-{number}" + (f"-{occurrence}" if occurrence > 1 else "")

    def anchors(self, number: int) -> list[str]:
        """The ids of all references to a footnote so far, for the links back."""
        return [self.anchor(number, count) for count in range(1, self.references[number] + 1)]


# Typesetting ----------------------------------------------------------------------------------------------------------
def keep_together(text: str) -> str:
    """The text with no-break spaces where a line must not end; markup in it must be escaped or absent."""
    for pattern, replacement in TYPESETTING:
        text = pattern.sub(replacement, text)
    return text


def typeset(text: Any) -> SafeString:
    """Plain text, escaped and typeset."""
    return mark_safe(keep_together(conditional_escape(text)))


# Rendering ------------------------------------------------------------------------------------------------------------
def render(markup: str, links: Links, notes: Notes | None = None) -> SafeString:
    """Stored rich text as HTML.

    Args:
        markup: Rich text as Wagtail stores it; its editor lets nothing but the allowed elements through.
        links: The resolved targets. A page or document that is not among them loses its link and keeps its words.
        notes: The page's footnotes; `[^1]` refers to the first.
    """
    html = NOT_SHOWN.sub("", markup or "")
    if "linktype" in html:
        html = LINK.sub(lambda match: _link(match, links), html)
    parts = TAG.split(html)
    parts[::2] = [_words(part, notes) for part in parts[::2]]
    return mark_safe("".join(parts))


def _words(text: str, notes: Notes | None) -> str:
    text = keep_together(text)
    if notes is None or "[^" not in text:
        return text
    return FOOTNOTE.sub(lambda match: notes.mark(int(match[1])), text)


def _link(match: re.Match, links: Links) -> str:
    attributes, words = match.groups()
    kind, target = TARGET.search(attributes), TARGET_ID.search(attributes)
    if not kind:
        return match[0]
    key = int(target[1]) if target else 0
    if kind[1] == "document" and key in links.documents:
        document = links.documents[key]
        return f'<a href="{conditional_escape(document.url)}">{words}</a>{document_facts(document)}'
    if kind[1] == "page" and key in links.pages:
        return f'<a href="{conditional_escape(links.pages[key])}">{words}</a>'
    return words


def document_facts(document: HubDocument) -> SafeString:
    """Type and size of a file in brackets, so that a reader knows before the download."""
    facts = [document.file_extension.upper()]
    if document.file_size:
        facts.append(size_in_words(document.file_size))
    return format_html(" ({})", format_html_join(", ", "{}", ((fact,) for fact in facts)))


def size_in_words(size: int) -> str:
    """A number of bytes in kB or MB (powers of 1,000), as the active language writes numbers."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{number_format(size / MEGABYTE, 1)}\u00a0MB"


# Reading what a page holds --------------------------------------------------------------------------------------------
def linked_ids(markups: Iterable[str]) -> tuple[set[int], set[int]]:
    """Ids of the pages and of the documents that rich texts link to."""
    pages: set[int] = set()
    documents: set[int] = set()
    for markup in markups:
        if "linktype" not in markup:
            continue
        for attributes, _words in LINK.findall(markup):
            kind, target = TARGET.search(attributes), TARGET_ID.search(attributes)
            if kind and target:
                (pages if kind[1] == "page" else documents).add(int(target[1]))
    return pages, documents


def rich_texts(page: BasePage) -> Iterator[str]:
    """All stored rich text of a page: its fields, its streams and its child rows."""
    fields, streams, children = _rich_fields(type(page))  # type: ignore[arg-type]
    for name in fields:
        yield getattr(page, name) or ""
    for name in streams:
        yield from _strings(list(getattr(page, name).raw_data))
    for accessor, names in children:
        for row in getattr(page, accessor).all():
            for name in names:
                yield getattr(row, name) or ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@lru_cache
def _rich_fields(model: Hashable) -> tuple[list[str], list[str], list[tuple[str, list[str]]]]:
    """Names of a type's rich text fields, its streams, and the rich text fields of its child rows by accessor."""
    children = []
    for relation in get_all_child_relations(model):
        names = _names(relation.related_model, RichTextField)
        if names:
            children.append((relation.get_accessor_name(), names))
    return _names(model, RichTextField), _names(model, StreamField), children


def _names(model: Any, kind: Any) -> list[str]:
    return [found.name for found in model._meta.get_fields() if isinstance(found, kind)]
