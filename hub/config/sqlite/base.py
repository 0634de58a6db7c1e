"""Waiting for SQLite's write lock so that nobody waits much longer than others.

SQLite lets a newcomer look at once, and one who has waited for a while ten times a second, so under load some wait
until they are refused while others pass by: 16 processes that register people had waits of 24 s, and errors. Here all
who wait look equally often.
"""

from __future__ import annotations

import random
import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.utils import debug_transaction

SHORTEST, LONGEST = 0.002, 0.012  # seconds between two looks; a transaction takes some hundredths
DEFAULT_TIMEOUT = 5.0  # seconds, as in Python's sqlite3


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's."""

    connection: Any
    transaction_mode: str | None

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, and wait for the lock up to the connection's `timeout`.

        Raises:
            OperationalError: it was not free in that time.
        """
        begin = f"BEGIN {self.transaction_mode or ''}"
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", DEFAULT_TIMEOUT))
        until = time.monotonic() + timeout
        with debug_transaction(self, begin), self.wrap_database_errors:
            self._wait_inside(0)
            try:
                while not self._begun(begin, last=time.monotonic() >= until):
                    time.sleep(random.uniform(SHORTEST, LONGEST))
            finally:
                self._wait_inside(timeout)

    def _begun(self, begin: str, *, last: bool) -> bool:
        try:
            self.connection.execute(begin)
        except sqlite3.OperationalError as error:
            if last or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _wait_inside(self, seconds: float) -> None:
        """How long SQLite itself waits, for whatever needs the lock without beginning a transaction."""
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
