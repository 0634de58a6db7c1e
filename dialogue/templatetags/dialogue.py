"""Where pages let readers talk back: addresses of the forms that know what the reader came from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()
# What a list of experiences is narrowed to, by its name in the address of the form.
NARROWED = {"form": "tjenesteform", "gruppe": "pasientgruppe", "fase": "fase", "kommune": "kommune"}


@register.simple_tag(takes_context=True)
def tell_url(context: template.Context, purpose: str, text: Any = "", om: str = "") -> str:
    """`{% tell_url "feil" %}`, `{% tell_url "sporsmal" words %}`: the form about the page that is shown.

    Args:
        purpose: `feil` or `sporsmal`.
        text: What the message begins with.
        om: The address that it is about, where that is another than this page's.
    """
    return _with(context, "dialogue_tell", {"om": om or _here(context), "hva": purpose, "tekst": str(text)})


@register.simple_tag(takes_context=True)
def share_url(context: template.Context) -> str:
    """`{% share_url %}`: the form for an experience, half filled from the page or the narrowed list that is shown."""
    request = context.get("request")
    asked = {key: request.GET.getlist(name) for key, name in NARROWED.items()} if request else {}
    only = {key: values[0] for key, values in asked.items() if len(values) == 1}
    query = {"om": _here(context), **only}
    return _with(context, "dialogue_share", query)


def _here(context: template.Context) -> str:
    frame = context.get("frame")
    return frame.path if frame else ""


def _with(context: template.Context, name: str, query: dict[str, str]) -> str:
    frame = context.get("frame")
    language = frame.language if frame else settings.LANGUAGE_CODE
    if language != settings.LANGUAGE_CODE:
        query = {**query, "sprak": language}
    return f"{reverse(name)}?{urlencode({key: value for key, value in query.items() if value}, safe='/')}"
