"""Where a story takes place, in words, from the rows of the page; no query when they are prefetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from hub.models import BasePage, County, Municipality


def municipalities_of(page: BasePage) -> list[Municipality]:
    """The page's municipalities in the editor's order."""
    return [row.municipality for row in page.municipalities.all()]


def counties_of(page: BasePage) -> list[County]:
    """The counties of the page's municipalities, each once; the page's own county when it has none."""
    found = {place.county_id: place.county for place in municipalities_of(page)}
    if not found and page.county:
        return [page.county]
    return list(found.values())


def short_place(page: BasePage) -> str:
    """«Bodø, Nordland», «4 kommuner, Troms», «Oslo», «Flere fylker», or nothing."""
    places, counties = municipalities_of(page), counties_of(page)
    if not counties:
        return ""
    if len(counties) > 1:
        return _("Several counties")
    county = counties[0].name
    if not places:
        return county
    if len(places) > 1:
        count = ngettext("%(count)s municipality", "%(count)s municipalities", len(places)) % {"count": len(places)}
        return f"{count}, {county}"
    name = places[0].name
    return name if name == county else f"{name}, {county}"
