"""Loading what a list shows: the cards of chosen pages, of one type or of many, without reading a row twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Model, QuerySet, prefetch_related_objects

from hub.listing.facts import ON_CARDS, PageFacts, RowTable, TermTree, fill


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
    lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    found = {page.pk: page for page in queryset.prefetch_related(None).filter(pk__in=list(facts))}
    memo = terms.memo()
    for pk, page in found.items():
        fill(page, facts[pk], tables, memo)
    pages = [found[pk] for pk in facts if pk in found]
    prefetch_related_objects(pages, *lookups)
    return pages


def card_tables(model: type[Model], tables: Iterable[RowTable] = ()) -> list[RowTable]:
    """What to load with the facts of a type's pages so that their cards need no more: the usual rows and `tables`."""
    return [*ON_CARDS, *tables]
