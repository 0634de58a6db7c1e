"""Queries are counted without who asked, without slowing a search, and not for long."""

import logging
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError

from hub.jobs import schedule
from search import analytics
from search.models import QueryCount

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def ask(text="kols", *, language="nb", engine="database", results=3, now=NOW, times=1):
    for _ in range(times):
        analytics.record(text, language, engine, results, now)


def rows():
    return sorted(QueryCount.objects.values_list("day", "query", "language", "engine", "results", "count"))


def test_equal_queries_of_a_day_are_one_row():
    ask("KOLS")
    ask(" kols ", results=4)
    analytics.flush()
    assert rows() == [(date(2026, 3, 10), "kols", "nb", "database", 4, 2)]


def test_what_is_written_later_is_added():
    ask(times=2)
    analytics.flush()
    ask(results=0)
    analytics.flush()
    assert rows() == [(date(2026, 3, 10), "kols", "nb", "database", 0, 3)]


def test_language_engine_and_day_are_counted_apart():
    ask()
    ask(language="en")
    ask(engine="elastic")
    ask(now=NOW + timedelta(days=1))
    analytics.flush()
    assert len(rows()) == 4


def test_the_day_is_that_of_the_clock_on_the_wall():
    ask(now=datetime(2026, 3, 10, 23, 30, tzinfo=UTC))
    analytics.flush()
    assert QueryCount.objects.get().day == date(2026, 3, 11)


@pytest.mark.parametrize("text", ["", "   ", "kari@example.org", "010190 12345", "x" * 10_000])
def test_some_things_are_never_counted(text):
    ask(text)
    analytics.flush()
    assert rows() == []


def test_wrong_values_break_nothing():
    ask(language="nb-NO", engine="an engine with a long name", results=-1)
    ask(results=2**40, engine="elastic")
    analytics.flush()
    assert [row[2:5] for row in rows()] == [("nb", "an engine ", 0), ("nb", "elastic", 2**31 - 1)]


def test_a_search_itself_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        ask(times=3)


def test_any_number_of_queries_is_written_with_a_constant_number_of_questions(django_assert_max_num_queries):
    for number in range(200):
        ask(f"ord {number}")
    with django_assert_max_num_queries(5):
        analytics.flush()
    assert QueryCount.objects.count() == 200


def test_queries_are_written_after_a_response_when_the_first_has_waited(client, monkeypatch):
    ask()
    client.get("/admin/login/")
    assert rows() == []
    monkeypatch.setattr(analytics, "WAIT", 0)
    client.get("/admin/login/")
    assert len(rows()) == 1


def test_a_database_that_fails_breaks_nothing_and_loses_nothing(monkeypatch, caplog):
    def fail(counts):
        raise DatabaseError("no room")

    ask(times=2)
    with monkeypatch.context() as patch:
        patch.setattr(analytics, "_write", fail)
        analytics.flush()
        ask(results=7)
    assert "could not be written" in caplog.text
    analytics.flush()
    assert rows() == [(date(2026, 3, 10), "kols", "nb", "database", 7, 3)]


def test_only_one_thread_writes_at_a_time():
    ask()
    with analytics._writing:
        analytics.flush()
    assert rows() == []
    analytics.flush()
    assert len(rows()) == 1


def test_a_machine_that_asks_without_end_fills_neither_memory_nor_the_table(monkeypatch, caplog):
    monkeypatch.setattr(analytics, "MOST_A_DAY", 3)
    monkeypatch.setattr(analytics, "MOST_WAITING", 5)
    ask("kols")
    analytics.flush()
    with caplog.at_level(logging.WARNING):
        for number in range(20):
            ask(f"x{number}")
            ask("kols", results=5)
        analytics.flush()
    assert QueryCount.objects.count() == 3
    assert QueryCount.objects.get(query="kols").count == 21
    assert "2 queries were not counted" in caplog.text


def test_another_day_has_room_again(monkeypatch):
    monkeypatch.setattr(analytics, "MOST_A_DAY", 1)
    ask("kols")
    ask("diabetes")
    ask("kols", now=NOW + timedelta(days=1))
    analytics.flush()
    assert [(row[0].day, row[1]) for row in rows()] == [(10, "diabetes"), (11, "kols")]


def test_counts_are_kept_for_90_days():
    for age in (89, 90, 91, 400):
        ask(now=NOW - timedelta(days=age))
    analytics.flush()
    assert analytics.purge(NOW) == 2
    assert [row[0] for row in rows()] == [date(2025, 12, 10), date(2025, 12, 11)]


def test_the_purge_runs_each_day():
    (entry,) = [entry for entry in schedule.entries() if entry.name == "search.purge_queries"]
    assert entry.at == time(3, 20)
    QueryCount.objects.create(day=date(2020, 1, 1), query="kols", language="nb", engine="database", results=1)
    entry.kind()
    assert rows() == []
