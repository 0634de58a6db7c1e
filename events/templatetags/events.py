"""What templates show of events: on the front page, in calendars, for search engines."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from events import feeds, schema_org
from events.descriptions import described
from events.enums import OccurrenceStatus
from events.listing import EventListing
from events.models import EventPage, EventSeriesPage, Occurrence
from events.shown import DateShown
from events.web_calendars import Links
from hub.visibility import public

register = template.Library()


@register.simple_tag
def upcoming_events(count: int = 3) -> list[EventPage]:
    """`{% upcoming_events 3 as coming %}`: the events of the tree that is shown that are held next, soonest first."""
    tree, now = "en" if get_language() == "en" else "nb", timezone.now()
    coming = Occurrence.objects.filter(public(now, "page"), end__gt=now, status=OccurrenceStatus.SCHEDULED)
    first = coming.filter(page__translation_key=OuterRef("translation_key")).order_by("start").values("start")[:1]
    pages = EventPage.card_queryset().filter(locale__language_code=tree).visible(now)
    return list(pages.annotate(first=Subquery(first)).exclude(first=None).order_by("first", "pk")[:count])


@register.simple_tag
def series_of(page: EventPage) -> EventSeriesPage | None:
    """`{% series_of page as series %}`: the series that an event lies below, if the public may see it."""
    above = EventSeriesPage.objects.filter(path=page.path[: -page.steplen]).select_related("locale")
    return above.visible().first() if page.path else None


@register.simple_tag
def calendar_links(shown: DateShown | None) -> Links | None:
    """`{% calendar_links shown as links %}`: ways of a date into a calendar; None when it makes no sense any more."""
    return feeds.date_links(shown.occurrence) if shown and shown.is_for_calendars else None


@register.simple_tag
def series_links(page: EventSeriesPage) -> Links | None:
    """`{% series_links page as links %}`: ways to subscribe to a series; None when nothing more is to come."""
    coming = any(shown.is_for_calendars for shown in page.shown_dates)
    return feeds.feed_links(feeds.feed_url(serie=str(page.pk), **asked_language())) if coming else None


@register.simple_tag
def subscription(listing: EventListing) -> Links:
    """`{% subscription listing as links %}`: ways to subscribe to what a list is narrowed to."""
    return feeds.feed_links(feeds.feed_url(**listing.chosen, **asked_language()))


def asked_language() -> dict[str, str]:
    """What the address of a feed must say for its name to be in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    return {} if language == settings.LANGUAGE_CODE else {"sprak": language}


@register.simple_tag
def structured_data(page: EventPage | EventSeriesPage, series: EventSeriesPage | None = None) -> SafeString:
    """`{% structured_data page series %}`: the page's dates as JSON-LD; nothing without dates.

    A script element of this type is data: browsers run nothing of it, so no policy needs to allow it.
    """
    dates = described(page, series)
    if not dates:
        return mark_safe("")
    if isinstance(page, EventSeriesPage):
        things = [schema_org.series(page.title, page.summary, settings.PUBLIC_URL + page.path_from_root, dates)]
    else:
        things = [schema_org.event(date) for date in dates]
    text = mark_safe(schema_org.script_text(things))  # escaped there
    return format_html('<script type="application/ld+json">{}</script>', text)
