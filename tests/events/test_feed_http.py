"""Feeds over HTTP: what a client may keep, what it is told, what narrows a feed."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import parse_http_date
from wagtail.models import Page

from events import feeds
from events.feed_cache import bodies
from events.models import FeedState, Occurrence
from events.views.calendars import answer, takes_gzip
from hub.enums import Vocabulary
from tests.builders.calendars import lint
from tests.builders.events import make_event, make_occurrence, make_series
from tests.builders.feeds import DAY, FEED, get, make_date
from tests.builders.hub import make_term, publish, restrict

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


# Headers --------------------------------------------------------------------------------------------------------------
def test_what_a_client_is_told(client):
    make_date()
    response = get(client)
    headers = response.headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=900"
    assert headers["Vary"] == "Accept-Encoding"
    assert (headers["Content-Language"], get(client, "?sprak=en").headers["Content-Language"]) == ("nb", "en")
    assert headers["ETag"].startswith('"')
    assert parse_http_date(headers["Last-Modified"]) == FeedState.objects.get().number // 1_000_000
    assert not response.cookies
    assert lint(response.content) == []
    assert get(client).content == response.content


def test_head_and_what_is_not_answered(client):
    make_date()
    head = client.head(FEED)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == get(client).headers["Content-Length"]
    assert client.post(FEED).status_code == 405


def test_a_client_that_has_it_is_told_so_by_one_query(client):
    make_date()
    first = get(client)
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": etag}, {"If_None_Match": f'"x", W/{etag}'}, {"If_Modified_Since": since}):
        with CaptureQueriesContext(connection) as queries:
            response = get(client, status=304, **headers)
        assert len(queries) == 1
        assert (response.content, response.headers["ETag"]) == (b"", etag)
        assert response.headers["Cache-Control"] == "public, max-age=900"
    assert get(client, If_None_Match='"x"').content == first.content


def test_a_feed_that_this_process_knows_takes_one_query_and_any_other_the_same_number(client):
    series = make_series()
    make_date(parent=series)
    query = f"?serie={series.pk}&form=digitalt"

    def queries():
        bodies.clear()
        get(client, query)
        bodies.clear()
        with CaptureQueriesContext(connection) as captured:
            get(client, query)
        return len(captured)

    few = queries()
    for _ in range(18):
        make_date(parent=series)
    assert queries() == few
    with CaptureQueriesContext(connection) as captured:
        get(client, query)
    assert len(captured) == 1


def test_packed_for_who_takes_it_with_an_etag_of_its_own(client):
    make_date()
    plain, packed = get(client), get(client, Accept_Encoding="br, gzip;q=0.8")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    bodies.clear()
    assert get(client, Accept_Encoding="gzip").content == packed.content
    get(client, status=304, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    get(client, status=200, If_None_Match=packed.headers["ETag"])


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("GZIP; q=0.5", True), ("*", True), ("gzip;q=0, *", False), ("gzip; q=0.000", False), ("", False)],
)
def test_who_takes_packed_bytes(accepted, taken):
    assert takes_gzip(accepted) is taken


# What makes a feed another --------------------------------------------------------------------------------------------
def etag_at(now, query=""):
    return answer(RequestFactory().get(FEED + query), now).headers["ETag"]


def clock_passes(before, after):
    """Whether a feed is another after a moment than before, and the same bytes under the same ETag else."""
    assert etag_at(before) == etag_at(before - timedelta(seconds=1))
    assert etag_at(after) == etag_at(after + timedelta(seconds=1))
    return etag_at(before) != etag_at(after)


def test_the_clock_brings_dates_in_and_takes_them_out():
    page, second = make_event(), timedelta(seconds=2)
    entering = make_occurrence(page=page, start=NOW + feeds.HORIZON)
    assert clock_passes(NOW - second, NOW + second)
    Occurrence.objects.all().delete()
    make_occurrence(page=page, start=NOW - feeds.KEPT - timedelta(hours=1))
    assert clock_passes(NOW - second, NOW + second)
    Occurrence.objects.all().delete()
    make_occurrence(page=page, start=NOW + DAY, status="cancelled", cancelled_at=NOW - feeds.KEPT)
    assert clock_passes(NOW - second, NOW + second)
    Occurrence.objects.all().delete()
    make_occurrence(page=page, start=NOW + DAY)
    Page.objects.filter(pk=page.pk).update(expire_at=NOW)
    assert clock_passes(NOW - second, NOW + second)
    assert entering.pk


def test_any_change_makes_it_another_and_a_draft_does_not(client):
    date = make_date()
    seen = [get(client).headers["ETag"]]

    def is_new():
        seen.append(get(client).headers["ETag"])
        return seen[-1] not in seen[:-1]

    draft = date.page
    draft.title = "Utkast"
    draft.save_revision()
    assert not is_new()
    publish(date.page, title="Nytt")
    assert is_new()
    make_date()
    assert is_new()
    closed = restrict(date.page)
    assert is_new()
    closed.delete()
    assert is_new()
    Occurrence.objects.first().delete()
    assert is_new()
    date.page.owner_organisation.save()
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="ny", nb="Ny")
    assert is_new()


def test_a_state_that_was_put_back_is_never_met_again_with_other_content(client):
    make_date()
    first = get(client).headers["ETag"]
    FeedState.objects.update(number=1)  # an older copy of the database
    feeds.touch()
    assert get(client).headers["ETag"] != first
    assert FeedState.objects.get().number > 1_700_000_000_000_000


def test_the_number_grows_even_when_the_clock_was_set_back():
    far = int(timezone.now().timestamp() * 1_000_000) + 10**12
    FeedState.objects.create(pk=1, number=far)
    feeds.touch()
    assert FeedState.objects.get().number == far + 1


# One date -------------------------------------------------------------------------------------------------------------
def test_one_date_as_a_file(client):
    date = make_date()
    response = client.get(f"/arrangementer/kalender/{date.uid}.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    attached = f'attachment; filename="{date.uid.partition("@")[0]}.ics"'
    assert response.headers["Content-Disposition"] == attached
    assert response.content.count(b"BEGIN:VEVENT") == 1
    assert b"X-WR-CALNAME" not in response.content
    again = client.get(f"/arrangementer/kalender/{date.uid}.ics", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_a_date_far_off_has_a_file_and_one_that_is_hidden_has_none(client):
    page = make_event()
    far = make_occurrence(page=page, start=timezone.now() + 2000 * DAY)
    assert client.get(f"/arrangementer/kalender/{far.uid}.ics").status_code == 200
    restrict(page)
    assert client.get(f"/arrangementer/kalender/{far.uid}.ics").status_code == 404
    assert client.get("/arrangementer/kalender/finnes-ikke.ics").status_code == 404


def test_links_of_a_date_and_a_feed():
    date = make_date()
    found = feeds.date_links(Occurrence.objects.get(pk=date.pk))
    assert found.file == f"{settings.PUBLIC_URL}/arrangementer/kalender/{date.uid}.ics"
    assert found.webcal.startswith("webcal://")
    assert "dato=occ-" in found.webcal
    assert feeds.feed_url(type=["kurs", "mote"]) == f"{settings.PUBLIC_URL}{FEED}?type=kurs&type=mote"
    assert feeds.feed_links(feeds.feed_url()).file == f"{settings.PUBLIC_URL}{FEED}"
