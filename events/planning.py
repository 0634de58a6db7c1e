"""Making events at the desk: drafts with their dates, whole series, and the copy of one that was held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from events.calendar import OSLO
from events.dates import all_day, as_long_before, local_moment
from events.enums import Precision
from events.models import EventIndexPage, EventPage, EventSeriesPage, Occurrence
from hub.models import Organisation, User
from hub.seeding.loader import norwegian_slug

# What a new date takes over from the one it is copied from; neither time nor people.
KEPT = (
    "precision",
    "place",
    "address",
    "municipality_id",
    "latitude",
    "longitude",
    "join_url",
    "policy",
    "registration_url",
    "room_capacity",
    "online_capacity",
)
# Of the event that was held, not of the next.
AFTERWARDS: Mapping[str, Any] = {
    "recording_page": "",
    "recording_url": "",
    "recording_document": None,
    "recording_captioned": False,
    "recording_transcript": "",
    "questions_answered": "",
}

Span = tuple[datetime, datetime, str]


def span(first: date, last: date | None, begins: time | None, ends: time | None) -> Span:
    """Start, end and precision of local days and times; without times, whole days.

    Raises:
        WrongTime: a time that clocks skip or show twice, or an end before the start.
    """
    last = last or first
    if begins is None or ends is None:
        return (*all_day(first, last), Precision.DAY)
    return local_moment(first, begins), local_moment(last, ends), Precision.TIME


def repeated(one: Span, days: Iterable[date]) -> list[Span]:
    """The same local hours on other days.

    Raises:
        WrongTime: as `span`.
    """
    start, end = one[0].astimezone(OSLO), one[1].astimezone(OSLO)
    whole = one[2] == Precision.DAY
    length = (end.date() - start.date()) - (timedelta(days=1) if whole else timedelta())
    hours = (None, None) if whole else (start.time(), end.time())
    return [span(day, day + length, *hours) for day in days]


@transaction.atomic
def draft(
    parent: EventIndexPage | EventSeriesPage,
    owner: Organisation | None,
    spans: Sequence[Span],
    *,
    page: Mapping[str, Any],
    settings: Mapping[str, Any],
    by: User | None,
) -> EventPage:
    """An unpublished event with its dates: several on one page mean the same content again."""
    fields = {"owner_organisation": owner, **page}
    event = EventPage(live=False, owner=by, slug=free_slug(parent, page["title"]), **fields)
    event.locale = parent.locale
    parent.add_child(instance=event)
    event.save_revision(user=by, log_action=True)
    add_dates(event, spans, settings)
    return event


def add_dates(event: EventPage, spans: Iterable[Span], settings: Mapping[str, Any]) -> list[Occurrence]:
    """New dates of an event; the deadline is that of the first, and as long before each of the others."""
    spans = list(spans)
    return [
        Occurrence.objects.create(
            page=event, start=one[0], end=one[1], precision=one[2], **_on(one, spans[0], settings)
        )
        for one in spans
    ]


def _on(one: Span, first: Span, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of the first date as they are for another."""
    deadline = settings.get("deadline")
    return {**settings, "deadline": as_long_before(deadline, first[0], one[0])} if deadline else settings


@transaction.atomic
def draft_series(
    parent: EventIndexPage,
    owner: Organisation | None,
    spans: Sequence[Span],
    *,
    page: Mapping[str, Any],
    settings: Mapping[str, Any],
    by: User | None,
) -> tuple[EventSeriesPage, list[EventPage]]:
    """A series with one draft per date, each to get a subject of its own; numbered until then."""
    head = {"title": page["title"], "summary": page.get("summary", ""), "slug": free_slug(parent, page["title"])}
    series = EventSeriesPage(**head, owner_organisation=owner, live=False, owner=by)
    series.locale = parent.locale
    parent.add_child(instance=series)
    series.save_revision(user=by, log_action=True)
    return series, drafts_in(series, owner, spans, page={**page, "summary": ""}, settings=settings, by=by)


def drafts_in(
    series: EventSeriesPage,
    owner: Organisation | None,
    spans: Sequence[Span],
    *,
    page: Mapping[str, Any],
    settings: Mapping[str, Any],
    by: User | None,
) -> list[EventPage]:
    """One draft per date below a series."""
    begin = series.get_children().count()
    titles = [f"{page['title']} {begin + number}" for number in range(1, len(spans) + 1)]
    return [
        draft(series, owner, [one], page={**page, "title": title}, settings=_on(one, spans[0], settings), by=by)
        for one, title in zip(spans, titles, strict=True)
    ]


@transaction.atomic
def copy_with_date(source: Occurrence, day: date, by: User | None) -> EventPage:
    """Last month's event as a draft on another day: its page, its settings, the same hours, nobody registered.

    Raises:
        WrongTime: clocks skip that hour on that day, or show it twice.
    """
    event: EventPage = EventPage.objects.get(pk=source.page_id)
    [new] = repeated((source.start, source.end, source.precision), [day])
    settings = {name: getattr(source, name) for name in KEPT if name != "precision"}
    if source.deadline:
        settings["deadline"] = as_long_before(source.deadline, source.start, new[0])
    changes = {**AFTERWARDS, "slug": free_slug(event.get_parent(), event.title), "owner": by}
    made = event.copy(keep_live=False, copy_revisions=False, user=by, update_attrs=changes, process_child_object=None)
    made.materials.all().delete()
    made = EventPage.objects.get(pk=made.pk)
    made.save_revision(user=by)
    add_dates(made, [new], settings)
    return made


def free_slug(parent: Any, title: str) -> str:
    """An address below a page that nobody has."""
    wanted = (norwegian_slug(title) or slugify(title) or "arrangement")[:200]
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
