"""Tags about PDFs."""

from __future__ import annotations

from typing import Any

from django import template

from hub.printing.addresses import of_page, tree_of

register = template.Library()


@register.simple_tag
def pdf_of(page: Any) -> int | None:
    """`{% pdf_of page as size %}`: how many bytes the page's PDF has at the address that it is read at.

    None while it has none, or can have none, as in a preview.
    """
    return getattr(page, f"pdf_{tree_of(page)}", None)


@register.simple_tag
def pdf_url(page: Any) -> str:
    """`{% pdf_url page %}`: where the page's PDF is."""
    return of_page(page)
