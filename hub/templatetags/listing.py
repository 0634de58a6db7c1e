"""Tags of a list: the boxes of its filters, the words of its cards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hub.listing.facets import Choice
from hub.richtext import typeset
from hub.shortlist.controls import controls
from hub.templatetags.hub import lang_attr

register = template.Library()

CHOICE = (
    '<div class="ds-field" data-size="sm"><input class="ds-input" type="checkbox" id="{}" name="{}" value="{}"{}>'
    '<label for="{}" class="ds-label"><span>{}</span> <span class="num soft">{}</span></label></div>'
)
CHECKED = mark_safe(" checked")


@register.simple_tag
def choices(parameter: str, options: Iterable[Choice]) -> SafeString:
    """`{% choices facet.parameter facet.options %}`: a box to tick for each choice, with its count.

    A list has a hundred of them; written here they cost a tenth of what an included template does.
    """
    rows = (
        (one.field_id, parameter, one.value, CHECKED if one.selected else "", one.field_id, one.label, one.count)
        for one in options
    )
    return format_html_join("", CHOICE, rows)


class Hit(Protocol):
    """What a search shows of a thing in the place of its own words. Title, snippet and what is added are safe HTML."""

    url: str
    title: SafeString
    title_language: str
    snippet: SafeString
    snippet_language: str
    eyebrow: str
    added: SafeString


@register.simple_tag(takes_context=True)
def card_words(
    context: Any, page: Any, level: str, hit: Hit | None = None, *, title: str = "", language: str = "", text: str = ""
) -> SafeString:
    """`{% card_words page level hit %}`: title and summary of a card; of a hit, its kind and the words found.

    Where the list says `ticks`, a box that puts the page on a shortlist follows; on the shortlist, `remove` is the way
    to take it away.

    Args:
        level: `h2` to `h6`; `h3` when empty.
        title, language, text: In place of the page's title, its language and the summary.
    """
    level = level or "h3"
    after = controls(page, context.get("ticks"), context.get("remove"))
    if hit:
        return words_of(hit, level) + after
    link = format_html(
        '<{}><a href="{}"{}>{}</a></{}>',
        level,
        page.address_in(get_language() or "nb"),
        lang_attr(language or page),
        typeset(title or page.title),
        level,
    )
    text = text or page.summary
    return link + (format_html('<p class="small">{}</p>', typeset(text)) if text else SafeString("")) + after


def words_of(hit: Hit, level: str) -> SafeString:
    """Kind, title and the place where the words stand; each says its language, for the card may be in another."""
    return format_html(
        '<p class="eyebrow" lang="{}">{}</p><{}><a href="{}" lang="{}">{}</a></{}>{}{}',
        get_language(),
        hit.eyebrow,
        level,
        hit.url,
        hit.title_language,
        hit.title,
        level,
        format_html('<p class="small" lang="{}">{}</p>', hit.snippet_language, hit.snippet) if hit.snippet else "",
        format_html('<p class="meta" lang="{}"><span>{}</span></p>', get_language(), hit.added) if hit.added else "",
    )
