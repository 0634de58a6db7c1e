"""The list of events: what is to come, soonest first, then what has been, latest first. Only the past has pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events import timeline
from events.doorway import DoorState, Doorway, doorways
from events.models.dated import Timetable, by_page, dates_of, give, tell_pages
from events.models.occurrences import Occurrence
from events.models.pages import EventPage
from hub.listing import OwnerFilter, Sort
from hub.listing.build import Listing, tables_of
from hub.listing.cards import load_cards
from hub.listing.facts import PageFacts, RowTable
from hub.listing.filters import Filter
from hub.listing.who_and_where import by_label

ORGANISER = _("Organiser")
PLACES = _("Places")
DATES, ORDER, FREE = "dates", "order", "free"  # what `complete` adds to the facts of a page


class OrganiserFilter(OwnerFilter):
    """All who organise an event, the owner first, by name."""

    columns = OwnerFilter.columns
    tables = (RowTable("co_organisers", ("organisation_id", "organisation__slug", "organisation__name")),)

    def __init__(self) -> None:
        super().__init__(label=ORGANISER)

    def named(self, facts: PageFacts) -> dict[str, str]:
        """Ids and names of an event's organisers."""
        found = {facts.values["owner_organisation__slug"]: facts.values["owner_organisation__name"]}
        found |= {row["organisation__slug"]: row["organisation__name"] for row in facts.of("co_organisers")}
        return {slug: name for slug, name in found.items() if slug}

    def ids(self, facts, terms):
        """The organisers."""
        return self.named(facts)

    def labels(self, pages, terms):
        """Organisers in use."""
        return by_label({slug: name for facts in pages for slug, name in self.named(facts).items()})


class FreeFilter(Filter):
    """Whether one can get a seat now, or only a place in the line.

    Attributes:
        in_feeds: A calendar feed has no such choice: seats come and go without a change of any date.
    """

    parameter = "ledig"
    label = PLACES
    in_feeds = False

    CHOICES: Mapping[DoorState, str] = {DoorState.OPEN: "1", DoorState.FULL_WAITING: "venteliste"}

    def ids(self, facts, terms):
        """What holds for any date to come."""
        return facts.values.get(FREE, ())

    def labels(self, pages, terms):
        """Both choices, always."""
        return {"1": _("Free places"), "venteliste": _("Full, with a waiting list")}


def by_date() -> Sort:
    """Soonest first, then what has been, latest first."""
    columns = ("translation_key", "path", "format")
    return Sort("dato", _("Date"), "title", rank=lambda facts: facts.values[ORDER], columns=columns)


def complete(pages: Sequence[PageFacts], keys, now: datetime) -> None:
    """Tell pages their dates, in two queries for all: one for the dates, one for the doors of those to come.

    Args:
        keys: The translation keys of the pages, or a query for them.
    """
    dates = by_page([(facts.pk, facts.values["translation_key"]) for facts in pages], dates_of(keys, now=now))
    doors = doors_to_come(pages, dates, now)
    for facts in pages:
        own = dates[facts.pk]
        states = {doors[one.pk].state for one in own if one.pk in doors}
        facts.values[DATES] = own
        facts.values[ORDER] = timeline.order(own, now)
        facts.values[FREE] = [value for state, value in FreeFilter.CHOICES.items() if state in states]


def doors_to_come(
    pages: Iterable[PageFacts], dates: Mapping[int, Sequence[Occurrence]], now: datetime
) -> dict[int, Doorway]:
    """How the dates that are not over stand with registration; their page need not be loaded for that."""
    coming = []
    for facts in pages:
        for one in dates[facts.pk]:
            if not one.is_over(now):
                one._state.fields_cache["page"] = EventPage(pk=facts.pk, format=facts.values["format"])
                coming.append(one)
    return doorways(coming, now)


@dataclass(frozen=True)
class EventListing(Listing):
    """The list of events in its two parts, each in the order that was asked for."""

    @cached_property
    def coming(self) -> list[PageFacts]:
        """What is to come, or has no date yet."""
        return [facts for facts in self.found if facts.values[ORDER][0] != timeline.PAST]

    @cached_property
    def past(self) -> list[PageFacts]:
        """What has been."""
        return [facts for facts in self.found if facts.values[ORDER][0] == timeline.PAST]

    @cached_property
    def paginated(self) -> Page:
        """The page of the past that is shown."""
        return Paginator(self.past, self.page.per_page).get_page(self.asked.page)

    @cached_property
    def cards(self) -> list[EventPage]:
        """The events that are shown: those to come stand on the first page only."""
        first = self.coming if self.paginated.number == 1 else []
        shown = {facts.pk: facts for facts in [*first, *self.paginated]}
        cards: list[Any] = load_cards(EventPage.plain_cards(), shown, tables_of(self.page), self.terms)
        dates = {card.pk: shown[card.pk].values[DATES] for card in cards}
        give(Timetable(tell_pages(dates, {card.pk: card for card in cards})), cards)
        return cards

    @property
    def coming_cards(self) -> list[EventPage]:
        """The cards of what is to come."""
        wanted = {facts.pk for facts in self.coming}
        return [card for card in self.cards if card.pk in wanted]

    @property
    def past_cards(self) -> list[EventPage]:
        """The cards of what has been, on this page."""
        wanted = {facts.pk for facts in self.past}
        return [card for card in self.cards if card.pk in wanted]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What of the selection a calendar feed can hold, by parameter."""
        filters = (one for one in self.page.filters if getattr(one, "in_feeds", True))
        found = {one.parameter: self.asked.values[one.parameter] for one in filters}
        return {name: values for name, values in found.items() if values}
