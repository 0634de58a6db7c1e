"""UNTIL: looks at a schedule of one entry a second as often as it can, and prints the runs it won, as JSON."""

import json
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402 — the models need Django set up

from hub.jobs import schedule  # noqa: E402
from hub.jobs.kinds import job  # noqa: E402


@job("drill.tick")
def tick() -> None:
    """Does nothing."""


def main(until: str) -> None:
    """Runs until the given time (seconds since 1970)."""
    schedule.every("drill.tick", tick, timedelta(seconds=1))
    won = []
    while time.time() < float(until):
        now = timezone.now()
        if "drill.tick" in schedule.run_due(now):
            won.append(int(now.timestamp()))
    print(json.dumps(won))


if __name__ == "__main__":
    main(*sys.argv[1:])
