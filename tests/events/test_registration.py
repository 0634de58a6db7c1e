"""Registering, confirming and cancelling, as the participant meets them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from events import registration as registrations
from events.answers import Outcome
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.line import place_in_line
from events.models import AccessNeeds, LaterInterest, Occurrence, Registration
from events.registration import cancel, confirm, known_at, made_once, register
from tests.builders.events import START, make_event, make_occurrence, make_registration
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
MINUTE = timedelta(minutes=1)
KARI = "kari@kommune.example"


def make_room(*, capacity=1, format_=EventFormat.FYSISK, **fields):
    return make_occurrence(page=make_event(format=format_), room_capacity=capacity, **fields)


def ask(*dates, email=KARI, now=NOW, seat_of=None, **fields):
    return register(dates, name=" Kari Eksempel ", email=email, seat_of=seat_of or {}, now=now, **fields)


def asked(date, number, now=NOW):
    return ask(date, email=f"p{number}@kommune.example", now=now).answers[0].registration


def assert_counted(date):
    date.refresh_from_db()
    for seat in Seat:
        assert date.taken(seat) == date.registrations.filter(seat=seat, has_seat=True).count()


def test_it_begins_unconfirmed_with_a_seat_and_one_mail():
    date = make_room()
    told = ask(date, email=" Kari@Kommune.example ", workplace="Legekontoret", language="nn", needs=["step-free"])
    (answer,) = told.answers
    row = Registration.objects.get()
    assert (answer.outcome, answer.registration) == (Outcome.UNCONFIRMED, row)
    assert (row.state, row.has_seat, row.seat) == ("unconfirmed", True, "room")
    assert (row.name, row.email, row.email_key) == ("Kari Eksempel", "Kari@Kommune.example", KARI)
    assert (row.submission, row.workplace, row.language) == (told.id, "Legekontoret", "nn")
    assert (row.created_at, row.queued_at) == (NOW, NOW)
    assert AccessNeeds.objects.get().needs == ["step-free"]
    assert_counted(date)
    (mail,) = waiting_mail()
    assert mail["To"] == "Kari@Kommune.example"
    assert mail["Content-Language"] == "nn"


def test_when_it_is_full_it_is_unconfirmed_without_a_seat():
    date = make_room(capacity=1)
    first, second = asked(date, 1), asked(date, 2)
    assert (first.has_seat, second.has_seat) == (True, False)
    assert second.state == RegistrationState.UNCONFIRMED
    assert_counted(date)


def test_a_seat_that_is_free_is_not_a_newcomers_while_somebody_waits():
    date = make_occurrence(online_capacity=2)
    make_registration(occurrence=date, has_seat=False)
    assert not asked(date, 1).has_seat


def test_the_same_address_again_changes_nothing_and_is_told_the_same():
    date = make_room(capacity=5)
    first = ask(date, workplace="Her")
    again = ask(date, email=KARI.upper(), workplace="Der", later=True, needs=["hearing-loop"], now=NOW + MINUTE)
    assert [answer.outcome for answer in again.answers] == [Outcome.ALREADY]
    assert again.registrations == first.registrations
    row = Registration.objects.get()
    assert (row.workplace, row.wants_later, row.created_at) == ("Her", False, NOW)
    assert not AccessNeeds.objects.exists()
    assert_counted(date)
    assert len(waiting_mail()) == 2  # the link to confirm, again
    confirm(row, NOW)
    ask(date)
    assert len(waiting_mail()) == 4
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


def test_of_two_submissions_at_the_same_moment_one_is_undone(monkeypatch):
    date = make_room(capacity=5)
    ask(date)
    monkeypatch.setattr(registrations, "known_at", lambda *_: {})  # read before the other had committed
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(date)
    monkeypatch.undo()
    found = made_once(date, KARI, lambda: make_registration(occurrence=date))
    assert found == (Registration.objects.get(), False)
    assert_counted(date)


def test_after_cancelling_one_can_register_again():
    date = make_room()
    first = asked(date, 1)
    confirm(first, NOW)
    cancel(first, NOW)
    second = asked(date, 1)
    assert second.pk != first.pk
    assert second.has_seat
    assert known_at([date], "p1@kommune.example") == {date.pk: second}


def test_the_dates_of_a_series_are_decided_alone_and_answered_by_one_mail():
    free, full, closed = make_room(), make_room(), make_room(closed=True)
    asked(full, 1)
    mails = len(waiting_mail())
    told = ask(closed, full, free)
    assert [(answer.occurrence, answer.outcome) for answer in told.answers] == [
        (free, Outcome.UNCONFIRMED),
        (full, Outcome.UNCONFIRMED),
        (closed, Outcome.REFUSED),
    ]
    assert [row.has_seat for row in told.registrations] == [True, False]
    assert {row.submission for row in told.registrations} == {told.id}
    assert len(waiting_mail()) == mails + 1


@pytest.mark.parametrize(
    ("fields", "now"),
    [
        ({"closed": True}, NOW),
        ({"deadline": NOW}, NOW),
        ({"status": OccurrenceStatus.CANCELLED}, NOW),
        ({"policy": "invitation"}, NOW),
        ({}, START + timedelta(hours=1)),
        ({"room_capacity": 0}, START - timedelta(hours=24)),  # full, and the line has stopped
    ],
)
def test_a_date_that_takes_nobody_says_so_to_known_and_unknown_addresses(fields, now):
    date = make_room()
    ask(date)
    cancelled_mail = len(waiting_mail())
    Registration.objects.update(has_seat=False)
    Occurrence.objects.update(**{"room_taken": 0, **fields})
    for email in (KARI, "ola@kommune.example"):
        (answer,) = ask(date, email=email, now=now).answers
        assert (answer.outcome, answer.registration) == (Outcome.REFUSED, None)
    assert Registration.objects.count() == 1
    assert len(waiting_mail()) == cancelled_mail


def test_a_hybrid_date_wants_to_know_which_seat():
    date = make_room(format_=EventFormat.HYBRID)
    with pytest.raises(ValueError, match="room, online"):
        ask(date)
    with pytest.raises(ValueError, match="room"):
        ask(make_room(), seat_of={date.pk + 1: Seat.ONLINE})
    assert ask(date, seat_of={date.pk: "online"}).answers[0].registration.seat == Seat.ONLINE
    date.refresh_from_db()
    assert (date.room_taken, date.online_taken) == (0, 1)


def test_confirming_takes_the_seat_that_is_held():
    date = make_room()
    row = asked(date, 1)
    answer = confirm(row, NOW + MINUTE)
    assert (answer.outcome, answer.seat_was_lost) == (Outcome.SEAT, False)
    row.refresh_from_db()
    assert (row.state, row.has_seat, row.confirmed_at) == ("confirmed", True, NOW + MINUTE)
    assert_counted(date)
    assert len(waiting_mail()) == 2


def test_confirming_twice_changes_nothing_and_sends_nothing():
    date = make_room()
    row = asked(date, 1)
    confirm(row, NOW)
    assert confirm(row, NOW + MINUTE).outcome == Outcome.SEAT
    row.refresh_from_db()
    assert row.confirmed_at == NOW
    assert_counted(date)
    assert len(waiting_mail()) == 2


def test_who_confirms_takes_what_is_free_by_then():
    date = make_room(capacity=1)
    holder, later = asked(date, 1), asked(date, 2)
    cancel(holder, NOW)
    assert confirm(later, NOW).outcome == Outcome.SEAT
    assert_counted(date)


def test_who_confirms_when_it_is_full_waits_in_the_order_of_confirming():
    date = make_room(capacity=1)
    _, early, late = asked(date, 1), asked(date, 2), asked(date, 3)
    assert confirm(late, NOW + MINUTE).outcome == Outcome.WAITING
    assert confirm(early, NOW + 2 * MINUTE).outcome == Outcome.WAITING
    assert [place_in_line(row) for row in (late, early)] == [1, 2]
    assert late.queued_at == NOW + MINUTE


def test_nobody_is_set_back_in_line_by_one_whose_click_was_slow():
    date = make_room(capacity=0)
    quick, slow = asked(date, 1), asked(date, 2)
    confirm(quick, NOW + MINUTE)
    confirm(slow, NOW)  # clicked before, but had to wait
    assert [place_in_line(row) for row in (quick, slow)] == [1, 2]


def test_it_is_too_late_to_confirm_when_the_date_is_over_or_cancelled():
    date = make_room()
    row = asked(date, 1)
    assert confirm(row, START + timedelta(hours=1)).outcome == Outcome.REFUSED
    Occurrence.objects.update(status=OccurrenceStatus.CANCELLED)
    assert confirm(row, NOW).outcome == Outcome.REFUSED
    Occurrence.objects.update(status=OccurrenceStatus.POSTPONED)
    assert confirm(row, NOW).outcome == Outcome.SEAT


def test_later_events_are_wished_for_only_by_who_confirms():
    date = make_room()
    row = ask(date, later=True, language="en").registrations[0]
    assert row.wants_later
    assert not LaterInterest.objects.exists()
    confirm(row, NOW)
    interest = LaterInterest.objects.get()
    assert (interest.organisation, interest.email_key) == (date.page.owner_organisation, KARI)
    assert (interest.language, interest.created_at) == ("en", NOW)
    row.refresh_from_db()
    assert not row.wants_later


def test_cancelling_seats_the_first_in_line():
    date = make_room(capacity=1)
    rows = [asked(date, number) for number in (1, 2, 3)]
    for number, row in enumerate(rows):
        confirm(row, NOW + number * MINUTE)
    before = len(waiting_mail())
    assert cancel(rows[0], NOW + timedelta(hours=1)) == [rows[1]]
    row = Registration.objects.get(pk=rows[0].pk)
    assert (row.state, row.has_seat, row.version) == ("cancelled", False, 2)
    assert row.cancelled_at == NOW + timedelta(hours=1)
    rows[2].refresh_from_db()
    assert place_in_line(rows[2]) == 1
    assert_counted(date)
    assert [mail["To"] for mail in waiting_mail()[before:]] == ["p1@kommune.example", "p2@kommune.example"]


def test_cancelling_too_near_the_date_leaves_the_seat_empty():
    date = make_room(capacity=1)
    rows = [asked(date, number) for number in (1, 2)]
    for row in rows:
        confirm(row, NOW)
    assert cancel(rows[0], START - timedelta(hours=24)) == []
    assert_counted(date)
    assert date.room_taken == 0


def test_cancelling_twice_or_when_it_is_over_changes_nothing():
    date = make_room()
    row = asked(date, 1)
    confirm(row, NOW)
    assert cancel(row, START + timedelta(hours=1)) == []
    assert row.state == RegistrationState.CONFIRMED
    cancel(row, NOW)
    sent = len(waiting_mail())
    assert cancel(row, NOW + MINUTE) == []
    row.refresh_from_db()
    assert (row.version, row.cancelled_at) == (2, NOW)
    assert_counted(date)
    assert len(waiting_mail()) == sent


def test_who_cancels_unconfirmed_gets_no_mail_and_leaves_no_needs():
    date = make_room()
    row = ask(date, needs=["companion"]).registrations[0]
    cancel(row, NOW)
    assert len(waiting_mail()) == 1
    assert not AccessNeeds.objects.exists()
    assert confirm(row, NOW).outcome == Outcome.REFUSED
    assert_counted(date)


def test_who_waits_and_cancels_frees_no_seat():
    date = make_room(capacity=1)
    rows = [asked(date, number) for number in (1, 2, 3)]
    for row in rows:
        confirm(row, NOW)
    assert cancel(rows[1], NOW) == []
    assert place_in_line(rows[2]) == 1
    assert_counted(date)


def test_nothing_is_registered_when_the_mail_cannot_be_composed():
    date = make_room()
    with pytest.raises(ValueError, match="@"):
        ask(date, email="nobody")
    assert not Registration.objects.exists()
    assert_counted(date)
