"""A server that fails is left alone for a while, by everyone, and operators hear of it."""

import logging
import time

import pytest
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from django.test import Client
from django.utils import timezone

from hub.config.settings.base import REDIS_PATIENCE
from hub.jobs.models import WorkerSeen
from search.engines import breaker
from search.engines.base import EngineAnswer, EngineQuery, EngineUnavailable
from tests.builders.broken_servers import silent_server

ANSWER = EngineAnswer(hits=((1, 2),), total=1)


class Switch:
    """An engine that can be turned off, and counts who asks."""

    name = "switch"

    def __init__(self) -> None:
        self.on, self.asked = True, 0

    def answer(self, query: EngineQuery) -> EngineAnswer:
        self.asked += 1
        if not self.on:
            raise EngineUnavailable("no connection")
        return ANSWER


class Clock:
    """The time of day, to be turned on."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(breaker, "time", found)
    return found


@pytest.fixture
def engine() -> Switch:
    return Switch()


def fails(engine: Switch) -> bool:
    """Whether the engine is said to fail."""
    try:
        breaker.ask(engine, EngineQuery())
    except EngineUnavailable:
        return True
    return False


def test_after_a_failure_nobody_asks_until_the_time_is_over(engine: Switch, clock: Clock):
    assert breaker.ask(engine, EngineQuery()) == ANSWER
    engine.on = False
    assert fails(engine)
    assert engine.asked == 2
    engine.on = True
    clock.now += breaker.OPEN_SECONDS - 1
    assert not breaker.available()
    assert fails(engine)
    assert engine.asked == 2
    clock.now += 1
    assert not fails(engine)
    assert engine.asked == 3
    assert breaker.available()
    assert breaker.problem() == ""


def test_of_many_one_asks_whether_it_is_back(clock: Clock):
    breaker.failed(EngineUnavailable("x"))
    clock.now += breaker.OPEN_SECONDS
    assert [breaker.available() for _ in range(4)] == [True, False, False, False]
    breaker.recovered()
    assert [breaker.available() for _ in range(4)] == [True] * 4


def test_a_second_failure_keeps_the_time_of_the_first(engine: Switch, clock: Clock):
    engine.on = False
    assert fails(engine)
    clock.now += breaker.OPEN_SECONDS
    assert fails(engine)
    assert engine.asked == 2
    known = breaker.failure()
    assert known == breaker.Failure(since=1_000_000.0, until=clock.now + breaker.OPEN_SECONDS, error="no connection")


def test_it_is_known_to_all_who_share_the_cache(clock: Clock):
    breaker.failed(EngineUnavailable("x"))
    assert cache.get(breaker.FAILURE).error == "x"


def test_a_cache_that_fails_stops_nobody(engine: Switch, clock: Clock, monkeypatch):
    class Broken:
        def __getattr__(self, name):
            raise ConnectionError

    monkeypatch.setattr(breaker, "cache", Broken())
    monkeypatch.setattr(breaker, "_own", breaker.LocMemCache("search-breaker-test", {}))
    assert not fails(engine)
    engine.on = False
    assert fails(engine)
    assert not breaker.available()
    clock.now += breaker.OPEN_SECONDS
    engine.on = True
    assert not fails(engine)


def test_a_cache_that_hangs_is_waited_for_once(engine: Switch, clock: Clock, monkeypatch):
    monkeypatch.setattr(breaker, "_own", breaker.LocMemCache("search-breaker-hanging", {}))
    with silent_server() as silent:
        hanging = RedisCache(silent.replace("http://", "redis://"), {"OPTIONS": REDIS_PATIENCE})
        monkeypatch.setattr(breaker, "cache", hanging)
        started = time.monotonic()
        assert [breaker.ask(engine, EngineQuery()) for _ in range(20)] == [ANSWER] * 20
        assert time.monotonic() - started < 3
        engine.on = False
        for _ in range(2):
            with pytest.raises(EngineUnavailable):
                breaker.ask(engine, EngineQuery())
    assert engine.asked == 21


@pytest.mark.django_db
def test_operators_are_told(client: Client, engine: Switch, caplog):
    WorkerSeen.objects.create(name="w", seen_at=timezone.now())
    engine.on = False
    with caplog.at_level(logging.WARNING):
        assert fails(engine)
    assert "no connection" in caplog.text
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["problems"] == ["Elasticsearch does not answer; the database does the searching"]
    breaker.recovered()
    assert client.get("/health/").status_code == 200
