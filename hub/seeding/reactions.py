"""What rooms do about every change, done once for all that a seed changes: the seed is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from hub.jobs import queue

_batches: list[Callable[[], AbstractContextManager]] = []


def react_once(batch: Callable[[], AbstractContextManager]) -> None:
    """Let a room collect what changes while the context that it gives is open, and see to it when that closes."""
    if batch not in _batches:
        _batches.append(batch)


def all_at_once() -> ExitStack:
    """The contexts of all rooms, to be opened around a seed."""
    stack = ExitStack()
    stack.enter_context(queue.together())  # it closes last: the rooms queue what they leave to workers
    for batch in _batches:
        stack.enter_context(batch())
    return stack
