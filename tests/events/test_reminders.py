"""Reminders: when they are due by the clock on the wall, who gets one, and what is looked at again before it goes."""

from datetime import UTC, datetime, timedelta

import pytest

from events import reminders
from events.enums import OccurrenceStatus, Precision, RegistrationState
from events.models import Occurrence, Registration
from events.reminders import due, moment, remind_now, sweep
from hub.jobs.models import Job, JobState
from hub.jobs.schedule import entries
from hub.mail.models import OutgoingMail
from tests.builders.calendars import oslo
from tests.builders.events import make_occurrence, make_registration
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of, calendar_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
START = oslo("2026-06-11 09:00")
MINUTE = timedelta(minutes=1)


def make_one(*, start=START, date=None, **fields):
    """Somebody with a seat at a date of their own, confirmed long ago."""
    date = date or make_occurrence(start=start)
    return make_registration(occurrence=date, **{"confirmed_at": LONG_AGO, **fields})


def kinds_due(now):
    return sorted(kind for _, kind in due(now))


def remind_all(now):
    """What sweep and jobs do, at a moment of the test's choice."""
    return [remind_now(one.pk, kind, one.occurrence.sequence, now) for one, kind in list(due(now))]


@pytest.mark.parametrize(
    ("start", "week", "day"),
    [
        ("2026-06-11 09:00", "2026-06-04 09:00", "2026-06-10 09:00"),
        ("2026-03-30 09:00", "2026-03-23 09:00", "2026-03-29 09:00"),  # the clock goes forward on the 29th
        ("2026-10-26 09:00", "2026-10-19 09:00", "2026-10-25 09:00"),  # and back on the 25th
        ("2026-03-29 09:00", "2026-03-22 09:00", "2026-03-28 09:00"),
        ("2026-10-25 09:00", "2026-10-18 09:00", "2026-10-24 09:00"),
    ],
)
def test_they_are_due_at_the_hour_of_the_start_whatever_the_clocks_do(start, week, day):
    make_one(start=oslo(start))
    for kind, due_at in (("week", oslo(week)), ("day", oslo(day))):
        assert kind not in kinds_due(due_at - MINUTE)
        assert kinds_due(due_at) == [kind]


@pytest.mark.parametrize(("start", "hours"), [("2026-03-29 09:00", 23), ("2026-10-25 09:00", 25)])
def test_the_day_before_a_change_of_the_clock_has_other_hours(start, hours):
    date = make_occurrence(start=oslo(start))
    assert date.start.astimezone(UTC) - moment(date, "day").astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize("day", ["2026-03-22", "2026-03-30", "2026-10-25", "2026-10-26"])
def test_a_clock_that_runs_over_the_change_reminds_once_of_each(day):
    make_one(start=oslo(f"{day} 02:30" if day != "2026-10-25" else f"{day} 04:30"))
    now, until = oslo(f"{day} 12:00") - timedelta(days=9), oslo(f"{day} 12:00")
    sent = 0
    while now < until:
        sent += sum(remind_all(now))
        now += timedelta(hours=1)
    assert sent == 2
    assert [row.kind for row in OutgoingMail.objects.order_by("pk")] == ["reminder-week", "reminder-day"]


def test_whole_days_are_reminded_of_in_the_morning():
    date = make_occurrence(start=oslo("2026-06-11 00:00"), hours=48, precision=Precision.DAY)
    make_one(date=date)
    assert moment(date, "day") == oslo("2026-06-10 09:00")
    assert kinds_due(oslo("2026-06-10 09:00")) == ["day"]


def test_what_was_due_when_it_was_confirmed_is_skipped():
    due_at = START - timedelta(days=7)
    make_one(confirmed_at=due_at + MINUTE)
    assert kinds_due(due_at + 2 * MINUTE) == []
    assert kinds_due(START - timedelta(days=1)) == ["day"]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": RegistrationState.UNCONFIRMED, "confirmed_at": None},
        {"state": RegistrationState.CANCELLED, "has_seat": False},
        {"has_seat": False},
        {"anonymised_at": LONG_AGO},
        {"email": ""},
    ],
)
def test_who_does_not_come_is_not_reminded(fields):
    make_one(**fields)
    assert kinds_due(START - timedelta(days=1)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": OccurrenceStatus.CANCELLED},
        {"status": OccurrenceStatus.POSTPONED},
        {"precision": Precision.MONTH},
    ],
)
def test_a_date_that_does_not_hold_is_not_reminded_of(fields):
    make_one(date=make_occurrence(start=START, **fields))
    assert kinds_due(START - timedelta(days=1)) == []


def test_after_a_long_rest_a_reminder_goes_late_but_never_when_it_has_begun():
    make_one()
    assert kinds_due(START - timedelta(days=6, hours=1)) == ["week"]
    assert kinds_due(START - timedelta(days=6)) == []
    assert kinds_due(START - timedelta(hours=3)) == ["day"]
    assert kinds_due(START - timedelta(hours=1)) == []
    assert kinds_due(START) == []


def test_a_sweep_queues_each_once_and_the_next_finds_none():
    for number in range(3):
        make_one(date=Occurrence.objects.first(), email=f"p{number}@kommune.example")
    now = START - timedelta(days=1)
    assert sweep(now) == 3
    assert sweep(now) == 3  # before the jobs have run, and they merge
    assert Job.objects.filter(kind="events.remind", state=JobState.WAITING).count() == 3
    assert remind_all(now) == [True] * 3
    assert sweep(now + MINUTE) == 0
    assert remind_all(now) == []
    assert OutgoingMail.objects.count() == 3


def test_the_work_of_a_sweep_does_not_grow_with_the_dates_that_are_not_due(django_assert_num_queries):
    for days in (3, 4, 5):
        make_one(start=START + timedelta(days=days), email=f"p{days}@kommune.example")
    with django_assert_num_queries(1):
        sweep(START)


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        (Registration, {"state": RegistrationState.CANCELLED, "has_seat": False}),
        (Occurrence, {"status": OccurrenceStatus.CANCELLED}),
        (Occurrence, {"status": OccurrenceStatus.POSTPONED}),
        (Occurrence, {"sequence": 1}),
        (Occurrence, {"start": START + timedelta(days=1), "end": START + timedelta(days=1, hours=1)}),
    ],
)
def test_all_is_looked_at_again_when_the_job_runs(what, fields):
    row = make_one()
    what.objects.update(**fields)
    assert not remind_now(row.pk, "day", 0, START - timedelta(days=1))
    assert waiting_mail() == []


def test_a_date_that_was_moved_is_reminded_of_anew():
    row = make_one()
    assert remind_all(START - timedelta(days=1)) == [True]
    Occurrence.objects.update(
        start=START + timedelta(days=30), end=START + timedelta(days=30, hours=1), sequence=row.occurrence.sequence + 1
    )
    assert kinds_due(START) == []
    assert kinds_due(START + timedelta(days=29)) == ["day"]
    assert remind_all(START + timedelta(days=29)) == [True]
    assert len(waiting_mail()) == 2


def test_who_was_moved_up_after_it_was_due_is_not_told_twice():
    row = make_one()
    now = START - timedelta(hours=10)
    purpose = f"events.registration:{row.pk}"
    OutgoingMail.objects.create(mark="1", kind="promoted", purpose=purpose, content=b"", created_at=now)
    assert not remind_now(row.pk, "day", 0, now + MINUTE)
    OutgoingMail.objects.update(created_at=START - timedelta(days=2))
    assert remind_now(row.pk, "day", 0, now + MINUTE)


def test_what_it_says():
    row = make_one(date=make_occurrence(start=START, join_url="https://meeting.example/"))
    remind_now(row.pk, "day", 0, START - timedelta(days=1))
    (message,) = waiting_mail()
    text = body_of(message)
    assert "11. juni 2026 kl. 09.00" in text
    assert "/bli-med/" in text
    assert "/pamelding/avmeld/" in text
    assert calendar_of(message) is None  # the invitation is in the calendar already


def test_the_clock_leads_here():
    make_one(start=datetime.now(tz=UTC) + timedelta(hours=20))
    reminders.sweep_job()
    (job,) = Job.objects.filter(kind="events.remind")
    reminders.remind(*job.args)
    assert OutgoingMail.objects.get().kind == "reminder-day"
    assert "events.reminders" in {entry.name for entry in entries()}
