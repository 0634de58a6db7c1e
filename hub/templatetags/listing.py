"""Tags of a list's filters."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.listing.facets import Choice

register = template.Library()

CHOICE = (
    '<div class="ds-field" data-size="sm"><input class="ds-input" type="checkbox" id="{}" name="{}" value="{}"{}>'
    '<label for="{}" class="ds-label"><span>{}</span> <span class="num soft">{}</span></label></div>'
)
CHECKED = mark_safe(" checked")


@register.simple_tag
def choices(parameter: str, options: Iterable[Choice]) -> SafeString:
    """`{% choices facet.parameter facet.options %}`: a box to tick for each choice, with its count.

    A list has a hundred of them; written here they cost a tenth of what an included template does.
    """
    rows = (
        (one.field_id, parameter, one.value, CHECKED if one.selected else "", one.field_id, one.label, one.count)
        for one in options
    )
    return format_html_join("", CHOICE, rows)
