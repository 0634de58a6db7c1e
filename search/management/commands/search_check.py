"""`manage.py search_check [--repair]`: is everything that is visible in the index, and nothing else?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.check import Report, check, everything

SHOWN = 20  # things that are named


class Command(BaseCommand):
    """Says what differs; ends with 1 when anything still does."""

    help = "Compares the search index with what is visible; --repair writes what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--repair", action="store_true", help="Write what differs, then compare again.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and repair when asked to."""
        total = sum(len(batch) for batch in everything())
        with tqdm(total=total, unit="things", file=self.stderr, disable=options["verbosity"] < 1 or None) as bar:
            report = check(mend=options["repair"], progress=bar.update)
        if not report.is_clean:
            self.name(report)
            raise CommandError(f"The search index differs from what is visible: {report}.", returncode=1)
        self.stdout.write(f"The search index is as it should be: {total} things compared.")

    def name(self, report: Report) -> None:
        """Say which things differ."""
        for state in ("missing", "stale", "extra"):
            for kind, key in getattr(report, state)[:SHOWN]:
                self.stdout.write(f"{state}: {kind} {key}")
