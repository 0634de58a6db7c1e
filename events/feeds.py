"""What the calendar feeds hold: a rendered entry stored with each date, and one number that every change counts up.

A feed is then a join of strings, and one cheap query tells a client that nothing has changed. What changes an entry, or
who may see it, is listened to in `events.signals` and ends here, in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from events import web_calendars
from events.calendar import Entry, fragment
from events.enums import EventFormat, OccurrenceStatus, Precision
from events.feed_filters import finding
from events.models import EventPage, FeedState, Occurrence
from hub.enums import Vocabulary
from hub.jobs.kinds import job
from hub.jobs.schedule import daily
from hub.models import PageTerm
from hub.visibility import public

KEPT = timedelta(days=90)  # after a date is over, or was called off
HORIZON = timedelta(days=731)  # 24 months
BATCH = 200
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
OFF = (OccurrenceStatus.POSTPONED, OccurrenceStatus.CANCELLED)
EXACT = [precision for precision in Precision if precision.in_feeds]


# What a feed holds ----------------------------------------------------------------------------------------------------
def shown(now: datetime) -> QuerySet[Occurrence]:
    """Dates that readers may put into a calendar, however far off.

    Those of visible pages; and those that were called off after readers had seen them, although their page is gone.
    """
    gone = Q(page=None, status__in=OFF, announced_at__isnull=False)
    return Occurrence.objects.filter(public(now, "page") | gone, precision__in=EXACT).exclude(ics="")


def in_feed(now: datetime) -> QuerySet[Occurrence]:
    """Dates that stand in the feed of all, in order: what is called off stays for a while, so that clients learn it."""
    since = now - KEPT
    kept = Q(status=OccurrenceStatus.SCHEDULED) | Q(cancelled_at__gte=since)
    return shown(now).filter(kept, end__gte=since, start__lte=now + HORIZON).order_by("start", "pk")


@dataclass(frozen=True)
class State:
    """What decides, with the question asked, every byte of a feed.

    Attributes:
        number: Of the last change of anything that a feed shows.
        turns: When the clock last brought a date in, or took one out, in each of the ways that it can.
    """

    number: int = 0
    turns: tuple[datetime, ...] = ()

    @property
    def moment(self) -> datetime:
        """When a feed last became another."""
        return max([EPOCH + self.number * MICROSECOND, *self.turns])


def state(now: datetime) -> State:
    """The present state, by one query of a few index look-ups."""
    dates, since = Occurrence.objects.order_by(), now - KEPT
    entered = dates.filter(start__lte=now + HORIZON).order_by("-start").values("start")[:1]
    ended = dates.filter(end__lt=since).order_by("-end").values("end")[:1]
    called_off = dates.filter(cancelled_at__lt=since).order_by("-cancelled_at").values("cancelled_at")[:1]
    expired = Page.objects.filter(live=True, expire_at__lte=now).order_by("-expire_at").values("expire_at")[:1]
    columns = [Subquery(found) for found in (entered, ended, called_off, expired)]
    row = FeedState.objects.filter(pk=1).values_list("number", *columns).first()
    if row is None:
        return State()
    shifts = (-HORIZON, KEPT, KEPT, timedelta())
    return State(row[0], tuple(found + shift for found, shift in zip(row[1:], shifts, strict=True) if found))


def touch() -> None:
    """Say that a feed may have changed; call it in the transaction of the change.

    The number grows and is also the moment in microseconds, so that no client meets an old number with other content
    after a backup was put back.
    """
    number = (timezone.now() - EPOCH) // MICROSECOND
    _row, made = FeedState.objects.get_or_create(pk=1, defaults={"number": number})
    if not made:
        FeedState.objects.filter(pk=1).update(number=Greatest(F("number") + 1, Value(number)))


# Stored entries -------------------------------------------------------------------------------------------------------
def entry_of(occurrence: Occurrence) -> Entry:
    """A date as calendars show it, in the language of its page.

    Raises:
        ValueError: when the page is gone; the entry that was stored before is all that is left.
    """
    page = occurrence.page
    if page is None:
        raise ValueError(f"the page of date {occurrence.pk} is gone")
    url = settings.PUBLIC_URL + page.path_from_root
    with translation.override(page.language):
        marked = page.demonstration and str(_("demonstration")) not in page.title.casefold()
        return Entry(
            uid=occurrence.uid,
            sequence=occurrence.sequence,
            status=occurrence.status,
            title=f"{page.title} ({_('demonstration')})" if marked else page.title,
            description="\n\n".join(filter(None, [page.summary, url])),
            url=url,
            start=occurrence.start,
            end=occurrence.end,
            all_day=occurrence.precision == Precision.DAY,
            place=place_of(occurrence, page),
            latitude=None if occurrence.latitude is None else float(occurrence.latitude),
            longitude=None if occurrence.longitude is None else float(occurrence.longitude),
            organiser_name=page.owner_organisation.name if page.owner_organisation else settings.WAGTAIL_SITE_NAME,
            organiser_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            categories=(str(page.get_kind_display()), *(term.label for term in page.service_forms)),
            stamp=occurrence.modified_at,
            language=page.language,
            contact=", ".join(filter(None, page.contact)),
        )


def place_of(occurrence: Occurrence, page: EventPage) -> str:
    """Where it takes place, in words of the active language; never how to join."""
    place = ", ".join(filter(None, [occurrence.place, occurrence.address]))
    return place or (str(EventFormat.DIGITALT.label) if page.format == EventFormat.DIGITALT else "")


def with_pages(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Dates with all that their entries show."""
    terms = PageTerm.objects.filter(term__vocabulary=Vocabulary.SERVICE_FORMS).select_related("term")
    pages = dates.select_related("page__locale", "page__owner_organisation")
    return pages.prefetch_related(Prefetch("page__page_terms", terms))


@transaction.atomic
def refresh(occurrences: Iterable[Occurrence], now: datetime | None = None) -> int:
    """Bring the stored entries of dates up to date; returns how many were written.

    Whatever is read, is read anew; the instances that are given get the result. An entry that changes although the date
    itself did not, such as by a new title, gets a new time of change: without one, clients keep what they have.
    """
    now = now or timezone.now()
    given = {one.pk: one for one in occurrences}
    # First the locks, in one order; what is then read is what others have committed.
    list(Occurrence.objects.order_by("pk").select_for_update().filter(pk__in=list(given)).values_list("pk"))
    changed = []
    for one in with_pages(Occurrence.objects.filter(pk__in=list(given), page__isnull=False).order_by("pk")):
        if _render(one, now):
            changed.append(one)
            given[one.pk].ics, given[one.pk].modified_at = one.ics, one.modified_at
    Occurrence.objects.bulk_update(changed, ["ics", "modified_at"], batch_size=BATCH)
    announce(list(given), now)
    if changed:
        touch()
    return len(changed)


def _render(occurrence: Occurrence, now: datetime) -> bool:
    """Write the entry anew into the instance; whether it has changed."""
    before, occurrence.ics = occurrence.ics, fragment(entry_of(occurrence))
    if before and before != occurrence.ics and _stamp(before) == _stamp(occurrence.ics):
        occurrence.modified_at = max(now, occurrence.modified_at)
        occurrence.ics = fragment(entry_of(occurrence))
    return before != occurrence.ics


def _stamp(ics: str) -> str:
    return ics.partition("\r\nLAST-MODIFIED:")[2].partition("\r\n")[0]


def announce(ids: Iterable[int], now: datetime) -> None:
    """Remember of dates that readers can see when that began."""
    waiting = Occurrence.objects.filter(public(now, "page"), pk__in=list(ids), announced_at=None)
    waiting.update(announced_at=now)


def beneath(page: Page) -> QuerySet[Occurrence]:
    """The dates of a page and of all below it."""
    return Occurrence.objects.filter(page__path__startswith=page.path)


@transaction.atomic
def leave_behind(page: EventPage, now: datetime) -> None:
    """Call off what readers have seen and is not over, before the page is deleted: calendars must learn it."""
    seen = page.occurrences.filter(announced_at__isnull=False)
    seen.update(found_under=finding(page, now))
    for one in seen.filter(status=OccurrenceStatus.SCHEDULED, end__gt=now):
        one.status, one.cancelled_at, one.modified_at = OccurrenceStatus.CANCELLED, now, now
        one.sequence += 1
        one.save()  # which refreshes its entry
    touch()


@job("events.feeds")
def refresh_all() -> None:
    """Writes every entry anew: the hub's address, a category's name or the way entries are written may have changed."""
    ids = list(Occurrence.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        refresh(Occurrence.objects.filter(pk__in=ids[start : start + BATCH]))


daily("events.feeds", refresh_all, time(3, 30))


# Addresses ------------------------------------------------------------------------------------------------------------
def feed_url(**query: str | Iterable[str]) -> str:
    """The whole address of a feed, with the filters of its query: `feed_url(serie="12")`."""
    return settings.PUBLIC_URL + reverse("calendar") + (f"?{urlencode(query, doseq=True)}" if query else "")


def date_links(occurrence: Occurrence) -> web_calendars.Links:
    """Ways of one date into a calendar; its page must be loaded."""
    file = settings.PUBLIC_URL + reverse("calendar_date", args=[occurrence.uid])
    return web_calendars.links_of_date(entry_of(occurrence), file=file, feed=feed_url(dato=occurrence.uid))


def feed_links(url: str) -> web_calendars.Links:
    """Ways to subscribe to a feed, as `feed_url` gives its address."""
    return web_calendars.links_of_feed(url, name=settings.WAGTAIL_SITE_NAME)
