"""A hint to Celery's workers that there is something to do; nothing depends on it, since they poll each second."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import cache

from celery import Celery
from django.conf import settings

logger = logging.getLogger(__name__)

DRAIN_TASK = "hub.jobs.drain"
NUDGE_EXPIRES = 30  # seconds; an older hint is worth nothing
BREAKER_SECONDS = 10.0
# Redis that does not answer is given up soon; a message that a killed worker held is seen again after a minute.
TRANSPORT_OPTIONS = {"socket_timeout": 2, "socket_connect_timeout": 1, "visibility_timeout": 60}


class Waker:
    """Sends hints from one thread, so that no caller ever waits for a broker; many hints become one.

    After a failure it is silent for `pause` seconds: a dead broker costs nobody anything.
    """

    def __init__(self, send: Callable[[], None], *, pause: float = BREAKER_SECONDS) -> None:
        self.send = send
        self.pause = pause
        self.wanted = threading.Event()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.closed_until = 0.0

    def nudge(self) -> None:
        """Asks for a hint; returns at once."""
        if time.monotonic() < self.closed_until:
            return
        with self.lock:
            if self.thread is None or not self.thread.is_alive():  # also after a fork, which leaves threads behind
                self.thread = threading.Thread(target=self._loop, name="job-waker", daemon=True)
                self.thread.start()
        self.wanted.set()

    def _loop(self) -> None:
        while self.wanted.wait():
            self.wanted.clear()
            self.try_send()

    def try_send(self) -> None:
        """Sends one hint; a failure opens the breaker and is no error."""
        try:
            self.send()
        except Exception as error:  # whatever the broker's client raises: the workers poll
            self.closed_until = time.monotonic() + self.pause
            logger.warning("The broker takes no hints (%s); workers poll on.", type(error).__name__)


@cache
def _waker() -> Waker:
    producer = Celery("hub", broker=settings.CELERY_BROKER_URL, set_as_current=False)
    producer.conf.update(broker_transport_options=TRANSPORT_OPTIONS, broker_connection_timeout=1)

    def send() -> None:
        producer.send_task(DRAIN_TASK, expires=NUDGE_EXPIRES, ignore_result=True, retry=False)

    return Waker(send)


def nudge() -> None:
    """Wakes a Celery worker, where there is a broker; else the embedded worker polls anyway."""
    if settings.CELERY_BROKER_URL:
        _waker().nudge()
