"""`manage.py work`: the embedded worker."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub.jobs.discovery import load_jobs
from hub.jobs.worker import Worker, drain

GRACE_SECONDS = 8.0  # less than a supervisor waits before it kills


class Command(BaseCommand):
    """Runs jobs and the schedule in one process until it is told to stop."""

    help = "Runs the jobs in the table and the schedule, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--once", action="store_true", help="Run what is due now, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Starts the worker and waits for a signal."""
        if options["once"]:
            load_jobs()
            self.stdout.write(f"{drain()} jobs run")
            return
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop.set())
        worker.start()
        self.stdout.write("The worker is up.")
        worker.stop.wait()
        worker.end(GRACE_SECONDS)
