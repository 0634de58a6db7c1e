"""What the drills share: migrated databases to copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.drills.installation import Installation

NUMBERS = count(1)


@contextmanager
def new_database(url: str, name: str, template: str = "template1") -> Iterator[str]:
    """Makes a database beside the given one, and drops it at the end."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    file = folder / "hub.sqlite3"
    Installation(folder, f"sqlite:///{file}").manage("migrate", "--verbosity=0")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture
def sqlite_database(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a database of the drill's own."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'hub.sqlite3')}"


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with all tables, to be copied."""
    with new_database(postgresql_url, "hub_drill_template") as url:
        folder = tmp_path_factory.mktemp("migrated")
        Installation(folder, url).manage("migrate", "--verbosity=0")
        yield "hub_drill_template"


@pytest.fixture
def postgresql_database(postgresql_url: str, migrated_postgresql: str) -> Iterator[str]:
    """The address of a database of the drill's own."""
    with new_database(postgresql_url, f"hub_drill_{next(NUMBERS)}", template=migrated_postgresql) as url:
        yield url
