from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from hub.jobs.kinds import job
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue, store, together

pytestmark = pytest.mark.django_db


@job("test.queue")
def nothing(*ids):
    """Does nothing."""


@job("test.queue_outside", outside=True)
def nothing_outside(*ids):
    """Does nothing outside."""


def test_a_rollback_leaves_no_job():
    with transaction.atomic():
        enqueue(nothing, 1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_row_holds_name_ids_and_lane():
    found = Job.objects.get(pk=enqueue(nothing_outside, 7, "hub.person", None).pk)
    assert (found.kind, found.args, found.outside) == ("test.queue_outside", [7, "hub.person", None], True)
    assert found.state == JobState.WAITING


def test_equal_waiting_jobs_merge():
    first = enqueue(nothing, 1)
    assert enqueue(nothing, 1) == first
    assert enqueue(nothing, 2) != first
    assert enqueue(nothing_outside, 1) != first
    assert Job.objects.count() == 3


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE, JobState.DEAD])
def test_a_job_that_has_begun_takes_no_other_in(state):
    first = enqueue(nothing, 1)
    Job.objects.update(state=state)
    assert enqueue(nothing, 1) != first


def test_a_merged_job_runs_at_the_earlier_time():
    now = timezone.now()
    first = enqueue(nothing, 1, due_at=now + timedelta(hours=2))
    enqueue(nothing, 1, due_at=now + timedelta(hours=1))
    enqueue(nothing, 1, due_at=now + timedelta(hours=3))
    first.refresh_from_db()
    assert first.due_at == now + timedelta(hours=1)


def test_merging_does_not_shorten_the_pause_before_a_retry():
    later = timezone.now() + timedelta(hours=1)
    first = enqueue(nothing, 1)
    Job.objects.update(attempts=3, due_at=later)
    enqueue(nothing, 1)
    first.refresh_from_db()
    assert first.due_at == later


@pytest.mark.parametrize("value", ["kari@example.no", "Kari Nordmann", "", "x" * 101, 1.5, ["a"], b"a"])
def test_arguments_are_ids_never_addresses_or_text(value):
    with pytest.raises(TypeError, match=r"test\.queue"):
        enqueue(nothing, value)


def test_the_tasks_of_others_may_hold_any_json():
    assert store(nothing, [["/a/", "/b/"]], {"backend": {"x": 1}}).kwargs == {"backend": {"x": 1}}


def test_what_is_queued_together_comes_at_the_end_and_merges_as_ever():
    now = timezone.now()
    waiting = enqueue(nothing, 1, due_at=now + timedelta(hours=2))
    with together():
        enqueue(nothing, 1, due_at=now + timedelta(hours=1))
        enqueue(nothing, 2, due_at=now + timedelta(hours=3))
        enqueue(nothing, 2, due_at=now)
        assert Job.objects.count() == 1
    assert list(Job.objects.order_by("pk").values_list("args", "due_at")) == [
        ([1], now + timedelta(hours=1)),
        ([2], now),
    ]
    assert Job.objects.first() == waiting


def test_what_was_queued_together_in_vain_leaves_no_job():
    with suppress(ZeroDivisionError), together():
        enqueue(nothing, 1)
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert enqueue(nothing, 1).pk
