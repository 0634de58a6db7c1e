"""What a document may be filtered by, and the names of it, which are words of the document too."""

from __future__ import annotations

from functools import cached_property

from wagtail.models import get_page_models

from hub.enums import Vocabulary
from hub.models import BasePage, County, HealthCommunity, ListingPage, Municipality, Organisation, Term, ThemePage
from search.models import SearchDocument

ORDINARY = "page"  # the type of what is no content of its own: lists, front page, text pages


class Names:
    """Names of what documents are tagged with; each table is read once, when it is first needed."""

    @cached_property
    def terms(self) -> dict[tuple[str, str], Term]:
        """Terms by vocabulary and id."""
        return {(term.vocabulary, term.slug): term for term in Term.objects.select_related("parent__parent")}

    @cached_property
    def themes(self) -> dict[int, list[str]]:
        """Addresses of the Norwegian theme pages that the public may see, by term."""
        found: dict[int, list[str]] = {}
        pages = ThemePage.objects.visible().filter(locale__language_code="nb")
        for term, slug in pages.values_list("service_form_id", "slug"):
            found.setdefault(term, []).append(slug)
        return found

    @cached_property
    def places(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Names of places and organisations, by facet and id."""
        communities = HealthCommunity.objects.values_list("slug", "nb", "nn", "en")
        return {
            "municipality": {pk: (name,) for pk, name in Municipality.objects.values_list("pk", "name")},
            "county": {pk: (name,) for pk, name in County.objects.values_list("pk", "name")},
            "health_community": {slug: tuple(names) for slug, *names in communities},
            "owner": {slug: (name,) for slug, name in Organisation.objects.values_list("slug", "name")},
        }

    @cached_property
    def types(self) -> dict[str, str]:
        """Search kind to the type that readers know it by."""
        models = [model for model in get_page_models() if issubclass(model, BasePage)]
        return {
            model.search_kind: ORDINARY
            if issubclass(model, ListingPage) or not model.listing_order
            else model.search_kind
            for model in models
        }


def tags_of(row: SearchDocument, names: Names | None = None) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """The facets of a document with what follows from them, and the names `(text, language)` of its tags.

    A term brings the terms above it; a service form brings its theme.
    """
    names = names or Names()
    facets = {name: list(values) for name, values in row.facets.items()}
    facets.pop("theme", None)
    facets["type"] = [names.types.get(row.kind, row.kind)]
    texts: list[tuple[str, str]] = []
    themes: list[str] = []
    for vocabulary in Vocabulary.values:
        chain = [
            term for slug in facets.get(vocabulary, ()) for term in with_broader(names.terms.get((vocabulary, slug)))
        ]
        if chain:
            facets[vocabulary] = list(dict.fromkeys(term.slug for term in chain))
            texts += [(getattr(term, language), language) for term in chain for language in ("nb", "nn", "en")]
            themes += [slug for term in chain for slug in names.themes.get(term.pk, ())]
    if themes:
        facets["theme"] = list(dict.fromkeys(themes))
    for facet in ("municipality", "county", "health_community", "owner"):
        if facet in facets and row.kind not in ("organisation", facet):
            known = names.places[facet]
            texts += [(name, "nb") for value in facets[facet] for name in known.get(value, ())]
    return facets, list(dict.fromkeys(texts))


def with_broader(term: Term | None) -> list[Term]:
    """A term and those above it, at most two levels."""
    found: list[Term] = []
    while term is not None and len(found) < 3:
        found.append(term)
        term = term.parent
    return found
