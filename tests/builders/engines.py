"""Engines side by side: the same index in another database, and what they answer in different ways."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, models

from hub.config.env import sqlite
from hub.config.sqlite.base import DatabaseWrapper
from search.engines.base import Engine, EngineQuery
from search.models import IndexState, Posting, SearchDocument, Word

COPY = "copy"
TABLES = (IndexState, Word, SearchDocument, Posting)


@contextmanager
def sqlite_copy(file: Path) -> Iterator[str]:
    """The alias of a SQLite database with the tables that answers are made from, as they are now."""
    plain = {**connections["default"].settings_dict, **sqlite(file), "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    connections[COPY] = DatabaseWrapper(plain, COPY)
    try:
        with connections[COPY].schema_editor() as editor:
            for model in TABLES:
                editor.create_model(model)
        connections[COPY].disable_constraint_checking()  # pages stay where they are
        for model in TABLES:
            copy_rows(model, COPY)
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY]


def copy_rows(model: type[models.Model], alias: str) -> None:
    """All rows as they are."""
    model._default_manager.using(alias).bulk_create(model._default_manager.all(), batch_size=5000)


def disagreements(engines: Sequence[Engine], queries: Sequence[EngineQuery]) -> list[str]:
    """The questions that the engines answer in different ways."""
    found = []
    for query in queries:
        first, *others = (engine.answer(query) for engine in engines)
        for engine, other in zip(engines[1:], others, strict=True):
            found += [
                f"{query}\n{engines[0].name}: {getattr(first, part)}\n{engine.name}: {getattr(other, part)}"
                for part in ("hits", "total", "facets")
                if getattr(first, part) != getattr(other, part)
            ]
    return found
