"""Dates that stand in the feeds, and what a client reads there."""

from datetime import timedelta

from django.utils import timezone

from tests.builders.calendars import unfolded
from tests.builders.events import make_event, make_occurrence

FEED = "/arrangementer/kalender.ics"
DAY = timedelta(days=1)


def make_date(*, title="Webinar", page=None, **page_fields):
    """A date in ten days, later for pages that were made later."""
    page = page or make_event(title=title, **page_fields)
    start = timezone.now().replace(microsecond=0) + 10 * DAY
    return make_occurrence(page=page, start=start + timedelta(minutes=page.pk))


def get(client, query="", status=200, **headers):
    """The answer to a client: `get(client, If_None_Match=…)`."""
    response = client.get(FEED + query, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == status
    return response


def titles(client, query=""):
    """The titles in a feed, in order."""
    return values(client, query, "SUMMARY:")


def name(client, query=""):
    """What a feed calls itself."""
    return values(client, query, "NAME:")[0]


def values(client, query, start):
    """The lines of a feed that begin so, without that."""
    return [line.removeprefix(start) for line in unfolded(get(client, query).content) if line.startswith(start)]
