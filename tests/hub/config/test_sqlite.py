"""The wait for SQLite's write lock: as long as was said, and as short for who has waited long as for a newcomer."""

import sqlite3
import statistics
import threading
import time

import pytest
from django.db import OperationalError, connections

from hub.config.env import sqlite
from hub.config.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db
SHORT_WAIT = 0.3  # seconds


@pytest.fixture
def file(tmp_path):
    return tmp_path / "hub.sqlite3"


@pytest.fixture
def holder(file):
    """Another process's connection, which holds the lock."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


@pytest.fixture
def ours(file):
    """Makes the hub's own connection to the file."""
    made = []

    def connect(timeout=20):
        settings = {**connections["default"].settings_dict, **sqlite(file), "CONN_HEALTH_CHECKS": False}
        settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": timeout}
        made.append(DatabaseWrapper(settings, "ours"))
        made[-1].ensure_connection()
        return made[-1]

    yield connect
    for connection in made:
        connection.close()


def patience(connection):
    """Milliseconds that SQLite itself waits."""
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def begin(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_a_transaction_begins_at_once_when_nobody_holds_the_lock(ours):
    connection = ours()
    begin(connection)
    assert connection.connection.in_transaction
    assert patience(connection) == 20_000  # for what comes


def test_it_gives_up_after_the_time_that_was_set_and_can_try_again(ours, holder):
    connection = ours(timeout=SHORT_WAIT)
    began = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        begin(connection)
    assert SHORT_WAIT <= time.monotonic() - began < SHORT_WAIT + 5
    assert patience(connection) == SHORT_WAIT * 1000
    holder.execute("ROLLBACK")
    begin(connection)
    assert connection.connection.in_transaction


def test_another_error_is_not_waited_for(ours):
    connection = ours()
    begin(connection)
    began = time.monotonic()
    with pytest.raises(OperationalError, match="within a transaction"):
        connection._start_transaction_under_autocommit()
    assert time.monotonic() - began < 5


def test_who_has_waited_long_sees_the_free_lock_as_soon_as_a_newcomer(ours, holder):
    """SQLite itself would look ten times a second by then, next 0.08 s later."""
    connection, late = ours(), []
    for _time in range(9):
        released = []

        def release(released=released):
            released.append(time.monotonic())
            holder.execute("ROLLBACK")

        timer = threading.Timer(0.45, release)
        timer.start()
        begin(connection)
        late.append(time.monotonic() - released[0])
        timer.join()
        connection.rollback()
        connection.set_autocommit(True)
        holder.execute("BEGIN IMMEDIATE")
    assert statistics.median(late) < 0.03
