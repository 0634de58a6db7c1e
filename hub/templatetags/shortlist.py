"""Tags about shortlists."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from hub.shortlist.controls import controls
from hub.shortlist.picked import PATH, address

register = template.Library()


@register.simple_tag
def shortlist_url(page: Any) -> str:
    """`{% shortlist_url page %}`: a list that begins with this page."""
    return address([page.pk])


@register.simple_tag
def shortlist_path() -> str:
    """`{% shortlist_path %}`: where the form of ticked boxes asks."""
    return PATH


@register.simple_tag
def tick(page: Any) -> SafeString:
    """`{% tick page %}`: the box that puts a page on a shortlist, for lists that are drawn without cards."""
    return controls(page, True, "")
