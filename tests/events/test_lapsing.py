"""A seat that nobody confirms goes to somebody who waits, after 30 minutes and no sooner."""

from datetime import timedelta

import pytest

from events import lapsing
from events.answers import Outcome
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.line import place_in_line
from events.models import Occurrence
from events.registration import confirm, register
from hub.jobs import schedule
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from tests.builders.events import START, make_event, make_occurrence, make_registration

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
HALF_HOUR = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


def make_room(*, capacity=1, **fields):
    return make_occurrence(page=make_event(format=EventFormat.FYSISK), room_capacity=capacity, **fields)


def asked(date, number, now=NOW):
    told = register([date], name="Kari", email=f"p{number}@kommune.example", seat_of={}, now=now)
    return told.answers[0].registration


def waiting(date, number, now=NOW):
    row = asked(date, number, now)
    confirm(row, now)
    return row


def assert_counted(date):
    date.refresh_from_db()
    assert date.room_taken == date.registrations.filter(has_seat=True).count()


def test_it_lapses_after_30_minutes_when_somebody_waits():
    date = make_room()
    slow, first = asked(date, 1), waiting(date, 2)
    assert lapsing.release_unconfirmed(date, NOW + HALF_HOUR - SECOND) == []
    assert lapsing.release_unconfirmed(date, NOW + HALF_HOUR) == [first]
    slow.refresh_from_db()
    assert (slow.state, slow.has_seat, slow.seat_lost_at) == ("unconfirmed", False, NOW + HALF_HOUR)
    assert_counted(date)


def test_it_never_lapses_while_nobody_waits():
    date = make_room()
    slow = asked(date, 1)
    asked(date, 2)  # unconfirmed: waits for nothing yet
    assert lapsing.release_unconfirmed(date, NOW + timedelta(days=3)) == []
    assert confirm(slow, NOW + timedelta(days=3)).outcome == Outcome.SEAT


def test_no_more_lapse_than_wait_and_the_longest_held_first():
    date = make_room(capacity=3)
    newest, oldest, middle = (asked(date, number, NOW - number * SECOND) for number in (1, 3, 2))
    first = waiting(date, 4)
    assert lapsing.release_unconfirmed(date, NOW + HALF_HOUR) == [first]
    for row, has_seat in ((oldest, False), (middle, True), (newest, True)):
        row.refresh_from_db()
        assert row.has_seat is has_seat


def test_a_second_submission_does_not_hold_the_seat_longer():
    date = make_room()
    asked(date, 1)
    first = waiting(date, 2)
    asked(date, 1, NOW + HALF_HOUR - SECOND)
    assert lapsing.release_unconfirmed(date, NOW + HALF_HOUR) == [first]


def test_late_confirmation_takes_a_waiting_place_and_says_so():
    date = make_room()
    slow = asked(date, 1)
    waiting(date, 2)
    lapsing.release_unconfirmed(date, NOW + HALF_HOUR)
    answer = confirm(slow, NOW + timedelta(hours=1))
    assert (answer.outcome, answer.seat_was_lost) == (Outcome.WAITING, True)
    assert place_in_line(slow) == 1
    assert_counted(date)


def test_late_confirmation_takes_a_seat_that_is_free_again():
    date = make_room()
    slow = asked(date, 1)
    waiting(date, 2)
    lapsing.release_unconfirmed(date, NOW + HALF_HOUR)
    Occurrence.objects.update(room_capacity=2)
    answer = confirm(slow, NOW + timedelta(hours=1))
    assert (answer.outcome, answer.seat_was_lost) == (Outcome.SEAT, True)
    assert_counted(date)


def test_each_kind_of_seat_has_its_own_line():
    date = make_occurrence(page=make_event(format=EventFormat.HYBRID), room_capacity=1, online_capacity=0)
    held = make_registration(
        occurrence=date, seat=Seat.ROOM, state=RegistrationState.UNCONFIRMED, created_at=NOW - HALF_HOUR
    )
    make_registration(occurrence=date, seat=Seat.ONLINE, has_seat=False, email="p2@kommune.example")
    assert lapsing.release_unconfirmed(date, NOW) == []
    held.refresh_from_db()
    assert held.has_seat


def test_nothing_lapses_when_the_line_has_stopped():
    date = make_room()
    asked(date, 1)
    waiting(date, 2)
    late = START - timedelta(hours=24)
    assert lapsing.release_unconfirmed(date, late) == []
    assert list(lapsing.movable(late)) == []
    assert list(lapsing.movable(late - SECOND)) == [date]


def test_each_minute_only_dates_whose_line_can_move_get_a_job():
    quiet, lapsing_date, moved = make_room(), make_room(), make_room()
    asked(quiet, 1)
    asked(lapsing_date, 1)
    waiting(lapsing_date, 2)
    asked(moved, 1)
    waiting(moved, 2)
    assert lapsing.sweep(NOW) == 0
    Occurrence.objects.filter(pk=moved.pk).update(room_capacity=2)  # as when its line had stood still
    assert list(lapsing.movable(NOW)) == [moved]
    assert lapsing.sweep(NOW + HALF_HOUR) == 2
    assert lapsing.sweep(NOW + HALF_HOUR) == 2  # equal jobs merge
    assert Job.objects.filter(kind="events.move_line").count() == 2
    Occurrence.objects.filter(pk=moved.pk).update(status=OccurrenceStatus.POSTPONED)
    assert list(lapsing.movable(NOW + HALF_HOUR)) == [lapsing_date]


def test_the_job_moves_the_line():
    assert {"events.lines"} <= {entry.name for entry in schedule.entries()}
    date = make_room(start=START + timedelta(days=365 * 30))  # the job looks at the real clock
    slow, first = asked(date, 1), waiting(date, 2)
    lapsing.sweep_job()
    drain()
    assert Job.objects.get(kind="events.move_line").state == JobState.DONE
    first.refresh_from_db()
    slow.refresh_from_db()
    assert (first.has_seat, slow.has_seat) == (True, False)
