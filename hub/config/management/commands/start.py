"""`manage.py start`: prepares what is missing, then becomes the supervisor of web server and worker."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.config import preparation, supervisor


class Command(BaseCommand):
    """The one command behind `make run`."""

    help = "Prepare static files, tables and content where they have changed, then serve until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Become the supervisor: this process is replaced, so that Django does not stay in memory twice."""
        preparation.require_free_port(settings.PORT)
        try:
            preparation.prepare(self.say)
        except KeyboardInterrupt:
            raise CommandError("Stopped on the way; the next start takes up what is missing.") from None
        address = f"http://127.0.0.1:{settings.PORT}/"
        greeting = f"The hub is ready at {address} (editors: {address}admin/). Ctrl-C ends it."
        size = [str(settings.PORT), str(settings.WEB_PROCESSES), str(settings.WEB_THREADS)]
        sys.stdout.flush()
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-I", supervisor.__file__, *size, greeting])

    def say(self, message: str) -> None:
        """Tell what takes time, at once."""
        self.stdout.write(message)
        self.stdout.flush()
