"""What stands in the feeds: what readers may see, as it is now, with what was called off for a while."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from events import feeds
from events.calendar import fragment
from events.enums import OccurrenceStatus, Precision
from events.models import FeedState, Occurrence
from hub.enums import Vocabulary
from tests.builders.calendars import lint, unfolded
from tests.builders.events import make_event, make_event_index, make_occurrence, make_series
from tests.builders.hub import make_organisation, make_page, make_standard_page, make_term, publish, restrict

pytestmark = pytest.mark.django_db
FEED = "/arrangementer/kalender.ics"
DAY = timedelta(days=1)


def soon(days=10):
    return timezone.now().replace(microsecond=0) + timedelta(days=days)


def make_date(*, title="Webinar", days=10, page_fields=None, **fields):
    page = fields.pop("page", None) or make_event(title=title, **(page_fields or {}))
    return make_occurrence(page=page, start=soon(days), **fields)


def call_off(occurrence, status=OccurrenceStatus.CANCELLED, at=None):
    occurrence.status, occurrence.cancelled_at = status, at or timezone.now()
    occurrence.sequence += 1
    occurrence.save()


def titles(client, query=""):
    """The titles in a feed, in order."""
    response = client.get(FEED + query)
    assert response.status_code == 200
    assert lint(response.content) == []
    return [line.partition(":")[2] for line in unfolded(response.content) if line.startswith("SUMMARY:")]


# Who may see what -----------------------------------------------------------------------------------------------------
def test_only_what_readers_may_see(client):
    make_date(title="Synlig")
    make_date(title="Utkast", page_fields={"live": False})
    make_date(title="Utløpt", page_fields={"expire_at": timezone.now() - timedelta(minutes=1)})
    restrict(make_date(title="Lukket").page)
    series = make_series(live=False)
    make_date(title="Under utkast", page_fields={"parent": series})
    closed = make_series()
    make_date(title="Under lukket", page_fields={"parent": closed})
    restrict(closed)
    assert titles(client) == ["Synlig"]


@pytest.mark.parametrize("hide", ["unpublish", "expire", "restrict", "unpublish_above", "delete_unannounced"])
def test_what_readers_may_no_longer_see_leaves_at_once(client, hide):
    series = make_series()
    date = make_date(title="Webinar", page_fields={"parent": series})
    assert titles(client) == ["Webinar"]
    etag = client.get(FEED).headers["ETag"]
    page = date.page
    if hide == "unpublish":
        page.unpublish()
    elif hide == "expire":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())  # nobody has swept it up
    elif hide == "restrict":
        restrict(series)
    elif hide == "unpublish_above":
        series.unpublish()
    else:
        Occurrence.objects.update(announced_at=None)
        page.delete()
    assert titles(client) == []
    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200


def test_what_is_opened_again_comes_back_and_is_announced(client):
    date = make_date(title="Webinar")
    closed = restrict(date.page)
    Occurrence.objects.update(announced_at=None)
    assert titles(client) == []
    closed.delete()
    assert titles(client) == ["Webinar"]
    assert Occurrence.objects.get().announced_at


def test_only_exact_dates_within_reach_in_order(client):
    make_date(title="Om to år", days=720)
    make_date(title="Snart", days=1)
    make_date(title="Nettopp", days=-89)
    make_date(title="Lenge siden", days=-91)
    make_date(title="Fjern", days=740)
    make_date(title="Måned", precision=Precision.MONTH)
    make_date(title="År", precision=Precision.YEAR)
    make_date(title="Hel dag", days=2, precision=Precision.DAY)
    assert titles(client) == ["Nettopp", "Snart", "Hel dag", "Om to år"]


# What was called off --------------------------------------------------------------------------------------------------
def test_what_was_called_off_stays_for_ninety_days(client):
    now = timezone.now()
    call_off(make_date(title="Avlyst", days=200), at=now - 89 * DAY)
    call_off(make_date(title="Glemt", days=201), at=now - 91 * DAY)
    call_off(make_date(title="Utsatt", days=202), OccurrenceStatus.POSTPONED)
    assert titles(client) == ["AVLYST: Avlyst", "UTSATT: Utsatt"]
    assert titles(client, "?avlyste=0") == []
    assert titles(client, "?avlyste=1") == ["AVLYST: Avlyst", "UTSATT: Utsatt"]


def test_a_postponed_date_is_revived_under_the_same_name(client):
    date = make_date(title="Webinar")
    call_off(date, OccurrenceStatus.POSTPONED)
    assert titles(client) == ["UTSATT: Webinar"]
    date.status, date.cancelled_at, date.sequence = OccurrenceStatus.SCHEDULED, None, 2
    date.start, date.end = soon(30), soon(30) + timedelta(hours=1)
    date.save()
    found = unfolded(client.get(FEED).content)
    assert {"SUMMARY:Webinar", "STATUS:CONFIRMED", "SEQUENCE:2", f"UID:{date.uid}"} <= set(found)


def test_a_cancelled_date_outlives_its_page_and_one_that_nobody_saw_does_not(client):
    seen, unseen = make_date(title="Sett"), make_date(title="Usett", page_fields={"live": False})
    call_off(seen)
    call_off(unseen)
    seen.page.delete()
    unseen.page.delete()
    assert titles(client) == ["AVLYST: Sett"]
    Occurrence.objects.update(cancelled_at=timezone.now() - 91 * DAY)
    feeds.touch()
    assert titles(client) == []


def test_a_date_whose_page_is_deleted_is_called_off_in_the_calendars_that_have_it(client):
    series = make_series()
    date = make_date(title="Webinar", page_fields={"parent": series})
    make_date(title="Over", days=-3, page_fields={"parent": series})
    series.delete()
    assert titles(client) == ["AVLYST: Webinar"]
    date.refresh_from_db()
    assert (date.page, date.status, date.sequence) == (None, OccurrenceStatus.CANCELLED, 1)
    assert feeds.refresh([date]) == 0  # all that is left of it


# Stored entries -------------------------------------------------------------------------------------------------------
def assert_fresh():
    for date in feeds.with_pages(Occurrence.objects.filter(page__isnull=False)):
        assert date.ics == fragment(feeds.entry_of(date))


def changed_by(change):
    """Let something change; the entry must then be another, fresh, with a later stamp, and the state a higher one."""
    Occurrence.objects.update(modified_at=timezone.now() - DAY)
    feeds.refresh(Occurrence.objects.all(), timezone.now())
    before, number = Occurrence.objects.get(), FeedState.objects.get().number
    change()
    after = Occurrence.objects.get()
    assert after.ics != before.ics
    assert after.modified_at > before.modified_at
    assert FeedState.objects.get().number > number
    assert_fresh()
    return after.ics.replace("\r\n ", "")


def test_a_new_title_and_summary():
    page = make_date().page
    assert "SUMMARY:Nytt navn" in changed_by(lambda: publish(page, title="Nytt navn"))
    assert r"DESCRIPTION:Ny ingress\n\nhttp" in changed_by(lambda: publish(page, summary="Ny ingress"))


def test_a_new_address_of_its_own_and_of_a_page_above():
    series = make_series(title="Rekke", slug="rekke")
    page = make_date(page_fields={"parent": series, "slug": "webinar"}).page
    assert "/rekke/ny-adresse/" in changed_by(lambda: publish(page, slug="ny-adresse"))
    assert "/ny-rekke/ny-adresse/" in changed_by(lambda: publish(Page.objects.get(pk=series.pk), slug="ny-rekke"))
    index = make_event_index()
    assert "/arrangementer/ny-adresse/" in changed_by(lambda: Page.objects.get(pk=page.pk).move(index, "last-child"))


def test_a_series_is_moved():
    series = make_series(title="Rekke", slug="rekke")
    make_date(page_fields={"parent": series, "slug": "webinar"})
    other = make_page(type(make_event_index()), parent=make_standard_page(title="Arkiv", slug="arkiv"), slug="liste")
    moved = changed_by(lambda: Page.objects.get(pk=series.pk).move(other, "last-child"))
    assert "/arkiv/liste/rekke/webinar/" in moved


def test_an_organiser_gets_another_name_and_mailbox():
    organiser = make_organisation(name="Senteret")
    make_date(page_fields={"owner_organisation": organiser})
    organiser.name = "Nasjonalt senter"
    assert 'CN="Nasjonalt senter"' in changed_by(organiser.save)
    organiser.role, organiser.email = "Arrangører", "arr@senter.example"
    assert r"CONTACT:Arrangører\, arr@senter.example" in changed_by(organiser.save)


def test_a_category_gets_another_name():
    term = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemme", nb="Hjemme")
    make_date(page_fields={"terms": [term]})
    term.nb = "Heime"
    assert "CATEGORIES:Webinar,Heime" in changed_by(term.save)


def test_the_place_and_time_of_the_date_itself():
    date = make_date()
    date.refresh_from_db()

    def move():
        date.place, date.modified_at = "Alrek", timezone.now()
        date.save()

    assert "LOCATION:Alrek" in changed_by(move)
    assert date.ics == Occurrence.objects.get().ics  # so that saving it again writes nothing old


def test_what_changes_no_entry_writes_nothing():
    date = make_date()
    Occurrence.objects.update(modified_at=timezone.now() - DAY)
    feeds.refresh(Occurrence.objects.all())
    before, number = Occurrence.objects.get(), FeedState.objects.get().number
    page = date.page
    page.title = "Et utkast"
    page.save_revision()
    Occurrence.objects.get().save()
    feeds.refresh_all()
    after = Occurrence.objects.get()
    assert (after.ics, after.modified_at) == (before.ics, before.modified_at)
    assert FeedState.objects.get().number == number


def test_a_change_that_is_taken_back_leaves_entry_and_state_as_they_were():
    page = make_date().page
    before = Occurrence.objects.get().ics, FeedState.objects.get().number
    with transaction.atomic():
        publish(page, title="Nytt navn")
        assert Occurrence.objects.get().ics != before[0]
        transaction.set_rollback(True)
    assert (Occurrence.objects.get().ics, FeedState.objects.get().number) == before


def test_an_entry_in_each_language():
    make_date(title="Framsyning", page_fields={"written_standard": "nn"})
    make_date(title="Presentation", page_fields={"language": "en"})
    call_off(Occurrence.objects.first(), OccurrenceStatus.POSTPONED)
    call_off(Occurrence.objects.last())
    found = Occurrence.objects.order_by("pk").values_list("ics", flat=True)
    assert ["SUMMARY:UTSETT: Framsyning" in found[0], "SUMMARY:CANCELLED: Presentation" in found[1]] == [True, True]


def test_no_feed_holds_the_link_to_the_meeting(client):
    date = make_date(join_url="https://meet.example/secret")
    assert b"meet.example" not in client.get(FEED).content.replace(b"\r\n ", b"")
    assert b"meet.example" not in client.get(f"/arrangementer/kalender/{date.uid}.ics").content


def test_refreshing_costs_the_same_however_many():
    page = make_event()
    for _ in range(2):
        make_occurrence(page=page, start=soon())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            feeds.refresh(Occurrence.objects.all())
        return len(captured)

    few = queries()
    for _ in range(18):
        make_occurrence(page=page, start=soon())
    assert queries() == few
