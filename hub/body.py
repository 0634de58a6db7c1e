"""Rendering the body of a page: pictures in one batch, headings with anchors and without a skipped level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

if TYPE_CHECKING:
    from hub.models import BasePage

# Ids that the layouts use themselves.
TAKEN = frozenset({"innhold", "meny", "filter", "spor", "mer", "kilder", "fotnoter", "q", "sok"})

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})  # slugify would leave them out


@dataclass(frozen=True)
class Heading:
    """A heading of the body, its level and where the table of contents leads."""

    text: str
    level: str
    anchor: str


def headings(page: BasePage) -> dict[int, Heading]:
    """The headings of a page's body by their place in it. A subheading with nothing above it counts as a heading."""
    found: dict[int, Heading] = {}
    taken = set(TAKEN)
    for place, block in enumerate(page.body):
        if block.block_type != "heading":
            continue
        text, level = block.value["text"], block.value["level"]
        base = anchor = slugify(text.lower().translate(LETTERS)) or "del"
        count = 1
        while anchor in taken:
            count += 1
            anchor = f"{base}-{count}"
        taken.add(anchor)
        found[place] = Heading(text, level if found else "h2", anchor)
    return found


def contents(page: BasePage) -> list[tuple[str, str]]:
    """Anchor and words of the body's main headings."""
    return [(heading.anchor, heading.text) for heading in headings(page).values() if heading.level == "h2"]


def render_body(page: BasePage, context: Mapping[str, Any]) -> SafeString:
    """All blocks of the body, one after the other.

    Args:
        context: What the template around it knows; the blocks' templates see it too.
    """
    load_pictures(page)
    by_place = headings(page)
    return format_html_join(
        "\n",
        "{}",
        ((block.render(context={**context, "heading": by_place.get(place)}),) for place, block in enumerate(page.body)),
    )


def load_pictures(page: BasePage) -> None:
    """Ask for the sizes of all pictures at once."""
    pictures = [
        block.value["image"] for block in page.body if block.block_type in {"image", "figure"} and block.value["image"]
    ]
    if pictures:
        prefetch_related_objects(pictures, "renditions", "person")
