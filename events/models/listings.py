"""The list of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.enums import EventFormat, EventKind
from events.models.pages import EventPage
from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, LanguageFilter, OwnerFilter, TermFilter, by_title, newest
from hub.models import ListingPage


class EventIndexPage(ListingPage):
    """Lists what is to come and what has been."""

    item_model = EventPage
    filters = (
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        TermFilter(Vocabulary.AUDIENCES, "malgruppe"),
        ChoiceFilter("kind", "type", EventKind),
        ChoiceFilter("format", "form", EventFormat),
        OwnerFilter(),
        LanguageFilter(),
    )
    sorts = (newest(), by_title())

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["events.EventPage", "events.EventSeriesPage"]
    is_creatable = True
    search_kind = "event-index"
    listing_order = 85

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")
