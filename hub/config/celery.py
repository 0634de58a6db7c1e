"""Celery as wake-up call and home of the workers in production; the table decides what is done (decision 14).

    celery -A hub.config.celery worker
    celery -A hub.config.celery beat

A worker looks at the table on each message and, broker or no broker, each second. Messages and beat only wake it: the
schedule is the hub's own, and any number of beats and workers is harmless.
"""

from __future__ import annotations

import os
from typing import Any

import django
from celery import Celery
from celery.signals import worker_init, worker_shutdown, worker_shutting_down
from django.conf import settings

from hub.config.env import stop_on_wrong_variable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.production")
with stop_on_wrong_variable():
    django.setup()

from hub.jobs import wake
from hub.jobs.worker import Worker

BEAT_SECONDS = 5.0
GRACE_SECONDS = 8.0

worker = Worker()
app = Celery("hub", broker=settings.CELERY_BROKER_URL)
app.conf.update(
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a worker without a broker still polls, so it never gives up
    broker_transport_options=wake.TRANSPORT_OPTIONS,
    beat_schedule={
        "wake": {"task": wake.DRAIN_TASK, "schedule": BEAT_SECONDS, "options": {"expires": BEAT_SECONDS}},
    },
    beat_scheduler="celery.beat:Scheduler",  # keeps no file: there is nothing to remember
    task_acks_late=True,
    task_ignore_result=True,
    task_reject_on_worker_lost=True,
    worker_hijack_root_logger=False,
    worker_pool="threads",  # no fork: the polling threads and their database connections live in the same process
    worker_concurrency=1,
    worker_prefetch_multiplier=1,
)


@app.task(name=wake.DRAIN_TASK)
def drain_jobs() -> None:
    """Lets this worker's loops run what is due in the job table, each in its own lane."""
    worker.wake()


@worker_init.connect
def start_polling(**kwargs: Any) -> None:
    """Polls from the start, before and without a connection to the broker."""
    worker.start()


@worker_shutting_down.connect
def stop_polling(**kwargs: Any) -> None:
    """Takes no further job."""
    worker.stop.set()


@worker_shutdown.connect
def end_polling(**kwargs: Any) -> None:
    """Lets the jobs in hand finish."""
    worker.end(GRACE_SECONDS)
