"""Lists of pages: filter form → queryset → page, one definition for the page and its feed.

A `ListingPage` declares its filters and orders; a reader's address is read by `asked`, pages are counted by `counting`
and shown by `build`. What matches a query comes from a provider that another room may register.
"""

from hub.listing.filters import ChoiceFilter, Filter, LanguageFilter, RowFilter, TermFilter, YearFilter
from hub.listing.sorting import Sort, by_title, newest, north_to_south, sort_by_county, sort_by_evidence
from hub.listing.text import register_text_matcher
from hub.listing.who_and_where import (
    CountyFilter,
    HealthCommunityFilter,
    MunicipalityFilter,
    OwnerFilter,
    OwnerKindFilter,
)

__all__ = [
    "ChoiceFilter",
    "CountyFilter",
    "Filter",
    "HealthCommunityFilter",
    "LanguageFilter",
    "MunicipalityFilter",
    "OwnerFilter",
    "OwnerKindFilter",
    "RowFilter",
    "Sort",
    "TermFilter",
    "YearFilter",
    "by_title",
    "newest",
    "north_to_south",
    "register_text_matcher",
    "sort_by_county",
    "sort_by_evidence",
]
