"""Brings a database to a number of documents: by writing new ones, or by copying them from another database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.functions import Length

from hub.config.env import sqlite
from search.documents import remove, write
from search.models import IndexState, Posting, SearchDocument, Word
from tests.bench.search_content import Content

THINGS = 100  # in one transaction
ROWS = 1_000  # in one statement
SOURCE = "source"


def shrink(size: int) -> None:
    """Leaves so many documents: those that name concepts, then the longest."""
    kept = SearchDocument.objects.order_by("-defines", Length("stems").desc(), "pk").values_list("pk", flat=True)[:size]
    remove(SearchDocument.objects.exclude(pk__in=list(kept)))


def grow(content: Content, size: int) -> float | None:
    """Writes new documents as publishing does, until there are so many; returns how many a second."""
    before, started = SearchDocument.objects.count(), time.monotonic()
    at = SearchDocument.objects.filter(group__startswith="bench-").values("group").distinct().count()
    there = before
    while there < size:
        with transaction.atomic():
            write(list(content.things(at, at + THINGS)))
        at, there = at + THINGS, SearchDocument.objects.count()
    return (there - before) / (time.monotonic() - started) if there > before else None


def copy(file: Path, size: int) -> None:
    """Copies the first so many documents of a SQLite database into this PostgreSQL, with their numbers."""
    if SOURCE not in vars(connections._connections):
        connections[SOURCE] = DatabaseWrapper({**connection.settings_dict, **sqlite(file)}, SOURCE)
        Word.objects.all().delete()
        Word.objects.bulk_create(Word.objects.using(SOURCE).order_by("pk"))
    last = SearchDocument.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    ids = list(SearchDocument.objects.using(SOURCE).order_by("pk").values_list("pk", flat=True)[:size])
    fresh = [pk for pk in ids if pk > last]
    for some in chunks(fresh):
        rows = list(SearchDocument.objects.using(SOURCE).filter(pk__in=some).order_by("pk"))
        for row in rows:
            row.page_id = None  # their pages stay where they are
        SearchDocument.objects.bulk_create(rows)
        copy_postings(some)
    newest = SearchDocument.objects.order_by("-generation").values_list("generation", flat=True)[0]
    IndexState.objects.update_or_create(pk=1, defaults={"generation": newest, "meanings": newest})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the server does by itself after a while


def chunks(ids: list[int]) -> Iterator[list[int]]:
    """So many at a time."""
    left = iter(ids)
    while some := list(islice(left, ROWS)):
        yield some


def copy_postings(ids: list[int]) -> None:
    """The terms of these documents."""
    rows = Posting.objects.using(SOURCE).filter(document__in=ids).values_list("document_id", "term", "impact")
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Posting._meta.db_table)
        with cursor.copy(f"COPY {table} (document_id, term, impact) FROM STDIN") as target:
            for row in rows.iterator(chunk_size=100_000):
                target.write_row(row)
