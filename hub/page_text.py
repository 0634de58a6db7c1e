"""The words of a page without markup, for the index and for checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.rich_text import get_text_for_indexing

from hub.indexing import TextPart

if TYPE_CHECKING:
    from hub.models.base import BasePage

BODY_WEIGHT = 1
SUMMARY_WEIGHT = 3
FOOTNOTE_REFERENCE = "[^"


def plain(markup: str) -> str:
    """Rich text as plain text, white space evened out."""
    return " ".join(get_text_for_indexing(markup or "").split())


def text_parts(page: BasePage) -> list[TextPart]:
    """Summary, the type's text fields, the body's blocks and the footnotes, each with its heading."""
    language = page.language
    parts = [TextPart(plain(page.summary), language, SUMMARY_WEIGHT)]
    for name, weight in page.text_fields:
        field = page._meta.get_field(name)
        parts.append(TextPart(plain(getattr(page, name)), language, weight, str(field.verbose_name)))
    for block in page.body:
        parts.append(TextPart(" ".join(block.block.get_searchable_content(block.value)), language, BODY_WEIGHT))
    parts += [TextPart(plain(row.text), language, BODY_WEIGHT) for row in page.footnotes.all()]
    return [part for part in parts if part.text]
