"""Tags about earlier versions."""

from __future__ import annotations

from typing import Any

from django import template

from hub.earlier.addresses import of_page

register = template.Library()


@register.simple_tag
def versions_url(page: Any) -> str:
    """`{% versions_url page as earlier %}`: where the page's earlier versions are; empty before it is published."""
    return of_page(page) if page.live and page.first_published_at else ""
