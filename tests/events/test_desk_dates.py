"""The desk's pages of dates and participants."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import EventFormat, RegistrationState, Seat
from events.models import EventPage, EventSeriesPage, Occurrence, Registration
from tests.builders.admin import edit_url, said
from tests.builders.events import make_event, make_event_index, make_occurrence, make_registration, make_series
from tests.builders.html import soup
from tests.builders.jobs import waiting_mail
from tests.builders.organisers import organiser_client

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def soon():
    return timezone.now().replace(microsecond=0) + 10 * DAY


def main_text(response):
    """What stands below the head of a page of the desk."""
    return soup(response).find(class_="desk").get_text(" ")


def url(name, *args):
    return reverse(f"events_desk:{name}", args=args)


def test_the_overview_parts_coming_and_past_and_says_what_is_missing():
    client = organiser_client()
    make_occurrence(page=make_event(title="Kommer"), start=soon())
    held = make_event(title="Holdt", recorded=EventPage.Recorded.YES)
    make_occurrence(page=held, start=soon() - 30 * DAY)
    coming, past = (client.get(url("overview") + query).content.decode() for query in ("", "?past=1"))
    assert "Kommer" in coming
    assert "Holdt" not in coming
    assert "recording, captions, transcript" in past


def test_a_date_of_a_draft_is_not_said_to_be_held():
    client = organiser_client()
    make_occurrence(page=make_event(title="Skrives ennå", live=False), start=soon())
    shown = client.get(url("overview")).content.decode()
    assert "Draft" in shown
    assert "Will be held" not in shown


def test_the_pages_below_a_date_say_which_date_they_are_about():
    client, date = organiser_client(), make_occurrence(page=make_event(title="Om husene"), start=soon())
    for address in (url("check_in", date.pk), url("send", date.pk, "cancel"), url("edit_date", date.pk)):
        about = main_text(client.get(address))
        assert "Om husene" in about
        assert f"{timezone.localtime(date.start):%Y}" in about


def test_the_overview_costs_the_same_with_two_dates_and_with_ten(django_assert_max_num_queries):
    client, page = organiser_client(), make_event()
    for number in range(10):
        make_registration(occurrence=make_occurrence(page=page, start=soon() + number * DAY))
    with django_assert_max_num_queries(30):
        client.get(url("overview"))


def test_the_edit_form_of_the_page_leads_to_its_dates():
    client, date = organiser_client(), make_occurrence(start=soon())
    assert url("date", date.pk) in client.get(edit_url(date.page)).content.decode()


def test_somebody_who_rang_is_added_and_told():
    client, date = organiser_client(), make_occurrence(start=soon(), online_capacity=1)
    form = {"name": "Ola Ringte", "email": "ola@kommune.example", "seat": "online", "workplace": ""}
    answer = client.post(url("add", date.pk), form, follow=True)
    assert "with a seat" in said(answer)
    one = Registration.objects.get()
    assert (one.state, one.has_seat) == (RegistrationState.CONFIRMED, True)
    assert waiting_mail()[-1]["To"] == "ola@kommune.example"
    again = client.post(url("add", date.pk), form, follow=True)
    assert "registered already" in said(again)
    waits = client.post(url("add", date.pk), {**form, "email": ""}, follow=True)
    assert "waiting list" in said(waits)


def test_one_who_waits_gets_a_seat_when_there_is_one():
    client, date = organiser_client(), make_occurrence(start=soon(), online_capacity=0)
    one = make_registration(occurrence=date, has_seat=False)
    assert "No seat is free" in said(client.post(url("give_seat", one.pk), follow=True))
    Occurrence.objects.filter(pk=date.pk).update(online_capacity=1)
    client.post(url("give_seat", one.pk))
    one.refresh_from_db()
    assert one.has_seat


def test_to_cancel_somebody_asks_first_and_seats_the_next():
    client, date = organiser_client(), make_occurrence(start=soon(), online_capacity=1)
    one = make_registration(occurrence=date)
    other = make_registration(occurrence=date, email="ola@kommune.example", has_seat=False)
    client.get(url("cancel_participant", one.pk))
    one.refresh_from_db()
    assert one.state == RegistrationState.CONFIRMED
    client.post(url("cancel_participant", one.pk))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.has_seat) == (RegistrationState.CANCELLED, True)


def test_check_in_marks_and_takes_back():
    client, date = organiser_client(), make_occurrence(page=make_event(format=EventFormat.FYSISK), start=soon())
    one = make_registration(occurrence=date, seat=Seat.ROOM, name="Kari Ved-Døra")
    assert "Kari Ved-Døra" in client.get(url("check_in", date.pk)).content.decode()
    for value, came in (("1", True), ("0", False)):
        assert client.post(url("came", one.pk), {"came": value}).url.endswith(f"#p{one.pk}")
        one.refresh_from_db()
        assert (one.attended_at is not None) is came


SETTINGS = {"policy": "here", "registration_url": "", "deadline": "", "room_capacity": "", "join_url": ""}


def test_settings_change_without_a_mail_and_never_below_taken_seats():
    client, date = organiser_client(), make_occurrence(start=soon(), online_capacity=2)
    for email in ("kari@kommune.example", "ola@kommune.example"):
        make_registration(occurrence=date, email=email)
    form = {**SETTINGS, "online_capacity": "1", "join_url": "https://mote.example/x"}
    refused = client.post(url("edit_date", date.pk), form)
    assert "2 seats are taken" in refused.content.decode()
    date.refresh_from_db()
    assert (date.online_capacity, date.join_url) == (2, "")
    client.post(url("edit_date", date.pk), {**form, "online_capacity": "5", "closed": "on"})
    date.refresh_from_db()
    assert (date.online_capacity, date.join_url, date.closed) == (5, "https://mote.example/x", True)
    assert (date.sequence, waiting_mail()) == (0, [])


TIME = {**SETTINGS, "online_capacity": "", "begins": "09:00", "ends": "10:00", "every": "", "count": "1"}


def test_a_new_date_and_an_hour_that_does_not_exist():
    client, event = organiser_client(), make_event()
    client.post(url("new_date", event.pk), {**TIME, "first_day": "2027-02-04"})
    date = Occurrence.objects.get()
    assert timezone.localtime(date.start).isoformat() == "2027-02-04T09:00:00+01:00"
    gap = {**TIME, "first_day": "2027-03-28", "begins": "02:30", "ends": "03:30"}
    assert "does not exist" in client.post(url("new_date", event.pk), gap).content.decode()
    twice = {**TIME, "first_day": "2027-10-31", "begins": "02:30", "ends": "03:30"}
    assert "comes twice" in client.post(url("new_date", event.pk), twice).content.decode()
    assert Occurrence.objects.count() == 1


NEW = {**TIME, "title": "Digital hjemmeoppfølging", "kind": "webinar", "format": "digitalt", "first_day": "2027-02-04"}


def test_a_series_is_drafted_with_one_page_for_each_date():
    make_event_index()
    client = organiser_client()
    client.post(url("new"), {**NEW, "every": "month", "count": "3", "pages": "series"})
    series = EventSeriesPage.objects.get()
    events = EventPage.objects.child_of(series)
    assert (series.live, [one.live for one in events]) == (False, [False] * 3)
    days = [f"{timezone.localtime(one.occurrences.get().start):%d.%m %H}" for one in events]
    assert days == ["04.02 09", "04.03 09", "01.04 09"]
    assert client.get(url("series", series.pk)).status_code == 200
    client.post(url("more", series.pk), {**TIME, "first_day": "2027-05-06"})
    assert EventPage.objects.child_of(series).count() == 4


def test_repeated_content_is_one_page_with_its_dates():
    make_event_index()
    organiser_client().post(url("new"), {**NEW, "every": "week", "count": "2", "pages": "dates"})
    event = EventPage.objects.get()
    assert event.occurrences.count() == 2
    assert event.owner_organisation.name == "Bodø kommune"


def test_last_months_webinar_is_copied_in_one_step():
    client = organiser_client()
    page = make_event(title="Månedens webinar", parent=make_series(), recording_url="https://vimeo.com/1")
    date = make_occurrence(page=page, online_capacity=30, join_url="https://mote.example/x")
    make_registration(occurrence=date)
    client.post(url("copy", date.pk), {"day": "2026-04-02"})
    made = EventPage.objects.exclude(pk=page.pk).get()
    new = made.occurrences.get()
    assert (made.title, made.live, made.summary, made.recording_url) == (page.title, False, page.summary, "")
    assert timezone.localtime(new.start).hour == timezone.localtime(date.start).hour
    assert (new.online_capacity, new.join_url, new.online_taken, new.sequence) == (30, date.join_url, 0, 0)
    assert new.uid != date.uid


def test_only_a_date_that_nobody_has_seen_is_deleted():
    client = organiser_client()
    seen, unseen = make_occurrence(start=soon()), make_occurrence(page=make_event(live=False), start=soon())
    for one in (seen, unseen):
        client.post(url("delete_date", one.pk))
    assert list(Occurrence.objects.all()) == [seen]
