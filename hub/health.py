"""How the hub is, for operators and their monitoring: `/health/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Max, Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.jobs.models import Job, JobState, WorkerSeen

LONGEST_WAIT = 300  # seconds that a due job may wait
LONGEST_SILENCE = 60  # seconds since the last sign of a worker

_examiners: dict[str, Callable[[], str]] = {}


def register(name: str, problem: Callable[[], str]) -> None:
    """Lets another room say what is wrong with a part of its own: a short text, or nothing when all is well."""
    _examiners[name] = problem


def problems_elsewhere() -> list[str]:
    """What the other rooms say."""
    return [text for problem in _examiners.values() if (text := problem())]


@dataclass(frozen=True)
class Health:
    """What was found. Ages in seconds; None where there is nothing to measure."""

    oldest_waiting: float | None
    worker_last_seen: float | None
    failed_jobs: int

    def problems(self) -> list[str]:
        """What an operator must see to; a failed job is for the report and no reason for alarm."""
        found = []
        if self.worker_last_seen is None or self.worker_last_seen > LONGEST_SILENCE:
            found.append("no worker")
        if self.oldest_waiting is not None and self.oldest_waiting > LONGEST_WAIT:
            found.append("jobs wait too long")
        return found


def examine(now: datetime) -> Health:
    """Asks the database.

    Raises:
        DatabaseError: it does not answer.
    """
    waiting = Job.objects.filter(state=JobState.WAITING, due_at__lte=now).aggregate(since=Min("due_at"))
    workers = WorkerSeen.objects.aggregate(last=Max("seen_at"))
    return Health(
        oldest_waiting=_age(waiting["since"], now),
        worker_last_seen=_age(workers["last"], now),
        failed_jobs=Job.objects.filter(state=JobState.DEAD).count(),
    )


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max(0.0, round((now - moment).total_seconds(), 1))


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 with the problems when not."""
    try:
        found = examine(timezone.now())
        problems = found.problems() + problems_elsewhere()
    except DatabaseError:
        return JsonResponse({"database": "unreachable", "problems": ["no database"]}, status=503)
    answer = {
        "database": "ok",
        "oldest_waiting_job_seconds": found.oldest_waiting,
        "worker_last_seen_seconds": found.worker_last_seen,
        "failed_jobs": found.failed_jobs,
        "problems": problems,
    }
    return JsonResponse(answer, status=503 if problems else 200)
