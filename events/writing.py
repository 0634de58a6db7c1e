"""A series in one go: the subjects of its drafts on one page, then the publication of all of them together."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Min

from events.models import EventPage, EventSeriesPage
from events.planning import free_slug
from hub.models import User

Draft = EventSeriesPage | EventPage


def drafts_of(series: EventSeriesPage) -> list[Draft]:
    """What readers do not see yet, as it was saved last: the series, then its events in the order of their dates."""
    events = EventPage.objects.child_of(series).filter(live=False)
    in_order = events.annotate(first=Min("occurrences__start")).order_by("first", "path")
    return [page.get_latest_revision_as_object() for page in ([] if series.live else [series]) + list(in_order)]


def write(page: Draft, title: str, summary: str, by: User) -> None:
    """Save a draft with its subject; its address follows the title until readers have seen it."""
    if title != page.title and page.first_published_at is None:
        page.slug = free_slug(page.get_parent(), title)
    page.title, page.summary = title, summary
    page.save()
    page.save_revision(user=by, log_action=True)


@transaction.atomic
def publish(pages: list[Draft], by: User) -> None:
    """Let all of them out, or none.

    Raises:
        hub.publishing.PublishBlocked: something is missing.
    """
    for page in pages:
        (page.get_latest_revision() or page.save_revision(user=by)).publish(user=by)
