"""What a document may be filtered by, and the names of it, which are words of the document too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model, QuerySet
from wagtail.models import get_page_models

from hub.enums import Vocabulary
from hub.models import BasePage, County, HealthCommunity, ListingPage, Municipality, Organisation, Term, ThemePage
from search.models import SearchDocument

PLACES: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {  # facet to table, column of the id, columns of names
    "municipality": (Municipality, "number", ("name",)),
    "county": (County, "number", ("name",)),
    "health_community": (HealthCommunity, "slug", ("nb", "nn", "en")),
    "owner": (Organisation, "slug", ("name",)),
}
ORDINARY = "page"  # the type of what is no content of its own: lists, front page, text pages


class Names:
    """Names of what documents are tagged with; each table is read once, when it is first needed.

    Args:
        rows: The documents that it will be asked about, so that nothing else is read; all that there is when left out.
    """

    def __init__(self, rows: Iterable[SearchDocument] | None = None):
        self._places: dict[str, dict[str, tuple[str, ...]]] = {}
        self._values: dict[str, set[str]] | None = None
        if rows is not None:
            self._values = {}
            for row in rows:
                for facet, values in row.facets.items():
                    self._values.setdefault(facet, set()).update(values)

    def _needed(self, queryset: QuerySet, column: str, facets: Iterable[str]) -> QuerySet:
        """What of a table must be read for the values of some facets."""
        if self._values is None:
            return queryset
        values = set().union(*(self._values.get(facet, ()) for facet in facets))
        return queryset.filter(**{f"{column}__in": values})

    @cached_property
    def terms(self) -> dict[tuple[str, str], Term]:
        """Terms by vocabulary and id."""
        terms = self._needed(Term.objects.select_related("parent__parent"), "slug", Vocabulary.values)
        return {(term.vocabulary, term.slug): term for term in terms}

    @cached_property
    def themes(self) -> dict[int, list[str]]:
        """Addresses of the Norwegian theme pages that the public may see, by term."""
        found: dict[int, list[str]] = {}
        pages = ThemePage.objects.visible().filter(locale__language_code="nb")
        for term, slug in pages.values_list("service_form_id", "slug"):
            found.setdefault(term, []).append(slug)
        return found

    def place(self, facet: str) -> dict[str, tuple[str, ...]]:
        """Names of places or organisations of a facet, by id."""
        if facet not in self._places:
            model, column, names = PLACES[facet]
            rows = self._needed(model._default_manager.order_by(), column, [facet]).values_list(column, *names)
            self._places[facet] = {value: tuple(rest) for value, *rest in rows}
        return self._places[facet]

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
    for facet in PLACES:
        if facet in facets and row.kind not in ("organisation", facet):
            known = names.place(facet)
            texts += [(name, "nb") for value in facets[facet] for name in known.get(value, ())]
    return facets, list(dict.fromkeys(texts))


def with_broader(term: Term | None) -> list[Term]:
    """A term and those above it, at most two levels."""
    found: list[Term] = []
    while term is not None and len(found) < 3:
        found.append(term)
        term = term.parent
    return found
