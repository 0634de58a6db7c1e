"""Tags of the pages that public forms stand on."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from hub.forms.pages import in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def here_in(context: template.Context, name: str, *args: Any) -> str:
    """`{% here_in "registration" page.pk %}`: a fixed address that keeps the reader's language."""
    return in_language(context["request"], reverse(name, args=args))


@register.simple_tag(takes_context=True)
def keep_language(context: template.Context, path: str) -> str:
    """`{% keep_language row.cancel_path %}`: an address that keeps the reader's language."""
    return in_language(context["request"], path)
