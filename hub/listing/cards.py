"""Loading what a list shows: the cards of chosen pages, of one type or of many, without reading a row twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet, prefetch_related_objects

from hub.listing.facts import ON_CARDS, PageFacts, RowTable, TermTree, add_rows, fill, merged
from hub.models.base import BasePage


def load_cards(
    queryset: QuerySet, facts: Mapping[int, PageFacts], tables: Sequence[RowTable], terms: TermTree
) -> list[Model]:
    """The pages of one type with all that their cards show, in the order of `facts`.

    Args:
        queryset: The type's `card_queryset()`; what it prefetches beyond `tables` is read by a query each.
        facts: What is known of the pages that are wanted, by id.
    """
    if not facts:
        return []
    found = {page.pk: page for page in queryset.prefetch_related(None).filter(pk__in=list(facts))}
    pages = [found[pk] for pk in facts if pk in found]
    _dress(pages, queryset, facts, tables, terms)
    return pages


def load_many(querysets: Sequence[QuerySet], terms: TermTree) -> list[list]:
    """The pages of several types, as their `card_queryset()` narrowed to those wanted, with all that their cards show.

    One query a type and one for the rows of all, beside what a type prefetches beyond the usual rows.
    """
    found = [list(queryset.prefetch_related(None)) for queryset in querysets]
    facts = {page.pk: PageFacts(page.pk) for pages in found for page in pages}
    if facts:
        add_rows(facts, BasePage, ON_CARDS, list(facts))
    for pages, queryset in zip(found, querysets, strict=True):
        _dress(pages, queryset, facts, ON_CARDS, terms)
    return found


def load_mixed(wanted: Mapping[int, type[BasePage]], terms: TermTree) -> dict[int, Any]:
    """Pages of any types by id, with all that their cards show.

    One query for the pages of all types and one for their rows, beside what a type prefetches beyond the usual rows.

    Args:
        wanted: The type of each page that is wanted, by its id.
    """
    if not wanted:
        return {}
    models = sorted(set(wanted.values()), key=lambda model: model._meta.label)
    querysets = {model: model.card_queryset() for model in models}
    joined, hidden = {"locale"}, set()
    for model in models:
        query = querysets[model].query
        joined |= {_way_to(model)} | {_from_base(model, name) for name in query.select_related or ()}
        hidden |= {_from_base(model, name) for name in query.deferred_loading[0]}
    found = {}
    for base in BasePage.objects.filter(pk__in=list(wanted)).select_related(*sorted(joined)).defer(*sorted(hidden)):
        page = getattr(base, _way_to(wanted[base.pk]))
        page._state.fields_cache = {**base._state.fields_cache, **page._state.fields_cache}
        found[base.pk] = page
    facts = {pk: PageFacts(pk) for pk in found}
    add_rows(facts, BasePage, ON_CARDS, list(facts))
    for model in models:
        _dress([page for page in found.values() if type(page) is model], querysets[model], facts, ON_CARDS, terms)
    return found


def _way_to(model: type[BasePage]) -> str:
    """By what name the base page knows its row of a type."""
    link: Any = model._meta.get_ancestor_link(BasePage)
    return link.remote_field.get_accessor_name()


def _from_base(model: type[BasePage], name: str) -> str:
    """A field of a type, seen from the base page."""
    inherited = any(field.name == name for field in BasePage._meta.get_fields())
    return name if inherited else f"{_way_to(model)}__{name}"


def _dress(
    pages: list, queryset: QuerySet, facts: Mapping[int, PageFacts], tables: Sequence[RowTable], terms: TermTree
) -> None:
    """Give loaded pages their rows, and read the rest of what the queryset prefetches."""
    memo = terms.memo()
    for page in pages:
        fill(page, facts[page.pk], tables, memo)
    if pages:
        prefetch_related_objects(pages, *queryset._prefetch_related_lookups)  # type: ignore[attr-defined]


def card_tables(tables: Iterable[RowTable]) -> list[RowTable]:
    """What to load with the facts of pages so that their cards need no more: the usual rows and `tables`."""
    return merged([*ON_CARDS, *tables])
