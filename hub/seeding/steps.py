"""The steps of a seed and the order that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from hub.seeding.loader import Loader


@dataclass(frozen=True)
class Step:
    """One part of the seed: a name such as `stories.examples`, what to run, and steps that must come first or later."""

    name: str
    run: Callable[[Loader], None]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def discover() -> list[Step]:
    """All steps of all installed apps that have a `seed` module."""
    found: list[Step] = []
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.seed"):
            found += import_module(f"{config.name}.seed").STEPS
    return found


def ordered(steps: Iterable[Step]) -> list[Step]:
    """The steps with every step after those, and before those, that it names.

    Raises:
        ValueError: when a step names one that does not exist, or when steps wait for each other.
    """
    by_name = {step.name: step for step in steps}
    unknown = {name for step in by_name.values() for name in (*step.after, *step.before)} - set(by_name)
    if unknown:
        raise ValueError(f"unknown steps: {', '.join(sorted(unknown))}")
    first = {name: set(step.after) for name, step in by_name.items()}
    for step in by_name.values():
        for later in step.before:
            first[later].add(step.name)
    try:
        return [by_name[name] for name in TopologicalSorter(first).static_order()]
    except CycleError as error:
        raise ValueError(f"steps wait for each other: {error.args[1]}") from error
