"""Blocks of words: heading, text, quote, fact box."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading of the body; the page's own title is level 1."""

    text = blocks.CharBlock(label=_("heading"), max_length=160)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("h2", _("Heading")), ("h3", _("Subheading"))], default="h2")

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Running text. A footnote is referred to as [^1]."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"
        help_text = _("Refer to the first footnote as [^1].")


class QuoteBlock(blocks.StructBlock):
    """A quotation with its source, which is required."""

    text = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(
        label=_("source"), max_length=200, help_text=_("A role or a publication, not a person's name.")
    )
    url = blocks.URLBlock(label=_("address of the source"), required=False)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "blocks/quote.html"


class FactBoxBlock(blocks.StructBlock):
    """A short box beside the main thread."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=PROSE_FEATURES)

    class Meta:
        label = _("Fact box")
        icon = "info-circle"
        template = "blocks/fact_box.html"
