"""Finished feeds in the memory of this process, found by their ETag, so never out of date: the last ones asked for.

Not in the shared cache: a feed of thousands of dates is some megabytes, and packing it costs more than all the rest.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

BUDGET = 24 * 1024 * 1024  # bytes
MOST = 200


class FeedCache:
    """The bodies that were asked for last, within a budget of bytes."""

    def __init__(self, budget: int = BUDGET, most: int = MOST) -> None:
        self.budget, self.most = budget, most
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, etag: str) -> bytes | None:
        """The body that an ETag names, if it is still known."""
        with self._lock:
            if etag in self._bodies:
                self._bodies.move_to_end(etag)
            return self._bodies.get(etag)

    def put(self, etag: str, body: bytes) -> None:
        """Keep a body, and forget those that nobody has asked for the longest; one that is too large is not kept."""
        with self._lock:
            self._size += len(body) - len(self._bodies.pop(etag, b""))
            self._bodies[etag] = body
            while self._size > self.budget or len(self._bodies) > self.most:
                self._size -= len(self._bodies.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._bodies.clear()
            self._size = 0


bodies = FeedCache()
