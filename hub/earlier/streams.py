"""The blocks of a body as entries, each with the lasting id that Wagtail gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.blocks.field_block import FieldBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import RichText

from hub.body import headings
from hub.earlier.markup import plain_lines, rich_lines
from hub.earlier.parts import Entry, Line
from hub.earlier.values import in_words, relation_lines

if TYPE_CHECKING:
    from hub.models.base import BasePage

CELL = " | "  # between the cells of a table
SETTINGS = (blocks.BooleanBlock, blocks.ChoiceBlock)  # how a block looks, not what it says


def block_lines(page: BasePage) -> Iterator[Entry]:
    """One entry per block that says anything."""
    levels = headings(page)
    for place, bound in enumerate(page.body):
        lines = tuple(_lines(bound.block, bound.value))
        if place in levels:
            lines = tuple(replace(line, kind=levels[place].level) for line in lines)
        if lines:
            yield Entry(lines, key=str(bound.id or ""), label=str(bound.block.label))


def _lines(block: blocks.Block, value: Any) -> Iterator[Line]:
    if value is None or value == "" or isinstance(block, SETTINGS):
        return
    if isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _lines(child, value.get(name))
    elif isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        for bound in value.bound_blocks if isinstance(block, blocks.ListBlock) else value:
            yield from _lines(bound.block, bound.value)
    elif isinstance(block, TypedTableBlock):
        yield from _table(value)
    elif isinstance(value, RichText):
        yield from rich_lines(value.source)
    elif hasattr(value, "_meta"):
        yield from relation_lines(value)
    elif isinstance(block, FieldBlock):
        yield from plain_lines(in_words(value))


def _table(table: Any) -> Iterator[Line]:
    """A line per row."""
    yield Line(CELL.join(column["heading"] for column in table.columns))
    for row in table.rows:
        cells = [" ".join(line.text for line in _lines(cell.block, cell.value)) for cell in row]
        yield Line(CELL.join(cells), kind="li")
