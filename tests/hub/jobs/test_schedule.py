from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.jobs import schedule
from hub.jobs.kinds import job
from hub.jobs.models import Job, ScheduleEntry
from hub.jobs.schedule import Entry

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


@job("test.scheduled")
def nothing():
    """Does nothing."""


@pytest.fixture
def only_ours(monkeypatch):
    monkeypatch.setattr(schedule, "_entries", {})
    schedule.every("test.minutely", nothing, timedelta(minutes=1))


def test_an_interval_keeps_to_its_grid():
    entry = Entry("x", nothing, interval=timedelta(minutes=5))
    assert entry.following(NOON) == NOON + timedelta(minutes=5)
    assert entry.following(NOON + timedelta(minutes=4, seconds=59)) == NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), datetime(2026, 3, 2, 2, 10, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 10, tzinfo=UTC), datetime(2026, 3, 3, 2, 10, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 10, tzinfo=UTC)),  # summer time begins
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 2, 10, tzinfo=UTC)),  # and ends
    ],
)
def test_a_daily_entry_keeps_to_the_local_clock(now, following):
    assert Entry("x", nothing, at=time(3, 10)).following(now) == following


@pytest.mark.django_db
def test_each_run_is_won_once(only_ours):
    assert schedule.run_due(NOON) == ["test.minutely"]
    assert schedule.run_due(NOON) == []
    assert schedule.run_due(NOON + timedelta(seconds=59)) == []
    assert schedule.run_due(NOON + timedelta(seconds=60)) == ["test.minutely"]


@pytest.mark.django_db
def test_a_scheduler_with_an_old_view_wins_nothing(only_ours):
    schedule.run_due(NOON)
    seen = ScheduleEntry.objects.get()
    schedule.run_due(NOON + timedelta(minutes=1))
    assert not schedule._win(schedule.entries()[0], seen, NOON + timedelta(minutes=1))


@pytest.mark.django_db
def test_what_was_missed_is_caught_up_once(only_ours):
    schedule.run_due(NOON)
    Job.objects.all().delete()
    assert schedule.run_due(NOON + timedelta(hours=5)) == ["test.minutely"]
    assert schedule.run_due(NOON + timedelta(hours=5, seconds=1)) == []
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_an_idle_clock_writes_nothing(only_ours, django_assert_num_queries):
    schedule.run_due(NOON)
    with django_assert_num_queries(1):
        schedule.run_due(NOON + timedelta(seconds=1))


def test_two_entries_cannot_share_a_name(only_ours):
    with pytest.raises(ImproperlyConfigured, match=r"test\.minutely"):
        schedule.every("test.minutely", nothing, timedelta(minutes=2))
