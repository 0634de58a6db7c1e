"""What every page tells the search room about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from hub.indexing import SEARCH_WORD, Label, SearchEntry
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
        labels=(*page.search_labels(), *search_words(page)),
        parts=tuple(page.text_parts()),
        facets=page.search_facets(),
        related=tuple(related_keys(page)),
        responsible=page.contact[0],
        published=page.first_published_at,
        updated=page.last_published_at,
        reviewed=page.reviewed_on,
    )


def related_keys(page: BasePage) -> list[tuple[str, str]]:
    """Kind and key of each page that the page links to, in the editor's order.

    One query; none without links, or when the targets of many pages were loaded together.
    """
    links = list(page.links_out.all())
    loaded = [link.target for link in links if type(link).target.is_cached(link)]
    types = {target.pk: target.content_type_id for target in loaded}
    missing = [link.target_id for link in links if link.target_id not in types]
    if missing:
        types |= dict(Page.objects.filter(pk__in=missing).values_list("pk", "content_type"))
    ids = (link.target_id for link in links if link.target_id in types)
    models = ((pk, ContentType.objects.get_for_id(types[pk]).model_class()) for pk in ids)
    return [(model.search_kind, str(pk)) for pk, model in models if model]  # type: ignore[attr-defined]


def search_words(page: BasePage) -> list[Label]:
    """The words that an editor thinks readers look for the page by."""
    found = []
    for language, text in (("nb", page.search_words_nb), ("en", page.search_words_en)):
        found += [Label(word.strip(), language, SEARCH_WORD) for word in text.split(",") if word.strip()]
    return found


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
