"""A page as parts, as readers see it when it goes out: its fields, terms, rows and blocks, in the page's language.

What a type has beside them and readers never see, it names in `unseen`; a new field is frozen until it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from hub.earlier.parts import BODY, FACT, ROWS, TEXT, Entry, Line, Part
from hub.earlier.streams import block_lines
from hub.earlier.values import value_lines
from hub.enums import Vocabulary, WrittenStandard

if TYPE_CHECKING:
    from hub.models.base import BasePage

# Of all pages: Wagtail's own but the title, and what is for editors and machines.
UNSEEN = {field.name for field in Page._meta.local_fields} - {"title"} | {
    *("page_ptr", "basepage_ptr", "title_language", "title_nn", "listing_image", "listing_image_alt"),
    *("review_by", "search_words_nb", "search_words_en", "change_note", "notice_url", "notice_until", "page_terms"),
}
OF_ROWS = {"id", "sort_order", "language"}
FIRST = ("title", "summary")


def freeze(page: BasePage) -> list[Part]:
    """All that a version shows, in the order of the page."""
    with translation.override(page.language):
        return in_order([*page.parts_beside(), *_fields(page), *_terms(page), *_rows(page)])


def beside(page: BasePage) -> list[Part]:
    """What a version shows that is no part of the page's revision, in the page's language; also what is empty."""
    with translation.override(page.language):
        return page.parts_beside()


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts that say anything, title and summary first."""
    found = [part for part in parts if any(entry.lines for entry in part.entries)]
    first = [part for name in FIRST for part in found if part.name == name]
    return [*first, *(part for part in found if part.name not in FIRST)]


def _unseen(page: BasePage) -> set[str]:
    return UNSEEN | set(page.unseen)


def _fields(page: BasePage) -> Iterator[Part]:
    unseen = _unseen(page)
    for field in page._meta.concrete_fields:
        if field.name in unseen or not field.editable:
            continue
        if isinstance(field, StreamField):
            yield Part(field.name, _capital(field.verbose_name), BODY, "", tuple(block_lines(page)))
            continue
        name = field.name
        kind = TEXT if isinstance(field, models.TextField) and not field.choices else FACT
        language = page.title_language if name == "title" else _language_of(name)
        yield Part(name, _capital(field.verbose_name), kind, language, (Entry(value_lines(page, field)),))


def _terms(page: BasePage) -> Iterator[Part]:
    for vocabulary in Vocabulary:
        lines = tuple(Line(str(term)) for term in page.terms_of(vocabulary))
        yield Part(vocabulary.value, str(vocabulary.label), FACT, "", (Entry(lines),))


def _rows(page: BasePage) -> Iterator[Part]:
    unseen = _unseen(page)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in unseen or relation.related_model.__module__.startswith("wagtail."):  # its comments are no content
            continue
        rows = getattr(page, name).all()
        entries = tuple(
            Entry(_named(row_lines(row, relation.field.name)), language=getattr(row, "language", "") or "")
            for row in rows
        )
        kept = tuple(entry for entry in entries if entry.lines)
        yield Part(name, _capital(relation.related_model._meta.verbose_name_plural), ROWS, "", kept)


def row_lines(row: models.Model, link: str) -> list[Line]:
    """The fields of a row and of the rows that hang on it; `link` leads to what it hangs on itself."""
    lines: list[Line] = []
    for field in row._meta.concrete_fields:
        if field.name not in OF_ROWS | {link} and field.editable:
            found = value_lines(row, field)
            lines += [replace(line, label=_capital(field.verbose_name)) for line in found[:1]] + list(found[1:])
    for relation in get_all_child_relations(type(row)):
        label = _capital(relation.related_model._meta.verbose_name)
        for below in getattr(row, relation.get_accessor_name()).all():
            lines += [replace(line, label=label) for line in row_lines(below, relation.field.name)]
    return lines


def _named(lines: list[Line]) -> tuple[Line, ...]:
    """A row of one field needs no label beside the heading of the list."""
    one = len({line.label for line in lines} - {""}) == 1 and len(lines) == 1
    return tuple(replace(line, label="") for line in lines) if one else tuple(lines)


def _language_of(name: str) -> str:
    """A field that holds one language has it at the end of its name."""
    ending = name.rpartition("_")[2]
    return ending if ending in {*WrittenStandard.values, "en"} else ""


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
