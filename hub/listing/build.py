"""From the address of a list to what is shown: one definition for the page and its feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.listing import text
from hub.listing.asked import Asked, read
from hub.listing.cards import card_tables, load_cards
from hub.listing.counting import Counts, select
from hub.listing.facets import Chip, Choice, Facet, chips, facets, orders
from hub.listing.facts import PageFacts, TermTree, load_facts
from hub.listing.paging import Paged
from hub.visibility import visible

if TYPE_CHECKING:
    from hub.models.listings import ListingPage


@dataclass(frozen=True)
class Listing(Paged):
    """A list as it is shown.

    Attributes:
        asked: What the reader asked for.
        found: The facts of every page that answers it, in order.
        total: How many the list holds in all.
        counts: Pages per value of each filter.
        terms: All terms, for the cards.
    """

    page: ListingPage
    asked: Asked
    found: Sequence[PageFacts]
    total: int
    counts: Counts
    terms: TermTree

    @property
    def count(self) -> int:
        """How many answer."""
        return len(self.found)

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for fewer than all."""
        return self.asked.narrowed

    @property
    def noun(self) -> str:
        """What is counted, in the singular or plural that the count or the total asks for."""
        names = self.page.item_model._meta
        return str(names.verbose_name if self.total == 1 else names.verbose_name_plural)

    @property
    def count_text(self) -> str:
        """«8 av 43 erfaringer», or «43 erfaringer» when nothing is left out."""
        values = {"count": self.count, "total": self.total, "noun": self.noun}
        return (_("%(count)s of %(total)s %(noun)s") if self.is_narrowed else "%(total)s %(noun)s") % values

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with their choices and counts."""
        return facets(self.page.filters, self.asked, self.counts)

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, each with the address without it."""
        return chips(self.page.filters, self.asked, self.page.path_from_root)

    @property
    def sorts(self) -> list[Choice]:
        """The orders to choose from; with words to find, the best match comes first unless another is chosen."""
        return orders(self.page.sorts, self.asked)

    @cached_property
    def paginated(self) -> PaginatorPage:
        """The page of the list that is shown: the last one for a number past the end."""
        return Paginator(self.found, self.page.per_page).get_page(self.asked.page)

    @cached_property
    def cards(self) -> list:
        """The pages on this page of the list, ready for their cards."""
        shown = {facts.pk: facts for facts in self.paginated}
        return load_cards(self.page.item_model.card_queryset(), shown, tables_of(self.page), self.terms)

    @property
    def clear_url(self) -> str:
        """The whole list."""
        return self.page.path_from_root

    @property
    def path(self) -> str:
        """Where the list is."""
        return self.page.path_from_root

    @property
    def feed_url(self) -> str:
        """The same question as a feed."""
        return self.page.path_from_root + FEED + self.asked.query(order=False)


FEED = "atom.xml"


def tables_of(page: ListingPage):
    """The rows that the list and its cards need."""
    own = [table for one in page.filters for table in one.tables]
    own += [table for sort in page.sorts for table in sort.tables]
    return card_tables(own)


def build(page: ListingPage, params: QueryDict, now: datetime | None = None, columns: Sequence[str] = ()) -> Listing:
    """The list that an address asks for.

    Args:
        params: The address's parameters, as they came.
        now: The moment to judge visibility by.
        columns: What else of each page's own to know, for orders that are not among the list's.
    """
    for one in page.filters:
        one.bind(page.item_model)
    items = visible(page.items(), now)
    needed = [*columns, *(name for one in page.filters for name in one.columns)]
    needed += [name for sort in page.sorts for name in sort.all_columns]
    pages = load_facts(items, needed, tables_of(page))
    page.complete(pages, now or timezone.now())
    terms = TermTree()
    asked = read(params, page.filters, page.sorts, pages, terms)
    scores = text.match(asked.text, items, get_language() or "") if asked.text else {}
    candidates = [facts for facts in pages if facts.pk in scores] if asked.text else pages
    found, counts = select(candidates, page.filters, asked.values, terms)
    found = (asked.order or page.sorts[0]).apply(found)
    if asked.text and not asked.order:
        found = sorted(found, key=lambda facts: -scores[facts.pk])
    return page.listing_type(page, asked, found, len(pages), counts, terms)
