"""Moving, postponing, reviving and cancelling a date: nobody loses a place, everybody is told once."""

from datetime import datetime, timedelta

import pytest

from events.calendar import OSLO
from events.changes import CannotChange, cancel, message, move, postpone, recipients, revive
from events.enums import EventFormat, NoticeKind, OccurrenceStatus, RegistrationState, Seat
from events.feeds import in_feed
from events.models import FeedState, Notice, Occurrence, Registration
from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.worker import drain
from tests.builders.events import START, make_event, make_occurrence, make_registration
from tests.builders.hub import make_municipality
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
LATER = START + timedelta(days=14)
HOUR = timedelta(hours=1)


def seats(occurrence):
    occurrence.refresh_from_db()
    rows = Registration.objects.filter(occurrence=occurrence).order_by("pk").values_list("state", "has_seat", "version")
    return list(rows), occurrence.online_taken, occurrence.room_taken


def full_date(**fields):
    """One seat, one who has it, one who waits, one who never confirmed."""
    date = make_occurrence(online_capacity=1, **fields)
    made = {"created_at": NOW - HOUR}
    make_registration(occurrence=date, **made)
    make_registration(occurrence=date, email="ola@kommune.example", has_seat=False, **made)
    unconfirmed = {"state": RegistrationState.UNCONFIRMED, "has_seat": False}
    make_registration(occurrence=date, email="per@kommune.example", **unconfirmed, **made)
    return date


def addresses():
    return sorted(mail["To"] for mail in waiting_mail())


def test_to_move_keeps_seats_and_line_and_tells_who_comes_and_who_waits():
    date = full_date(deadline=START - timedelta(days=1))
    before, uid = seats(date), date.uid
    place = {"place": "Alrek helseklynge"}
    notice = move(date, LATER, LATER + HOUR, place=place, by=None, note="Vi fikk et bedre rom.", now=NOW)
    date.refresh_from_db()
    assert seats(date) == before
    assert (date.start, date.moved_from, date.deadline) == (LATER, START, LATER - timedelta(days=1))
    assert (date.place, date.uid, date.sequence, date.modified_at) == ("Alrek helseklynge", uid, 1, NOW)
    assert (notice.kind, notice.recipients, notice.sequence) == (NoticeKind.MOVED, 2, 1)
    drain(DATABASE_LANE)
    assert addresses() == ["kari@kommune.example", "ola@kommune.example"]
    assert "Vi fikk et bedre rom." in waiting_mail()[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("start", "new_start", "deadline"),
    [
        pytest.param((2026, 3, 24), (2026, 3, 31), (2026, 3, 24, 12), id="over the lost hour"),
        pytest.param((2026, 10, 20), (2026, 10, 27), (2026, 10, 20, 12), id="over the hour that comes twice"),
        pytest.param((2026, 3, 31), (2026, 3, 24), (2026, 3, 17, 12), id="back over the lost hour"),
    ],
)
@pytest.mark.parametrize("act", [move, revive])
def test_a_deadline_moves_along_by_the_clock_also_where_clocks_change_before_the_start(act, start, new_start, deadline):
    start, new_start = (datetime(*day, 10, tzinfo=OSLO) for day in (start, new_start))
    status = OccurrenceStatus.POSTPONED if act is revive else OccurrenceStatus.SCHEDULED
    a_week_before = (start - timedelta(days=7)).replace(hour=12)
    date = make_occurrence(start=start, deadline=a_week_before, status=status)
    act(date, new_start, new_start + HOUR, by=None, now=NOW)
    date.refresh_from_db()
    assert date.deadline == datetime(*deadline, tzinfo=OSLO)


def test_the_calendar_entry_is_renewed_in_the_same_transaction():
    date = make_occurrence()
    number = FeedState.objects.get(pk=1).number
    move(date, LATER, LATER + HOUR, by=None, now=NOW)
    date.refresh_from_db()
    assert "SEQUENCE:1\r\n" in date.ics
    assert "DTSTART;TZID=Europe/Oslo:20260317T100000" in date.ics
    assert FeedState.objects.get(pk=1).number > number


def test_a_place_that_moves_alone_leaves_the_time():
    municipality = make_municipality()
    date = make_occurrence(page=make_event(format=EventFormat.FYSISK), place="Rådhuset")
    move(date, date.start, date.end, place={"municipality": municipality}, by=None, now=NOW)
    date.refresh_from_db()
    assert (date.moved_from, date.place, date.municipality, date.sequence) == (None, "Rådhuset", municipality, 1)


def test_postponed_it_stands_as_cancelled_in_calendars_and_is_revived_under_the_same_uid():
    date = full_date()
    before = seats(date)
    postpone(date, by=None, note="Foreleseren er syk.", now=NOW)
    date.refresh_from_db()
    assert (date.status, date.cancelled_at, date.sequence) == (OccurrenceStatus.POSTPONED, NOW, 1)
    assert "STATUS:CANCELLED" in date.ics
    assert "SUMMARY:UTSATT: " in date.ics
    assert date in in_feed(NOW)
    revive(date, LATER, LATER + HOUR, by=None, now=NOW + HOUR)
    date.refresh_from_db()
    assert (date.status, date.cancelled_at, date.sequence, date.start) == (OccurrenceStatus.SCHEDULED, None, 2, LATER)
    assert "STATUS:CONFIRMED" in date.ics
    assert f"UID:{date.uid}" in date.ics.replace("\r\n ", "")
    assert seats(date) == before
    assert [one.kind for one in Notice.objects.all()] == [NoticeKind.MOVED, NoticeKind.POSTPONED]


def test_a_postponed_date_is_revived_after_its_old_time():
    date = make_occurrence(status=OccurrenceStatus.POSTPONED, cancelled_at=NOW)
    revive(date, LATER, LATER + HOUR, by=None, now=START + timedelta(days=2))
    date.refresh_from_db()
    assert date.start == LATER


def test_a_line_that_had_stopped_moves_again_after_a_move():
    date = make_occurrence(page=make_event(format=EventFormat.FYSISK), room_capacity=1)
    waiting = make_registration(occurrence=date, seat=Seat.ROOM, has_seat=False)
    move(date, LATER, LATER + HOUR, by=None, now=START - HOUR)
    waiting.refresh_from_db()
    assert waiting.has_seat


def test_cancelled_it_keeps_who_was_registered_and_stays_in_the_feeds():
    date = full_date()
    before = seats(date)
    cancel(date, by=None, note="For få påmeldte.", now=NOW)
    drain(DATABASE_LANE)
    date.refresh_from_db()
    assert seats(date) == before
    assert date.status == OccurrenceStatus.CANCELLED
    assert date in in_feed(NOW)
    assert addresses() == ["kari@kommune.example", "ola@kommune.example"]
    assert "SUMMARY:AVLYST: " in date.ics


def test_what_makes_no_sense_is_refused_and_changes_nothing():
    cancelled = make_occurrence(status=OccurrenceStatus.CANCELLED, cancelled_at=NOW)
    held, over = make_occurrence(), START + timedelta(days=1)
    refused = [
        lambda: cancel(cancelled, by=None, now=NOW),
        lambda: move(cancelled, LATER, LATER + HOUR, by=None, now=NOW),
        lambda: postpone(cancelled, by=None, now=NOW),
        lambda: revive(held, LATER, LATER + HOUR, by=None, now=NOW),
        lambda: move(held, NOW - HOUR, NOW, by=None, now=NOW),
        lambda: move(held, LATER, LATER + HOUR, by=None, now=over),
        lambda: postpone(held, by=None, now=over),
        lambda: cancel(held, by=None, now=over),
    ]
    for attempt in refused:
        with pytest.raises(CannotChange):
            attempt()
    assert not Notice.objects.exists()
    assert set(Occurrence.objects.values_list("sequence", flat=True)) == {0}


def test_a_message_changes_nothing_and_reaches_all_once():
    date = full_date()
    message(date, subject="Lenke til spørsmål", text="Send spørsmål på forhånd.", by=None, now=NOW)
    drain(DATABASE_LANE)
    drain(DATABASE_LANE)
    date.refresh_from_db()
    assert date.sequence == 0
    assert addresses() == ["kari@kommune.example", "ola@kommune.example"]


def test_who_leaves_before_the_mail_is_composed_gets_none():
    date = full_date()
    message(date, subject="Nytt", text="Hei", by=None, now=NOW)
    Registration.objects.filter(email="ola@kommune.example").update(state=RegistrationState.CANCELLED)
    drain(DATABASE_LANE)
    assert addresses() == ["kari@kommune.example"]


def test_who_rang_and_has_no_address_is_no_recipient():
    date = make_occurrence()
    make_registration(occurrence=date, email="")
    assert not recipients(date).exists()
