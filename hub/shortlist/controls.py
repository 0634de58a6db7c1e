"""What a card offers: a box to put its page on a shortlist, or the way to take it away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

BOX = (
    '<p class="small tick noprint" lang="{}"><label><input class="ds-input" type="checkbox" name="s" value="{}"'
    ' form="kortliste"> {} <span class="ds-sr-only">{}</span></label></p>'
)
WAY_OUT = (
    '<p class="small noprint" lang="{}"><a href="{}">{} <span class="ds-sr-only">{}</span></a></p>'
    '<p class="small printonly">{}</p>'
)


def controls(page: Any, ticks: bool, remove: str) -> SafeString:
    """The box where a list says `ticks`, the link where it says `remove`: in its language, whatever the card's is."""
    if not page or not page.pk or not (ticks or remove):
        return SafeString("")
    language = get_language() or settings.LANGUAGE_CODE
    if remove:
        address = settings.PUBLIC_URL + page.path_from_root
        return format_html(WAY_OUT, language, remove, _("Remove from the list"), page.title, address)
    return format_html(BOX, language, page.pk, _("To the shortlist"), page.title)
