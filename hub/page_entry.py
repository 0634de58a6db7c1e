"""What every page tells the search room about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.indexing import SearchEntry
from hub.page_text import plain

if TYPE_CHECKING:
    from hub.models.base import BasePage


def page_entry(page: BasePage) -> SearchEntry:
    """The entry of a page at its own address."""
    language = page.language
    return SearchEntry(
        kind=page.search_kind,
        key=str(page.pk),
        url=page.path_from_root,
        language=language,
        group=page.translation_key.hex,
        title=page.title,
        title_language=page.title_language or language,
        summary=plain(page.summary),
        labels=tuple(page.search_labels()),
        parts=tuple(page.text_parts()),
        facets=page.search_facets(),
        related=tuple((link.target.specific_class.search_kind, str(link.target_id)) for link in page.links_out.all()),
        responsible=page.contact[0],
        published=page.first_published_at,
        updated=page.last_published_at,
        reviewed=page.reviewed_on,
    )


def page_facets(page: BasePage) -> dict[str, list[str]]:
    """Language, terms, places and owner: what any page may be filtered by."""
    facets: dict[str, list[str]] = {"language": [page.language]}
    for row in page.page_terms.all():
        facets.setdefault(row.term.vocabulary, []).append(row.term.slug)
    places = [row.municipality for row in page.municipalities.all()]
    counties = {place.county_id for place in places} or ({page.county_id} if page.county_id else set())
    if places:
        facets["municipality"] = [place.number for place in places]
    if counties:
        facets["county"] = sorted(counties)
    if page.health_community:
        facets["health_community"] = [page.health_community.slug]
    if page.owner_organisation:
        facets["owner"] = [page.owner_organisation.slug]
        facets["owner_kind"] = [page.owner_organisation.kind]
    return facets
