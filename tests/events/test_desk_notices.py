"""Every notice shows recipients and the mail first; deletion is no way around it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from events.deletion import StillExpected
from events.enums import OccurrenceStatus, RegistrationState
from events.models import EventPage, Notice, Occurrence
from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.worker import drain
from tests.builders.accounts import make_editor
from tests.builders.admin import editor_client, said
from tests.builders.events import make_event, make_event_index, make_occurrence, make_registration, make_series
from tests.builders.jobs import waiting_mail
from tests.builders.organisers import organiser_client

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def coming(**fields):
    start = timezone.now().replace(microsecond=0) + 10 * DAY
    return make_occurrence(start=start, **fields)


def send_url(date, kind):
    return reverse("events_desk:send", args=[date.pk, kind])


MOVE = {"first_day": "2027-03-04", "begins": "12:00", "ends": "13:00", "last_day": "", "place": "", "address": ""}
FORMS = {
    "move": {**MOVE, "municipality": "", "note": "Nytt tidspunkt."},
    "postpone": {"note": "Foreleser er syk."},
    "cancel": {"note": "Avlyst."},
    "message": {"kind": "message", "subject": "Spørsmål", "text": "Send inn spørsmål."},
}


@pytest.mark.parametrize("kind", FORMS)
def test_it_is_shown_first_and_sent_by_the_second_click_only_once(kind):
    client, date = organiser_client(), coming()
    make_registration(occurrence=date, name="Kari Mottaker")
    assert client.get(send_url(date, kind)).status_code == 200
    shown = client.post(send_url(date, kind), {**FORMS[kind], "step": "preview"})
    text = shown.content.decode()
    assert "Kari Mottaker" in text
    assert FORMS[kind].get("note", FORMS[kind].get("text")) in text
    date.refresh_from_db()
    assert (date.sequence, Notice.objects.count(), waiting_mail()) == (0, 0, [])
    sent = {**FORMS[kind], "step": "send", "seen": shown.context["seen"]}
    client.post(send_url(date, kind), sent)
    client.post(send_url(date, kind), sent)
    drain(DATABASE_LANE)
    assert Notice.objects.count() == 1
    assert [mail["To"] for mail in waiting_mail()] == ["kari@kommune.example"]


def test_the_preview_of_a_move_has_the_new_time_and_changes_nothing():
    client, date = organiser_client(), coming()
    before = date.start
    text = client.post(send_url(date, "move"), {**FORMS["move"], "step": "preview"}).content.decode()
    assert "12.00" in text or "12:00" in text
    date.refresh_from_db()
    assert date.start == before


def test_a_test_reaches_only_oneself():
    client, date = organiser_client(), coming()
    make_registration(occurrence=date)
    client.post(send_url(date, "cancel"), {**FORMS["cancel"], "step": "test"})
    [mail] = waiting_mail()
    assert mail["To"] == "arrangor@example.org"
    assert mail["Subject"].startswith("[Test] ")
    assert "text/calendar" not in mail.as_string()
    date.refresh_from_db()
    assert (date.status, Notice.objects.count()) == (OccurrenceStatus.SCHEDULED, 0)


def test_an_organiser_who_takes_part_can_rehearse_too():
    client, date = organiser_client(), coming()
    one = make_registration(occurrence=date, email="arrangor@example.org")
    assert client.post(send_url(date, "cancel"), {**FORMS["cancel"], "step": "preview"}).status_code == 200
    one.refresh_from_db()
    assert one.email_key == "arrangor@example.org"


def test_a_postponed_date_gets_a_new_one_and_a_cancelled_none():
    client, date = organiser_client(), coming(status=OccurrenceStatus.POSTPONED, cancelled_at=timezone.now())
    seen = client.post(send_url(date, "revive"), {**FORMS["move"], "step": "preview"}).context["seen"]
    client.post(send_url(date, "revive"), {**FORMS["move"], "step": "send", "seen": seen})
    date.refresh_from_db()
    assert (date.status, f"{timezone.localtime(date.start):%d.%m %H}") == (OccurrenceStatus.SCHEDULED, "04.03 12")
    cancelled = coming(status=OccurrenceStatus.CANCELLED, cancelled_at=timezone.now())
    refused = client.post(send_url(cancelled, "move"), {**FORMS["move"], "step": "preview"})
    assert "Only a date that will be held" in refused.content.decode()


def test_an_hour_that_does_not_exist_is_refused_in_words():
    client, date = organiser_client(), coming()
    form = {**FORMS["move"], "first_day": "2027-03-28", "begins": "02:30", "ends": "04:00", "step": "preview"}
    assert "does not exist" in client.post(send_url(date, "move"), form).content.decode()


# Deletion -------------------------------------------------------------------------------------------------------------
def expected():
    series = make_series()
    page = make_event(parent=series)
    date = coming(page=page)
    make_registration(occurrence=date)
    return series, page, date


def test_no_way_of_deleting_takes_a_date_that_people_are_registered_for():
    series, page, date = expected()
    client = editor_client(user=make_editor(is_superuser=True))
    for one in (page, series):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[one.pk]), follow=True)
        assert "Cancel the date with notice first" in said(answer)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for one in (page, series):
        answer = client.post(f"{bulk}?id={one.pk}&next=/admin/pages/", {"next": "/admin/pages/"}, follow=True)
        assert "Cancel the date with notice first" in said(answer)
    for one in (page, series, make_event_index()):
        with pytest.raises(StillExpected), transaction.atomic():
            one.delete()
    assert EventPage.objects.filter(pk=page.pk).exists()
    date.refresh_from_db()
    assert (date.page_id, date.status) == (page.pk, OccurrenceStatus.SCHEDULED)


def test_a_postponed_date_counts_although_its_time_has_passed():
    page = make_event()
    date = make_occurrence(page=page, status=OccurrenceStatus.POSTPONED, cancelled_at=timezone.now())
    make_registration(occurrence=date)
    with pytest.raises(StillExpected):
        page.delete()


def test_after_cancelling_the_page_goes_and_the_entry_stays():
    _series, page, date = expected()
    Occurrence.objects.filter(pk=date.pk).update(status=OccurrenceStatus.CANCELLED, cancelled_at=timezone.now())
    page.delete()
    date.refresh_from_db()
    assert (date.page_id, bool(date.ics)) == (None, True)


def test_those_who_have_cancelled_hold_nobody_up():
    page = make_event()
    make_registration(occurrence=coming(page=page), state=RegistrationState.CANCELLED, has_seat=False)
    page.delete()
    assert not EventPage.objects.exists()
