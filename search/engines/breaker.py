"""A server that does not answer is left alone for a while, by all processes, and operators are told.

After a failure nobody asks for OPEN_SECONDS; then one asks, and the rest when that went well. What is known is shared
in the cache; where the cache fails too, each process knows for itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

from hub import health
from search.engines.base import Engine, EngineAnswer, EngineQuery, EngineUnavailable

logger = logging.getLogger(__name__)

OPEN_SECONDS = 30
TRIAL_SECONDS = 5  # for the one who asks whether it is back
REMEMBERED_SECONDS = 600  # nobody asked since: nothing is known
FAILURE, TRIAL = "search.engine.failure", "search.engine.trial"
CACHE_FAILS = "search.cache.failure"  # one that hangs is waited for once, not at every question
T = TypeVar("T")
_own = LocMemCache("search-breaker", {})


@dataclass(frozen=True)
class Failure:
    """Since when the server fails, until when nobody asks (seconds since 1970), and what it was the last time."""

    since: float
    until: float
    error: str


def ask(engine: Engine, query: EngineQuery) -> EngineAnswer:
    """The answer of an engine that may fail.

    Raises:
        EngineUnavailable: it failed, now or a moment ago.
    """
    known = failure()
    if known is not None and not _may_try(known):
        raise EngineUnavailable(known.error)
    try:
        answer = engine.answer(query)
    except EngineUnavailable as error:
        failed(error)
        raise
    if known is not None:
        recovered()
    return answer


def available() -> bool:
    """Whether to ask the server at all. Of many who want to know whether it is back, one is told yes."""
    known = failure()
    return known is None or _may_try(known)


def failed(error: Exception) -> None:
    """It did not answer: nobody asks for a while."""
    now = time.time()
    known = failure()
    found = Failure(since=known.since if known else now, until=now + OPEN_SECONDS, error=str(error)[:300])
    _remember(lambda memory: memory.set(FAILURE, found, REMEMBERED_SECONDS))
    logger.warning("Elasticsearch does not answer; the database does for %s s. %s", OPEN_SECONDS, error)


def recovered() -> None:
    """It answered again."""
    _remember(lambda memory: memory.delete_many([FAILURE, TRIAL]))
    logger.info("Elasticsearch answers again.")


def failure() -> Failure | None:
    """What is known of a failure that is not over."""
    return _remember(lambda memory: memory.get(FAILURE))


def problem() -> str:
    """For `/health/` and the editors' desk: nothing when all is well."""
    return "Elasticsearch does not answer; the database does the searching" if failure() else ""


def _may_try(known: Failure) -> bool:
    return time.time() >= known.until and _remember(lambda memory: memory.add(TRIAL, True, TRIAL_SECONDS))


def _remember(use: Callable[[BaseCache], T]) -> T:
    if not _own.get(CACHE_FAILS):
        try:
            return use(cache)
        except Exception:  # whatever the cache's client raises: searching goes on without it
            _own.set(CACHE_FAILS, True, OPEN_SECONDS)
    return use(_own)


health.register("search engine", problem)
