"""What a feed is narrowed by: the filters of the list of events, a series, or single dates.

Who subscribes is not there to read a note: an unknown parameter says nothing, but an unknown value of a known one is a
value that no event has, so that a feed is never wider than what was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from events.enums import OccurrenceStatus
from events.models import EventIndexPage, EventPage, EventSeriesPage, Occurrence
from hub.listing.asked import LONGEST_TEXT, MOST_VALUES
from hub.listing.counting import select
from hub.listing.facts import PageFacts, TermTree, load_facts
from hub.listing.filters import Filter
from hub.models.base import BasePageQuerySet

SERIES, DATE, CALLED_OFF = "serie", "dato", "avlyste"
LEAVE_OUT = "0"
LONGEST_ID = 19  # digits of a number that no database refuses
UNREADABLE = "\ufffd"  # a database takes no zero byte


@dataclass(frozen=True)
class Selection:
    """What a feed was asked for, in one order whatever the order in the address.

    Attributes:
        values: Chosen values by the parameter of the filter.
        series: Ids of series pages, as they were written; `dates`: UIDs.
        called_off: Whether dates that were called off are among them.
        language: In which the feed has its name.
    """

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    series: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    called_off: bool = True
    language: str = settings.LANGUAGE_CODE
    filters: Sequence[Filter] = field(default=(), compare=False, repr=False)


def read(params: QueryDict, language: str) -> Selection:
    """Understand the query of a feed."""
    filters = feed_filters()
    found = {one.parameter: chosen(params, one.parameter) for one in filters}
    return Selection(
        values=tuple(sorted((name, values) for name, values in found.items() if values)),
        series=chosen(params, SERIES),
        dates=chosen(params, DATE),
        called_off=LEAVE_OUT not in chosen(params, CALLED_OFF),
        language=language,
        filters=filters,
    )


def feed_filters() -> list[Filter]:
    """The filters of the list that rest on what is published; free seats come and go without a change of any date."""
    return [one for one in EventIndexPage.filters if getattr(one, "in_feeds", True)]


def chosen(params: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a parameter, each once; what is written so that nobody can mean it stays, and matches nothing."""
    values = {value.strip()[:LONGEST_TEXT].replace("\0", UNREADABLE) for value in params.getlist(name)}
    return tuple(sorted(values - {""})[:MOST_VALUES])


def narrow(dates: QuerySet[Occurrence], selection: Selection, now: datetime) -> QuerySet[Occurrence]:
    """The dates that answer a selection."""
    if not selection.called_off:
        dates = dates.filter(status=OccurrenceStatus.SCHEDULED)
    if selection.dates:
        dates = dates.filter(uid__in=selection.dates)
    if selection.series or selection.values:
        dates = dates.filter(of_events(selection, now) | Q(pk__in=left_behind(dates, selection)))
    return dates


def of_events(selection: Selection, now: datetime) -> Q:
    """The condition that a date is one of the events that were asked for."""
    found = Q()
    if selection.series:
        below = [Q(path__startswith=path) for path in series_pages(selection).values_list("path", flat=True)]
        found &= held(EventPage.objects.filter(reduce(or_, below))) if below else Q(pk__in=[])
    if selection.values:
        found &= held(EventPage.objects.filter(pk__in=answering(selection, now)))
    return found


def held(events: QuerySet[EventPage]) -> Q:
    """The condition that a date is one of these events; translations share their dates, which one of them owns."""
    return Q(page__translation_key__in=events.order_by().values("translation_key"))


def numbers(selection: Selection) -> list[int]:
    """The series that were asked for, as far as a page can have such a number."""
    return [int(text) for text in selection.series if text.isascii() and text.isdigit() and len(text) < LONGEST_ID]


def series_pages(selection: Selection) -> BasePageQuerySet:
    """The series that were asked for, as far as they exist."""
    return EventSeriesPage.objects.filter(pk__in=numbers(selection)).order_by("path")


def answering(selection: Selection, now: datetime) -> list[int]:
    """The ids of the events that readers may see and that pass every filter."""
    facts = facts_of(EventPage.objects.order_by().visible(now), selection.filters)
    found, _counts = select(facts, selection.filters, dict(selection.values), TermTree())
    return [one.pk for one in found]


def facts_of(events: QuerySet[EventPage], filters: Sequence[Filter]) -> list[PageFacts]:
    """What the filters must see of events."""
    columns = [name for one in filters for name in one.columns]
    return load_facts(events, columns, [table for one in filters for table in one.tables])


# When the page is gone ------------------------------------------------------------------------------------------------
def finding(page: EventPage, now: datetime) -> list[dict[str, list[str]]]:
    """What finds the dates of an event: values by parameter, for its page and for each that readers see them on too.

    Stored with the dates when the page is deleted, so that who subscribes to a filter learns that they are called off.
    """
    same = EventPage.objects.filter(translation_key=page.translation_key)
    pages = EventPage.objects.order_by("pk").filter(Q(pk=page.pk) | Q(pk__in=same.visible(now).values("pk")))
    filters, terms = feed_filters(), TermTree()
    series = {one.pk: [str(above.pk) for above in EventSeriesPage.objects.ancestor_of(one)] for one in pages}
    return [
        {SERIES: series[facts.pk], **{one.parameter: list(one.ids(facts, terms)) for one in filters}}
        for facts in facts_of(pages, filters)
    ]


def left_behind(dates: QuerySet[Occurrence], selection: Selection) -> list[int]:
    """The ids of dates that answer a selection by what was stored of their page."""
    wanted = {name: set(values) for name, values in selection.values}
    if selection.series:
        wanted[SERIES] = {str(number) for number in numbers(selection)}
    return [
        pk
        for pk, found_under in dates.filter(page=None).values_list("pk", "found_under")
        if any(all(not values.isdisjoint(one.get(name, ())) for name, values in wanted.items()) for one in found_under)
    ]


# Its name -------------------------------------------------------------------------------------------------------------
def name_of(selection: Selection, now: datetime) -> str:
    """What a calendar calls the feed: the series and the choices that exist, in the feed's language."""
    with translation.override(selection.language):
        series = series_pages(selection).visible(now) if selection.series else ()
        told = [*(page.title for page in series), *labels(selection)]
        return f"{', '.join(told) or _('Events')} – {settings.WAGTAIL_SITE_NAME}"


def labels(selection: Selection) -> list[str]:
    """What the chosen values are called; nothing for those that do not exist."""
    terms = TermTree() if selection.values else None
    by_name = {one.parameter: one for one in selection.filters}
    told = []
    for name, values in selection.values:
        one = by_name[name]
        known = one.labels([], terms) | one.unused(values, terms)  # type: ignore[arg-type]
        told += [str(known[value]) for value in values if value in known]
    return told
