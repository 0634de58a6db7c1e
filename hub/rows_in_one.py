"""Loads several kinds of rows of a page in one query: a page with eight kinds would cost eight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, prefetch_related_objects

from hub.listing.facts import MUNICIPALITIES, Memo, PageFacts, RowTable, add_rows, fill, merged
from hub.models.base import BasePage

TERMS = RowTable("page_terms", ("term_id", *(f"term__{name}" for name in ("vocabulary", "slug", "nb", "nn", "en"))))
ORGANISATIONS = RowTable(
    "organisations", ("role", "organisation_id", *(f"organisation__{name}" for name in ("name", "slug", "kind")))
)
SOURCES = RowTable("sources", ("title", "language", "publisher", "url", "date", "date_text"))
FOOTNOTES = RowTable("footnotes", ("text",))
# Both ends of the page's links, for `hub.related`.
LINKS = (RowTable("links_out", ("target_id", "kind")), RowTable("links_in", ("source_id", "kind")))

__all__ = ["FOOTNOTES", "LINKS", "MUNICIPALITIES", "ORGANISATIONS", "SOURCES", "TERMS", "RowsInOne", "load_together"]


class RowsInOne:
    """An attribute of a page type that `prefetch_related` can be asked for, like a relation.

    It fills the prefetch caches of the relations themselves, so that `page.results.all()` costs nothing afterwards.
    Pages of several types can be loaded together when their types have the attribute under the same name.
    """

    def __init__(self, tables: Sequence[RowTable]):
        self.tables = tables

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __get__(self, instance: Model | None, owner: type) -> RowsInOne:
        return self

    def is_cached(self, instance: Model) -> bool:
        """Whether the rows of a page have been loaded; Django asks so before it prefetches."""
        return self.name in instance._state.fields_cache

    def get_prefetch_querysets(self, instances: list[Any], querysets: Any = None) -> tuple:
        """Load the rows of these pages and tell Django, in its own terms, that nothing is left to do."""
        own = {model: getattr(model, self.name).tables for model in {type(page) for page in instances}}
        facts = {page.pk: PageFacts(page.pk) for page in instances}
        common = next(iter(own)) if len(own) == 1 else BasePage
        add_rows(facts, common, merged(table for tables in own.values() for table in tables), list(facts))
        memo: Memo = {}
        for page in instances:
            fill(page, facts[page.pk], own[type(page)], memo)
        return [], None, lambda page: page.pk, True, self.name, False


def load_together(lists: Iterable[Any]) -> list[Any]:
    """Read several querysets of pages; rows that their types load under the same name come in one query for all.

    Args:
        lists: Querysets of one type each.
    """
    found: list[Any] = []
    waiting: dict[str, list[Any]] = {}
    for queryset in lists:
        lookups = queryset._prefetch_related_lookups
        shared = {name for name in lookups if isinstance(name, str) and is_shared(queryset.model, name)}
        others = [lookup for lookup in lookups if lookup not in shared]
        pages = list(queryset.prefetch_related(None).prefetch_related(*others))
        for name in shared:
            waiting.setdefault(name, []).extend(pages)
        found += pages
    for name, pages in waiting.items():
        prefetch_related_objects(pages, name)
    return found


def is_shared(model: type[Model], name: str) -> bool:
    """Whether the rows of that name hang on every type of page, so that they can be read for several at once."""
    rows = getattr(model, name, None)
    return isinstance(rows, RowsInOne) and all(hasattr(BasePage, table.relation) for table in rows.tables)
