"""What a date says to somebody who wants to register."""

from datetime import timedelta

import pytest

from events.doorway import DoorState, doorways, offered, state_of
from events.enums import EventFormat, OccurrenceStatus, RegistrationPolicy, Seat
from events.models import Occurrence
from tests.builders.events import START, make_event, make_occurrence, make_registration

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
SECOND = timedelta(seconds=1)
ELSEWHERE = {"policy": RegistrationPolicy.ELSEWHERE, "registration_url": "https://organiser.example/"}


@pytest.mark.parametrize(
    ("fields", "now", "state"),
    [
        ({}, NOW, DoorState.OPEN),
        ({}, START + timedelta(hours=1) - SECOND, DoorState.OPEN),
        ({}, START + timedelta(hours=1), DoorState.PAST),
        ({"status": OccurrenceStatus.CANCELLED}, START + timedelta(days=1), DoorState.CANCELLED),
        ({"status": OccurrenceStatus.POSTPONED}, NOW, DoorState.POSTPONED),
        ({"closed": True}, NOW, DoorState.CLOSED),
        ({"deadline": NOW + SECOND}, NOW, DoorState.OPEN),
        ({"deadline": NOW}, NOW, DoorState.DEADLINE_PASSED),
        ({"policy": RegistrationPolicy.NONE}, NOW, DoorState.NONE),
        ({"policy": RegistrationPolicy.INVITATION, "deadline": NOW}, NOW, DoorState.INVITATION),
        (ELSEWHERE, NOW, DoorState.ELSEWHERE),
        ({**ELSEWHERE, "deadline": NOW}, NOW, DoorState.DEADLINE_PASSED),
        (ELSEWHERE, START + timedelta(days=1), DoorState.PAST),
    ],
)
def test_each_state(fields, now, state):
    doorway = state_of(make_occurrence(**fields), now)
    assert doorway.state == state
    assert doorway.is_open == (state == DoorState.OPEN)
    assert doorway.deadline == fields.get("deadline")
    assert doorway.address == fields.get("registration_url", "")


def test_a_full_date_has_a_line_until_it_stops():
    date = make_occurrence(page=make_event(format=EventFormat.FYSISK), room_capacity=1)
    assert state_of(date, NOW).of(Seat.ROOM).left == 1
    make_registration(occurrence=date, seat=Seat.ROOM)
    make_registration(occurrence=date, seat=Seat.ROOM, has_seat=False, email="ola@kommune.example")
    doorway = state_of(date, NOW)
    assert (doorway.state, doorway.is_open, doorway.has_free) == (DoorState.FULL_WAITING, True, False)
    assert (doorway.of(Seat.ROOM).left, doorway.of(Seat.ROOM).waiting) == (0, 1)
    assert doorway.accepts(Seat.ROOM)
    late = state_of(date, START - timedelta(hours=24))
    assert (late.state, late.is_open, late.accepts(Seat.ROOM)) == (DoorState.FULL, False, False)


def test_a_free_seat_is_not_offered_over_the_heads_of_those_who_wait():
    date = make_occurrence(page=make_event(format=EventFormat.FYSISK), room_capacity=1)
    make_registration(occurrence=date, seat=Seat.ROOM, has_seat=False)
    assert state_of(date, START - SECOND).state == DoorState.FULL
    assert state_of(date, START - SECOND).of(Seat.ROOM).left == 0


def test_room_and_online_are_told_apart():
    date = make_occurrence(page=make_event(format=EventFormat.HYBRID), room_capacity=1)
    make_registration(occurrence=date, seat=Seat.ROOM)
    doorway = state_of(date, START - SECOND)
    assert doorway.state == DoorState.OPEN
    assert [(places.seat, places.left) for places in doorway.places] == [(Seat.ROOM, 0), (Seat.ONLINE, None)]
    assert (doorway.accepts(Seat.ROOM), doorway.accepts(Seat.ONLINE)) == (False, True)


def test_the_kinds_of_seats_follow_the_format_or_else_the_place():
    online = make_occurrence(page=make_event(format=EventFormat.DIGITALT))
    assert offered(online) == (Seat.ONLINE,)
    assert not state_of(online, NOW).accepts(Seat.ROOM)
    unsaid = make_event(format="")
    assert offered(make_occurrence(page=unsaid)) == (Seat.ONLINE,)
    assert offered(make_occurrence(page=unsaid, place="Bodø")) == (Seat.ROOM,)
    assert offered(Occurrence()) == (Seat.ONLINE,)


@pytest.mark.parametrize("number", [2, 20])
def test_many_dates_cost_one_query(number, django_assert_num_queries):
    page = make_event(format=EventFormat.FYSISK)
    for day in range(number):
        make_registration(occurrence=make_occurrence(page=page, start=START + timedelta(days=day)), seat=Seat.ROOM)
    dates = list(Occurrence.objects.select_related("page"))
    with django_assert_num_queries(1):
        assert len(doorways(dates, NOW)) == number
    with django_assert_num_queries(0):
        doorways([date for date in dates if date.policy == RegistrationPolicy.NONE], NOW)
