"""Seats are claimed by one UPDATE, and given on to the first in line as long as the line moves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from events import seats
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.line import end_of_line, line_moves, place_in_line
from events.models import Occurrence, Registration
from tests.builders.events import START, make_event, make_occurrence, make_registration
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)


def make_room(*, capacity=1, format_=EventFormat.FYSISK, **fields):
    return make_occurrence(page=make_event(format=format_), room_capacity=capacity, **fields)


def make_person(date, number, *, seat=Seat.ROOM, **fields):
    fields.setdefault("queued_at", NOW - timedelta(minutes=60 - number))
    return make_registration(occurrence=date, email=f"p{number}@kommune.example", seat=seat, **fields)


def seated(date):
    return sorted(Registration.objects.filter(occurrence=date, has_seat=True).values_list("email", flat=True))


def assert_counted(date):
    date.refresh_from_db()
    for seat in Seat:
        assert date.taken(seat) == date.registrations.filter(seat=seat, has_seat=True).count()


def test_a_seat_is_claimed_once():
    date = make_room(capacity=2)
    assert [seats.claim(date.pk, Seat.ROOM) for _ in range(3)] == [True, True, False]
    date.refresh_from_db()
    assert (date.room_taken, date.online_taken) == (2, 0)
    seats.release(date.pk, "room")
    assert seats.claim(date.pk, "room")


def test_without_a_capacity_there_is_room_for_all_and_with_none_for_nobody():
    date = make_room(capacity=0)
    assert not seats.claim(date.pk, Seat.ROOM)
    assert all(seats.claim(date.pk, Seat.ONLINE) for _ in range(5))


def test_a_seat_that_nobody_took_cannot_be_given_back():
    date = make_room()
    with pytest.raises(IntegrityError), transaction.atomic():
        seats.release(date.pk, Seat.ROOM)


def test_a_newcomer_overtakes_nobody():
    date = make_room(capacity=2)
    make_person(date, 1, has_seat=False)
    assert not seats.claim_in_turn(date.pk, Seat.ROOM)
    assert_counted(date)
    assert seats.claim_in_turn(date.pk, Seat.ONLINE)  # a line of its own


def test_the_first_in_line_gets_the_free_seat_and_a_mail():
    date = make_room(capacity=1)
    second = make_person(date, 2, has_seat=False)
    first = make_person(date, 1, has_seat=False)
    make_person(date, 0, has_seat=False, state=RegistrationState.UNCONFIRMED)
    assert (place_in_line(first), place_in_line(second)) == (1, 2)
    assert seats.promote(date, NOW) == [first]
    assert seats.promote(date, NOW) == []
    assert seated(date) == ["p1@kommune.example"]
    assert_counted(date)
    assert [mail["To"] for mail in waiting_mail()] == ["p1@kommune.example"]
    first.refresh_from_db()
    assert (place_in_line(first), place_in_line(second)) == (None, 1)


def test_of_two_who_came_at_the_same_moment_the_lower_number_is_first():
    date = make_room()
    one, two = (make_person(date, number, has_seat=False, queued_at=NOW) for number in (1, 2))
    assert [place_in_line(one), place_in_line(two)] == [1, 2]
    assert seats.promote(date, NOW) == [one]


def test_nobody_joins_the_line_before_one_who_is_in_it():
    date = make_room()
    assert end_of_line(date.pk, Seat.ROOM, NOW) == NOW
    make_person(date, 1, has_seat=False, queued_at=NOW + SECOND)
    assert end_of_line(date.pk, Seat.ROOM, NOW) == NOW + SECOND + timedelta(microseconds=1)
    assert end_of_line(date.pk, Seat.ROOM, NOW + DAY) == NOW + DAY
    assert end_of_line(date.pk, Seat.ONLINE, NOW) == NOW


def test_room_and_online_have_lines_of_their_own():
    date = make_room(capacity=1, format_=EventFormat.HYBRID, online_capacity=1)
    room = [make_person(date, number, has_seat=False) for number in (1, 2)]
    online = [make_person(date, number, seat=Seat.ONLINE, has_seat=False) for number in (3, 4)]
    assert seats.promote(date, NOW) == [room[0], online[0]]
    assert (place_in_line(room[1]), place_in_line(online[1])) == (1, 1)
    assert_counted(date)


@pytest.mark.parametrize(
    ("seat", "before", "moves"),
    [
        (Seat.ROOM, DAY + SECOND, True),
        (Seat.ROOM, DAY, False),
        (Seat.ROOM, timedelta(), False),
        (Seat.ONLINE, DAY, True),
        (Seat.ONLINE, SECOND, True),
        (Seat.ONLINE, timedelta(), False),
        (Seat.ONLINE, -SECOND, False),
    ],
)
def test_the_line_stops_a_day_before_the_room_and_at_the_start_online(seat, before, moves):
    date = make_room(capacity=1, format_=EventFormat.HYBRID, online_capacity=1)
    person = make_person(date, 1, seat=seat, has_seat=False)
    assert line_moves(date, seat, START - before) is moves
    assert seats.promote(date, START - before) == ([person] if moves else [])


@pytest.mark.parametrize("status", [OccurrenceStatus.POSTPONED, OccurrenceStatus.CANCELLED])
def test_the_line_stands_still_while_the_date_does_not_hold(status):
    date = make_room(capacity=1, status=status)
    make_person(date, 1, has_seat=False)
    assert seats.promote(date, NOW) == []


def test_a_raised_capacity_seats_as_many_as_wait():
    date = make_room(capacity=1)
    make_person(date, 0)
    waiting = [make_person(date, number, has_seat=False) for number in (1, 2, 3)]
    assert seats.set_capacity(date, Seat.ROOM, 3, NOW) == waiting[:2]
    assert (date.room_capacity, date.room_taken) == (3, 3)
    assert seats.set_capacity(date, Seat.ROOM, None, NOW) == waiting[2:]
    assert_counted(date)
    assert len(waiting_mail()) == 3


def test_a_capacity_below_the_taken_seats_is_refused():
    date = make_room(capacity=3)
    for number in (1, 2):
        make_person(date, number)
    with pytest.raises(seats.BelowTaken) as refused:
        seats.set_capacity(date, Seat.ROOM, 1, NOW)
    assert refused.value.taken == 2
    date.refresh_from_db()
    assert date.room_capacity == 3
    assert seats.set_capacity(date, Seat.ROOM, 2, NOW) == []


def test_the_organiser_can_seat_one_who_waits_when_the_line_has_stopped():
    date = make_room(capacity=2)
    first, second, third = (make_person(date, number, has_seat=False) for number in (1, 2, 3))
    assert seats.promote(date, START - SECOND) == []
    assert seats.give_seat(second)
    assert seats.give_seat(first)
    assert not seats.give_seat(third)
    assert seats.give_seat(first)  # has one
    assert_counted(date)
    assert len(waiting_mail()) == 2


def test_the_database_refuses_one_too_many():
    date = make_room(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=date.pk).update(room_taken=2)
