"""The dates of events, read for many pages at once; a translation has the dates of the page that owns them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from events.doorway import Doorway, doorways
from events.models.occurrences import Occurrence
from hub.visibility import public

if TYPE_CHECKING:
    from events.models.pages import EventPage

NEVER_SHOWN = ("ics", "join_url")


class Timetable:
    """The dates of events that were loaded together, by the id of the page: what their doors say costs one query."""

    def __init__(self, by_page: Mapping[int, list[Occurrence]]):
        self.by_page = by_page
        self._doors: Mapping[int, Doorway] | None = None

    def doors(self, now: datetime) -> Mapping[int, Doorway]:
        """How the dates stand at the door, by the number of the date."""
        if self._doors is None:
            self._doors = doorways((one for dates in self.by_page.values() for one in dates), now)
        return self._doors


def dates_of(keys: Any, own: Iterable[int] = (), now: datetime | None = None) -> QuerySet[Occurrence]:
    """The dates of pages with these translation keys, each with its `key`; those of hidden pages only if `own`."""
    shown = Q(page__in=list(own)) | public(now, "page")
    found = Occurrence.objects.filter(shown, page__translation_key__in=keys).order_by("start", "pk")
    return found.defer(*NEVER_SHOWN).annotate(key=F("page__translation_key"))


def by_page(pages: Iterable[tuple[int, UUID]], dates: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
    """Id of each page to its own dates, else to those of the page that it is a translation of.

    Args:
        pages: Id and translation key of each page.
    """
    own: dict[int, list[Occurrence]] = {}
    shared: dict[UUID, list[Occurrence]] = {}
    for one in dates:
        own.setdefault(one.page_id, []).append(one)  # type: ignore[arg-type]
        shared.setdefault(one.key, []).append(one)  # type: ignore[attr-defined]
    return {pk: own.get(pk) or shared.get(key, []) for pk, key in pages}


def read(pages: Sequence[EventPage]) -> Timetable:
    """The dates of pages, in one query; each date knows the page that shows it, in its language, as its page."""
    ids = [page.pk for page in pages if page.pk]
    dates = dates_of({page.translation_key for page in pages}, ids, timezone.now()).select_related("municipality")
    found = by_page([(page.pk, page.translation_key) for page in pages], dates)
    return Timetable(tell_pages(found, {page.pk: page for page in pages}))


def tell_pages(found: dict[int, list[Occurrence]], pages: Mapping[int, EventPage]) -> dict[int, list[Occurrence]]:
    """Give each date the page that shows it; dates that two pages show are told apart."""
    taken: set[int] = set()
    for pk, dates in found.items():
        if dates and dates[0].pk in taken:
            dates = found[pk] = [copy(one) for one in dates]
        for one in dates:
            taken.add(one.pk)
            one._state.fields_cache["page"] = pages[pk]
    return found


class DatesTogether:
    """An attribute of a page type that `prefetch_related` can be asked for: the dates of all pages in one query."""

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __get__(self, instance: EventPage | None, owner: type) -> Any:
        return self if instance is None else timetable_of(instance)

    def is_cached(self, instance: EventPage) -> bool:
        """Whether the dates of a page have been read; Django asks so before it prefetches."""
        return "_timetable" in instance.__dict__

    def get_prefetch_querysets(self, instances: list[Any], querysets: Any = None) -> tuple:
        """Read the dates of these pages and tell Django, in its own terms, that nothing is left to do."""
        give(read(instances), instances)
        return [], None, lambda page: page.pk, True, f"_{self.name}", False


def give(timetable: Timetable, pages: Iterable[EventPage]) -> None:
    """Let pages know their dates."""
    for page in pages:
        page.__dict__["_timetable"] = timetable


def timetable_of(page: EventPage) -> Timetable:
    """The dates of a page, with those of the pages that were loaded with it."""
    if "_timetable" not in page.__dict__:
        give(read([page]), [page])
    return page.__dict__["_timetable"]
