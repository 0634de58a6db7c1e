"""`manage.py search_rebuild`: the index anew, while it answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.models import RebuildRun
from search.rebuild import DATABASE, ELASTIC, engines, rebuild


class Command(BaseCommand):
    """Shows how far it has come, how fast, and how long it will take."""

    help = "Builds the search index anew; readers find everything meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--engine", choices=[DATABASE, ELASTIC], help="Only this one; else all that are in use.")

    def handle(self, *args: Any, **options: Any) -> None:
        """One engine after the other."""
        for engine in [options["engine"]] if options["engine"] else engines():
            with tqdm(desc=engine, unit="things", file=self.stderr, disable=options["verbosity"] < 1 or None) as bar:
                run = rebuild(engine, partial(show, bar))
            if run.errors:
                raise CommandError(f"{engine}: {run.errors} failed. {run.message}", returncode=1)
            seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
            rate = run.done / seconds if seconds else 0.0
            self.stdout.write(f"{engine}: {run.done} in {seconds:.1f} s, {rate:.0f} a second.")


def show(bar: tqdm, run: RebuildRun) -> None:
    """Move the bar to where the run is."""
    bar.total = run.total
    bar.update(run.done - bar.n)
