import threading
import time

from hub.jobs import wake
from hub.jobs.wake import Waker


def test_no_caller_waits_for_a_broker_that_hangs():
    hang = threading.Event()
    waker = Waker(lambda: hang.wait(10) and None)
    before = time.monotonic()
    for _ in range(100):
        waker.nudge()
    assert time.monotonic() - before < 0.5
    hang.set()


def test_after_a_failure_nobody_tries_for_a_while():
    tries = []

    def refuse():
        tries.append(1)
        raise ConnectionError

    waker = Waker(refuse, pause=60)
    waker.try_send()
    waker.nudge()
    time.sleep(0.05)
    assert tries == [1]


def test_a_hint_is_sent():
    sent = threading.Event()
    Waker(sent.set).nudge()
    assert sent.wait(5)


def test_without_a_broker_there_is_nothing_to_wake(settings, monkeypatch):
    settings.CELERY_BROKER_URL = ""
    monkeypatch.setattr(wake, "_waker", None)  # asking for it would fail
    wake.nudge()
