"""The body of every page: the parts an editor may put together."""

from wagtail import blocks

from hub.blocks.media import DocumentBlock, FigureBlock, ImageBlock, TableBlock
from hub.blocks.text import FactBoxBlock, HeadingBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Headings, text, sourced quotations, pictures, figures, tables, documents and fact boxes, in any order."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    figure = FigureBlock()
    table = TableBlock()
    document = DocumentBlock()
    fact_box = FactBoxBlock()
