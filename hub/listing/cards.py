"""Loading what a list shows: the cards of chosen pages, of one type or of many, without reading a row twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
