"""Wagtail's own tasks as rows of the job table (settings.TASKS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from hub.jobs.kinds import task_kind
from hub.jobs.queue import store


class JobBackend(BaseTaskBackend):
    """Queues a `django_tasks` task in the caller's transaction; the workers of the hub run it."""

    supports_defer = True

    def validate_task(self, task: Task) -> None:
        """As the base, and no task that wants to see its own result: a job keeps none."""
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("A job has no context.")

    def enqueue(self, task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult:
        """Stores the task as a job; equal waiting ones merge."""
        self.validate_task(task)
        job = store(task_kind(task), normalize_json(args), normalize_json(kwargs), due_at=task.run_after)
        result: TaskResult = TaskResult(
            task=task,
            id=str(job.pk),
            status=TaskResultStatus.READY,
            enqueued_at=job.created_at,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        task_enqueued.send(type(self), task_result=result)
        return result
