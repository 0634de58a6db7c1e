import time
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import clear_url_caches, get_resolver
from django.utils import timezone
from wagtail.models import Locale

from hub.jobs import claims, leases, worker
from hub.jobs.kinds import DATABASE_LANE, GiveUp, job
from hub.jobs.models import Job, JobState, WorkerSeen
from hub.jobs.queue import enqueue
from tests.builders.jobs import run_jobs


@job("test.rename_locale")
def make_locale_then_fail(times):
    """Writes to the database, then fails as long as the job is young."""
    Locale.objects.create(language_code="nn")
    if Job.objects.get(kind="test.rename_locale").attempts <= times:
        raise ValueError("not yet")


@job("test.vanished")
def read_a_locale(pk):
    """Reads what may be gone."""
    Locale.objects.create(language_code="nn")
    Locale.objects.get(pk=pk)


@job("test.hopeless")
def hopeless():
    """Gives up."""
    raise GiveUp("The recipient was refused (550).")


SEEN = []


@job("test.outside", outside=True)
def look_around():
    """Notes whether it runs in a transaction."""
    SEEN.append(connection.in_atomic_block)


@job("test.inside")
def look_around_inside():
    """Notes whether it runs in a transaction."""
    SEEN.append(connection.in_atomic_block)


@job("test.addresses")
def note_whether_addresses_are_known():
    """Notes whether it would have to read them in its transaction."""
    SEEN.append(get_resolver()._populated)


@job("test.slow", outside=True)
def slow():
    """Outlives its first lease."""
    time.sleep(0.5)


@job("test.usurped")
def lose_the_lease():
    """Another worker takes the job while this one writes."""
    Locale.objects.create(language_code="nn")
    Job.objects.filter(kind="test.usurped").update(attempts=99)


@job("test.endless")
def queue_the_next(at):
    """Leaves another one to do."""
    enqueue(queue_the_next, at + 1)


@pytest.mark.django_db
def test_who_runs_jobs_may_stop_though_others_go_on_queueing():
    enqueue(queue_the_next, 1)
    assert worker.drain(most=3) == 3
    assert Job.objects.get(state=JobState.WAITING).args == [4]


@pytest.mark.django_db
def test_a_database_jobs_writes_and_its_done_are_one():
    enqueue(make_locale_then_fail, 1)
    assert worker.drain() == 1
    found = Job.objects.get()
    assert (found.state, found.error) == (JobState.WAITING, "ValueError: not yet")
    assert not Locale.objects.filter(language_code="nn").exists()
    Job.objects.update(due_at=timezone.now())
    worker.drain()
    assert Job.objects.get().state == JobState.DONE
    assert Locale.objects.filter(language_code="nn").count() == 1


@pytest.mark.django_db
def test_a_vanished_object_counts_as_done_and_leaves_nothing_half_done():
    enqueue(read_a_locale, 4711)
    run_jobs()
    found = Job.objects.get()
    assert found.state == JobState.DONE
    assert "Locale" in found.error
    assert not Locale.objects.filter(language_code="nn").exists()


@pytest.mark.django_db
def test_a_job_that_gives_up_is_dead_at_once():
    enqueue(hopeless)
    worker.drain()
    assert Job.objects.get().state == JobState.DEAD


@pytest.mark.django_db
def test_a_late_workers_writes_are_undone():
    enqueue(lose_the_lease)
    worker.drain()
    assert not Locale.objects.filter(language_code="nn").exists()
    assert Job.objects.get().state == JobState.RUNNING


@pytest.mark.django_db
def test_a_kind_of_another_version_waits_for_its_code():
    enqueue(hopeless)
    Job.objects.update(kind="test.of_tomorrow")
    worker.drain()
    assert Job.objects.get().error == "UnknownKind: test.of_tomorrow"


@pytest.mark.django_db(transaction=True)
def test_outside_effects_run_outside_transactions():
    SEEN.clear()
    enqueue(look_around)
    enqueue(look_around_inside)
    worker.drain()
    assert sorted(SEEN) == [False, True]


@pytest.mark.django_db
def test_a_lane_leaves_the_other_alone():
    enqueue(look_around)
    assert worker.drain(DATABASE_LANE) == 0
    assert worker.drain("mail.") == 0
    assert worker.drain("test.") == 1


@pytest.mark.django_db(transaction=True)
def test_a_long_job_keeps_its_lease(monkeypatch):
    monkeypatch.setattr(claims, "LEASE", timedelta(seconds=0.3))
    enqueue(slow)
    held = claims.claim(timezone.now(), lane="test.", worker="w")
    first_end = held.due_at
    with leases.kept(held, interval=0.1):
        slow()
    held.refresh_from_db()
    assert held.due_at > first_end
    claims.finish(held)


@pytest.mark.django_db
def test_a_sign_of_life_is_one_row_per_worker():
    worker.say_alive("host:1", timezone.now())
    worker.say_alive("host:1", timezone.now())
    assert WorkerSeen.objects.count() == 1


@pytest.mark.django_db
def test_a_new_process_reads_the_addresses_before_a_job_holds_the_database():
    SEEN.clear()
    clear_url_caches()
    enqueue(note_whether_addresses_are_known)
    worker.drain(DATABASE_LANE)
    assert SEEN == [True]


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_until_it_is_told_to_stop():
    SEEN.clear()
    enqueue(look_around_inside)
    at_work = worker.Worker(poll=0.05)
    at_work.start()
    until = time.monotonic() + 10
    while not (SEEN and WorkerSeen.objects.exists()) and time.monotonic() < until:
        time.sleep(0.05)
    at_work.end(5)
    assert SEEN == [True]
    assert not any(thread.is_alive() for thread, _ in at_work.loops)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_woken_does_not_wait_for_its_next_look():
    SEEN.clear()
    at_work = worker.Worker(poll=60)
    at_work.start()
    time.sleep(0.5)
    enqueue(look_around_inside)
    at_work.wake()
    until = time.monotonic() + 10
    while not SEEN and time.monotonic() < until:
        time.sleep(0.05)
    at_work.end(5)
    assert SEEN == [True]
