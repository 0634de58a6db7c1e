"""The job table's own upkeep."""

import re
from datetime import datetime, time, timedelta

from django.utils import timezone

from hub.jobs.kinds import job
from hub.jobs.models import Job, JobState, WorkerSeen
from hub.jobs.schedule import daily
from hub.masking import MASK

KEEP_DONE = timedelta(days=7)
KEEP_DEAD = timedelta(days=90)
KEEP_WORKER = timedelta(days=1)


def redact(pattern: re.Pattern[str]) -> int:
    """Puts stars for what a pattern finds in the errors of jobs; returns how many it found it in."""
    found = 0
    for pk, error in Job.objects.exclude(error="").values_list("pk", "error"):
        if (text := pattern.sub(MASK, error)) != error:
            found += Job.objects.filter(pk=pk, error=error).update(error=text)
    return found


def purge(now: datetime) -> int:
    """Deletes finished rows whose time is over, and workers that are long gone; returns how many jobs went."""
    done, _ = Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEEP_DONE).delete()
    dead, _ = Job.objects.filter(state=JobState.DEAD, finished_at__lt=now - KEEP_DEAD).delete()
    WorkerSeen.objects.filter(seen_at__lt=now - KEEP_WORKER).delete()
    return done + dead


@job("jobs.purge")
def purge_job() -> None:
    """The daily purge."""
    purge(timezone.now())


daily("jobs.purge", purge_job, time(3, 10))
