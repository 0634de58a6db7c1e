"""Tags about PDFs."""

from __future__ import annotations

from typing import Any

from django import template

from hub.models import PrintedPage
from hub.printing.addresses import of_page
from hub.printing.keeping import held

register = template.Library()


@register.simple_tag
def pdf_of(page: Any) -> PrintedPage | None:
    """`{% pdf_of page as pdf %}`: the page's PDF; None while it has none, or can have none as in a preview."""
    return held(page).first() if getattr(page, "pk", None) and getattr(page, "live", False) else None


@register.simple_tag
def pdf_url(page: Any) -> str:
    """`{% pdf_url page %}`: where the page's PDF is."""
    return of_page(page)
