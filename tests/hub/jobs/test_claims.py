from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hub.jobs import claims
from hub.jobs.kinds import DATABASE_LANE, job
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue


@job("test.claims")
def nothing(*ids):
    """Does nothing."""


def take(worker="w"):
    return claims.claim(timezone.now(), lane=DATABASE_LANE, worker=worker)


@pytest.mark.django_db
def test_jobs_are_taken_once_and_in_order():
    first, second = enqueue(nothing, 1), enqueue(nothing, 2)
    assert [take(), take(), take()] == [first, second, None]


@pytest.mark.django_db
def test_a_job_is_not_taken_before_its_time_nor_by_the_other_lane():
    enqueue(nothing, 1, due_at=timezone.now() + timedelta(minutes=1))
    enqueue(nothing, 2)
    assert claims.claim(timezone.now(), lane="test.", worker="w") is None
    assert take().args == [2]
    assert take() is None


@pytest.mark.django_db
def test_looking_for_work_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        assert take() is None
    assert captured[0]["sql"].startswith("SELECT")


@pytest.mark.django_db
def test_a_dead_workers_job_is_taken_again_when_its_lease_is_over():
    enqueue(nothing, 1)
    lost = take("dead")
    assert take() is None
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    again = take("living")
    assert (again.pk, again.attempts, again.worker) == (lost.pk, 2, "living")
    assert not claims.renew(lost)
    with pytest.raises(claims.LeaseLost):
        claims.finish(lost)
    claims.fail(lost, ValueError("late"))
    again.refresh_from_db()
    assert (again.state, again.error) == (JobState.RUNNING, "")


@pytest.mark.django_db
def test_renewal_prolongs_the_lease():
    enqueue(nothing, 1)
    held = take()
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert claims.renew(held)
    assert take() is None


@pytest.mark.django_db
def test_a_failed_job_waits_longer_each_time_and_is_dead_after_twelve():
    enqueue(nothing, 1)
    pauses = []
    for _ in range(claims.MAX_ATTEMPTS):
        Job.objects.update(due_at=timezone.now())
        before = timezone.now()
        claims.fail(take(), ValueError("no"))
        found = Job.objects.get()
        if found.due_at:
            pauses.append(round((found.due_at - before).total_seconds()))
    assert pauses == [3**n for n in range(11)]
    assert 20 * 3600 < sum(pauses) < 28 * 3600  # the outage of a whole day loses nothing
    assert (found.state, found.due_at, found.error) == (JobState.DEAD, None, "ValueError: no")


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    enqueue(nothing, 1)
    Job.objects.update(state=JobState.RUNNING, attempts=claims.MAX_ATTEMPTS, due_at=timezone.now())
    assert take() is None
    assert Job.objects.get().state == JobState.DEAD


@pytest.mark.django_db
def test_a_retry_is_a_fresh_start():
    enqueue(nothing, 1)
    Job.objects.update(state=JobState.DEAD, attempts=12, due_at=None)
    assert claims.retry(Job.objects.all(), timezone.now()) == 1
    assert take().attempts == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_workers_pass_by_a_job_whose_cause_is_not_committed_yet():
    """Else a merged job could run before the change that asked for it can be seen."""
    enqueue(nothing, 1)
    merged, over = Event(), Event()

    def editor():
        with transaction.atomic():
            enqueue(nothing, 1)
            merged.set()
            over.wait(10)
        connection.close()

    thread = Thread(target=editor)
    thread.start()
    assert merged.wait(10)
    before = take()
    over.set()
    thread.join()
    assert before is None
    assert take().args == [1]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_editors_who_merge_crosswise_do_not_block_each_other():
    enqueue(nothing, 1)
    enqueue(nothing, 2)
    first_has, second_is_done = Event(), Event()
    finished = []

    def first_editor():
        with transaction.atomic():
            enqueue(nothing, 1)
            first_has.set()
            finished.append(second_is_done.wait(10))
            enqueue(nothing, 2)
        connection.close()

    thread = Thread(target=first_editor)
    thread.start()
    assert first_has.wait(10)
    with transaction.atomic():
        enqueue(nothing, 2)
        enqueue(nothing, 1)
    second_is_done.set()
    thread.join()
    assert finished == [True]
