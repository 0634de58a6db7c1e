from hub.config import celery
from hub.jobs import wake


def test_beat_only_wakes_workers_by_the_name_that_editors_nudge():
    assert {entry["task"] for entry in celery.app.conf.beat_schedule.values()} == {wake.DRAIN_TASK}
    assert wake.DRAIN_TASK in celery.app.tasks


def test_nothing_is_ever_run_in_the_callers_process():
    assert not celery.app.conf.task_always_eager
    assert celery.app.conf.broker_connection_max_retries is None


def test_a_message_wakes_the_loops(monkeypatch):
    woken = []
    monkeypatch.setattr(celery.worker, "wake", lambda: woken.append(1))
    celery.drain_jobs()
    assert woken == [1]
