"""The list of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from events.enums import EventFormat, EventKind
from events.listing import EventListing, FreeFilter, OrganiserFilter, by_date, complete
from events.models.pages import EventPage
from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, LanguageFilter, TermFilter, by_title
from hub.listing.facts import PageFacts
from hub.models import ListingPage


class EventIndexPage(ListingPage):
    """Lists what is to come and what has been."""

    item_model = EventPage
    filters = (
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        TermFilter(Vocabulary.AUDIENCES, "malgruppe"),
        FreeFilter(),
        ChoiceFilter("format", "form", EventFormat),
        ChoiceFilter("kind", "type", EventKind),
        OrganiserFilter(),
        LanguageFilter(),
    )
    sorts = (by_date(), by_title())
    listing_type = EventListing
    rows_template = "events/includes/rows.html"

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["events.EventPage", "events.EventSeriesPage"]
    is_creatable = True
    search_kind = "event-index"
    listing_order = 85

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def complete(self, pages: Sequence[PageFacts], now: datetime) -> None:
        """Tell the events when they take place, and whether there are seats."""
        complete(pages, self.items().values("translation_key"), now)
