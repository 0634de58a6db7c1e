"""What a job is: a module-level function under a lasting name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django_tasks.base import Task

TASK_PREFIX = "task:"
DATABASE_LANE = ""

# Of the tasks of Wagtail and its parts, those that only write to the database. All others may reach files or the net.
DATABASE_TASKS = frozenset(
    {
        "wagtail.tasks.update_reference_index_task",
        "modelsearch.tasks.insert_or_update_object_task",
    }
)

_registry: dict[str, JobKind] = {}


class GiveUp(Exception):
    """Raised by a job that no retry will help: it is dead at once. The text must name no person and no address."""


class UnknownKind(LookupError):
    """A row names a kind that this version of the code does not have."""


@dataclass(frozen=True)
class JobKind:
    """A function that workers may run, and whether it acts outside the database."""

    name: str
    run: Callable[..., Any]
    outside: bool = False

    @property
    def lane(self) -> str:
        """Kinds that share a lane wait for each other: all database jobs; outside, those with the same first word.

        So a mail server that hangs holds up mail, and nothing else.
        """
        if not self.outside:
            return DATABASE_LANE
        return TASK_PREFIX if self.name.startswith(TASK_PREFIX) else f"{self.name.partition('.')[0]}."

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Runs it here and now, as a plain function."""
        return self.run(*args, **kwargs)


def job(name: str, *, outside: bool = False) -> Callable[[Callable[..., Any]], JobKind]:
    """Makes a job kind of a function that takes ids and reads the present state from them.

    `name` ("room.what") is stored in the rows, so it outlives a move of the function. A kind with `outside` effects
    (SMTP, HTTP, files) runs outside transactions and may repeat after a crash; one without runs in one transaction
    with its own `done`.
    """

    def register(function: Callable[..., Any]) -> JobKind:
        known = _registry.get(name)
        if known is not None and known.run.__qualname__ != function.__qualname__:
            raise ImproperlyConfigured(f"Two functions claim the job name {name!r}.")
        kind = JobKind(name=name, run=function, outside=outside)
        _registry[name] = kind
        return kind

    return register


def lanes() -> list[str]:
    """All lanes of the kinds that are known; a lane is what the names of its kinds begin with."""
    return [DATABASE_LANE, *sorted({kind.lane for kind in _registry.values() if kind.outside} | {TASK_PREFIX})]


def task_kind(task: Task) -> JobKind:
    """The kind under which a `django_tasks` task is stored: its path."""
    path = task.module_path
    return JobKind(name=f"{TASK_PREFIX}{path}", run=task.call, outside=path not in DATABASE_TASKS)


def resolve(name: str) -> JobKind:
    """The kind of a stored name; a path leads only to a declared task, never to any other object.

    Raises:
        UnknownKind: nothing of that name is registered or can be imported.
    """
    if name in _registry:
        return _registry[name]
    if name.startswith(TASK_PREFIX):
        try:
            found = import_string(name.removeprefix(TASK_PREFIX))
        except ImportError as error:
            raise UnknownKind(name) from error
        if isinstance(found, Task):
            return task_kind(found)
    raise UnknownKind(name)
