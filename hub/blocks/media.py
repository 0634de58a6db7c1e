"""Blocks of pictures, figures, tables and files."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from hub.blocks.text import PROSE_FEATURES


class ImageBlock(blocks.StructBlock):
    """A picture. Without a text alternative it counts as decoration only when that is ticked."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("text alternative"),
        required=False,
        max_length=250,
        help_text=_("What the picture tells, in a sentence."),
    )
    decorative = blocks.BooleanBlock(label=_("decoration only"), required=False)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "blocks/image.html"

    def clean(self, value):
        """Ask for the text alternative unless the picture is decoration."""
        cleaned = super().clean(value)
        if not cleaned["alt"] and not cleaned["decorative"]:
            error = ValidationError(_("Describe the picture, or tick that it is decoration only."))
            raise blocks.StructBlockValidationError(block_errors={"alt": error})
        return cleaned


class FigureBlock(blocks.StructBlock):
    """A figure or chart, with all that it shows in words as well (WCAG 1.1.1)."""

    image = ImageChooserBlock(label=_("figure"))
    title = blocks.CharBlock(label=_("title"), max_length=160)
    text_equivalent = blocks.RichTextBlock(
        label=_("the figure in words"),
        features=PROSE_FEATURES,
        help_text=_("All that the figure shows, for those who cannot see it."),
    )

    class Meta:
        label = _("Figure")
        icon = "view"
        template = "blocks/figure.html"


class TableBlock(blocks.StructBlock):
    """A table with a caption; the first row and column are headings when ticked."""

    caption = blocks.CharBlock(label=_("caption"), max_length=200)
    row_headings = blocks.BooleanBlock(label=_("first column is a heading"), required=False, default=True)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("text"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("rich text"), features=["bold", "italic", "link"], required=False),
            ),
            ("number", blocks.FloatBlock(label=_("number"), required=False)),
        ],
        label=_("table"),
    )

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download, shown with type and size."""

    document = DocumentChooserBlock(label=_("document"))
    description = blocks.CharBlock(label=_("what it is"), required=False, max_length=250)

    class Meta:
        label = _("Document")
        icon = "doc-full"
        template = "blocks/document.html"
