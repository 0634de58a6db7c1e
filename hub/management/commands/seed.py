"""Loads the project's own facts as live pages; safe to run again."""

import time

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from hub.seeding import Loader, all_at_once, discover, ordered
from hub.seeding.references import index_references


class Command(BaseCommand):
    """Runs every app's seed steps in one transaction and says what came in."""

    help = __doc__

    def handle(self, *args, **options):
        """Load everything that has not been loaded before."""
        started = time.monotonic()
        with transaction.atomic():
            loader = Loader()
            with all_at_once(), disable_reference_index_auto_update():
                for step in ordered(discover()):
                    step.run(loader)
                loader.finish()
                index_references(loader.pages.values())
        total = ", ".join(f"{count} {group}" for group, count in sorted(loader.counts.items()))
        self.stdout.write(f"Loaded {total or 'nothing new'} in {time.monotonic() - started:.1f} s.")
