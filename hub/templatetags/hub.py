"""Tags and filters that every template uses: rich text, body, dates, languages, facts, related pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import quote, urlencode

from django import template
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from hub import body as bodies
from hub import partial_dates, richtext
from hub.models import Term
from hub.related import Group, Surroundings, surroundings
from hub.wording import enumeration

register = template.Library()

PICTURE_SIZES = ("width-480|format-webp", "width-960|format-webp")
GROUPED = 10_000  # a number of four digits is written together


def _surroundings(context: template.Context) -> Surroundings | None:
    page = context.get("page")
    return surroundings(page) if page is not None else None


# Text -----------------------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def prose(context: template.Context, markup: str | RichText) -> SafeString:
    """`{% prose page.background %}`: rich text of the page that is shown; links come from the page's one batch."""
    around = _surroundings(context)
    source = markup.source if isinstance(markup, RichText) else markup
    if not source or around is None:
        return richtext.render(source or "", richtext.Links())
    links = around.links if "linktype" in source else richtext.Links()
    return richtext.render(source, links, around.notes)


@register.simple_tag(takes_context=True)
def body(context: template.Context, page: Any) -> SafeString:
    """`{% body page %}`: the page's body."""
    return bodies.render_body(page, {**cast(dict[str, Any], context.flatten()), "page": page})


@register.filter
def typeset(text: Any) -> SafeString:
    """`{{ page.summary|typeset }}`: plain text with no-break spaces where a line must not end."""
    return richtext.typeset(text)


@register.filter
def partial_date(value: str) -> str:
    """`{{ "2021-10"|partial_date }}`: as exact as the source, in words of the active language."""
    return partial_dates.partial_date(value)


@register.filter
def document_facts(document: Any) -> SafeString:
    """`{{ document|document_facts }}`: type and size in brackets."""
    return richtext.document_facts(document)


@register.simple_tag
def mail_link(email: str, subject: Any = "", about: str = "") -> str:
    """`href="{% mail_link email subject address %}"`: a mail with its subject and the address that it is about."""
    fields = {"subject": str(subject), "body": f"{about}\n\n" if about else ""}
    query = urlencode({name: value for name, value in fields.items() if value}, quote_via=quote)
    return f"mailto:{email}?{query}" if query else f"mailto:{email}"


@register.simple_tag
def picture(image: Any, alt: str = "", decorative: bool = False) -> SafeString:
    """`{% picture value.image alt=value.alt %}`: a picture in two sizes, read from those that are loaded already."""
    if image.is_withdrawn:
        return mark_safe("")
    small, large = (image.get_renditions(*PICTURE_SIZES)[size] for size in PICTURE_SIZES)
    return format_html(
        '<img src="{}" srcset="{} {}w, {} {}w" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        large.url,
        small.url,
        small.width,
        large.url,
        large.width,
        "(min-width: 48rem) 41rem, 100vw",
        large.width,
        large.height,
        "" if decorative else alt or image.description,
    )


@register.simple_tag(takes_context=True)
def cell(context: template.Context, bound: Any) -> SafeString | str:
    """`{% cell cell %}`: a cell of a table; rich text through the page's batch, numbers as the language writes them."""
    if isinstance(bound.value, RichText):
        return prose(context, bound.value)
    if isinstance(bound.value, float):
        whole = bound.value.is_integer()
        return number_format(int(bound.value) if whole else bound.value, force_grouping=abs(bound.value) >= GROUPED)
    return richtext.typeset(bound.value or "")


# Languages ------------------------------------------------------------------------------------------------------------
@register.simple_tag
def lang_attr(of: Any, part: str = "title") -> SafeString:
    """`<a{% lang_attr page %}>`: ` lang="en"` where a page's title, or its text, is in another language than ours.

    Args:
        of: A page, or a bare language code.
        part: `title` or `text`.
    """
    language = of if isinstance(of, str) else (part == "title" and of.title_language) or of.language
    if not language or language == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', language)


@register.simple_tag
def address(page: Any) -> str:
    """`{% address page %}`: where a reader of our language finds the page."""
    return page.address_in(get_language() or "nb")


# Facts ----------------------------------------------------------------------------------------------------------------
@register.simple_tag
def inferred(page: Any, name: str) -> SafeString:
    """`{% inferred page "health_community" %}`: «(antatt)» after what no source says."""
    if name not in (getattr(page, "inferred_fields", None) or ()):
        return mark_safe("")
    return format_html(' <span class="soft">({})</span>', _("inferred"))


@register.simple_tag(takes_context=True)
def fact(context: template.Context, label: Any, value: Any, note: Any = "", url: str = "", inferred: str = "") -> str:
    """`{% fact _("Phase") text %}`: one line of `dl.facts`; nothing when there is no value.

    Args:
        value: Text or a thing with a name; several are joined with commas.
        note: Said softly after it.
        url: Where the value leads.
        inferred: The field's name; marked when the page says that we inferred it.
    """
    shown = _joined(value)
    if not shown:
        return ""
    if url:
        shown = format_html('<a href="{}">{}</a>', url, shown)
    if note:
        shown = format_html('{} <span class="soft">({})</span>', shown, richtext.typeset(note))
    if inferred:
        shown = format_html("{}{}", shown, _inferred_mark(context.get("page"), inferred))
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, shown)


_inferred_mark = inferred


def _joined(value: Any) -> SafeString | str:
    if value is None or value == "":
        return ""
    if isinstance(value, Iterable) and not isinstance(value, str | Promise):
        rows = list(value)
        if rows and isinstance(rows[0], Term):
            return richtext.typeset(enumeration(rows))
        return format_html_join(", ", "{}", ((richtext.typeset(one),) for one in rows))
    return richtext.typeset(value)


# The page's own parts -------------------------------------------------------------------------------------------------
@register.simple_tag
def related(page: Any) -> list[Group]:
    """`{% related page as groups %}`: what the page is related to, from both ends, by type."""
    return surroundings(page).groups


@register.simple_tag
def linked(page: Any, *marks: str) -> list:
    """`{% linked page "out_broader" as broader %}`: neighbours of certain kinds; marks as in `hub.related`."""
    return surroundings(page).linked(*marks)


@register.simple_tag
def contents(page: Any) -> list[tuple[str, str]]:
    """`{% contents page as entries %}`: anchors and headings of the table of contents; the type's own or the body's."""
    own = getattr(page, "toc_entries", None)
    return own() if callable(own) else bodies.contents(page)


@register.simple_tag
def footnotes(page: Any) -> list[tuple[Any, list[str]]]:
    """`{% footnotes page as notes %}`: the footnotes with the ids of their references; call it after the text."""
    notes = surroundings(page).notes
    return [(row, notes.anchors(number)) for number, row in enumerate(page.footnotes.all(), start=1)]


@register.filter
def service_form(page: Any) -> str:
    """`{{ page|service_form }}`: the id of the page's first service form, which gives the paint."""
    forms = page.service_forms if hasattr(page, "service_forms") else []
    return forms[0].slug if forms else ""
