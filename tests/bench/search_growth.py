"""Brings a database to a number of documents: written as publishing does, copied from another database, or varied.

Writing is what takes long, so no more than WRITTEN are; beyond that, each document is a variation of one of these, with
nine tenths of its terms and other impacts. That is done in the database by whole numbers, the same on SQLite and
PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import connection, connections, transaction
from django.db.models import Max
from django.db.models.functions import Length

from hub.config.env import sqlite
from hub.config.sqlite.base import DatabaseWrapper
from search import knowledge
from search.documents import remove, write
from search.models import IndexState, Posting, SearchDocument, Word
from tests.bench.search_content import Content

WRITTEN = 5_000
THINGS = 100  # in one transaction
ROWS = 1_000  # in one statement
SOURCE = "source"
BY_TERM = Posting._meta.indexes[0]


def shrink(size: int) -> None:
    """Leaves so many documents: those that name concepts, then the longest."""
    kept = SearchDocument.objects.order_by("-defines", Length("stems").desc(), "pk").values_list("pk", flat=True)[:size]
    remove(SearchDocument.objects.exclude(pk__in=list(kept)))


def grow(content: Content, size: int) -> None:
    """Writes new documents as publishing does, until there are so many; varies them beyond that."""
    at = SearchDocument.objects.filter(group__startswith="bench-").values("group").distinct().count()
    while SearchDocument.objects.count() < min(size, WRITTEN):
        with transaction.atomic():
            write(list(content.things(at, at + THINGS)))
        at += THINGS
    vary(size)


def copy(file: Path, size: int) -> None:
    """Copies the first documents of a SQLite database into this PostgreSQL, with their numbers; varies them beyond."""
    if SOURCE not in vars(connections._connections):
        connections[SOURCE] = DatabaseWrapper({**connection.settings_dict, **sqlite(file)}, SOURCE)
        Word.objects.all().delete()
        Word.objects.bulk_create(Word.objects.using(SOURCE).order_by("pk"))
    last = SearchDocument.objects.aggregate(last=Max("pk"))["last"] or 0
    written = SearchDocument.objects.using(SOURCE).exclude(key__startswith="varied-").order_by("pk")
    ids = list(written.values_list("pk", flat=True)[:size])
    for some in chunks([pk for pk in ids if pk > last]):
        rows = list(SearchDocument.objects.using(SOURCE).filter(pk__in=some).order_by("pk"))
        for row in rows:
            row.page_id = None  # their pages stay where they are
        SearchDocument.objects.bulk_create(rows)
        copy_postings(some)
    newest = SearchDocument.objects.aggregate(last=Max("generation"))["last"]
    IndexState.objects.update_or_create(pk=1, defaults={"generation": newest, "meanings": newest})
    vary(size)
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


def vary(size: int) -> None:
    """Adds variations of the documents that were written, until there are so many."""
    written = SearchDocument.objects.exclude(key__startswith="varied-")
    step, turn = written.aggregate(last=Max("pk"))["last"], 0
    if SearchDocument.objects.count() >= size:
        return
    with connection.schema_editor() as editor:
        editor.remove_index(Posting, BY_TERM)  # quicker made once in the end
    while (missing := size - SearchDocument.objects.count()) > 0:
        turn += 1
        last = list(written.order_by("pk").values_list("pk", flat=True)[:missing])[-1]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*varied_documents(turn, step, last))
            cursor.execute(*varied_postings(turn, step, last))
    with connection.schema_editor() as editor:
        editor.add_index(Posting, BY_TERM)
    knowledge.forget()  # these came without a number of their own


def varied_documents(turn: int, step: int, last: int) -> tuple[str, list[object]]:
    """The statement for the rows: the same but for their keys, their number and their page."""
    other = {"id": "id + %s", "key": "%s || id", "group": "%s || id", "page_id": "NULL", "defines": "false"}
    quote = connection.ops.quote_name
    columns = [field.column for field in SearchDocument._meta.concrete_fields]
    chosen = ", ".join(other.get(column, quote(column)) for column in columns)
    values = {"id": turn * step, "key": f"varied-{turn}-", "group": f"varied-{turn}-"}
    table = SearchDocument._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "
        f"SELECT {chosen} FROM {table} WHERE id <= %s AND {quote('key')} NOT LIKE 'varied-%%'",
        [*(values[column] for column in columns if column in values), last],
    )


def varied_postings(turn: int, step: int, last: int) -> tuple[str, list[object]]:
    """The statement for the terms: impacts from 1 to 127 that wander by up to four; a tenth of the terms stays out."""
    table = Posting._meta.db_table
    moved = "impact + (document_id + impact + %s) %% 9 - 4"
    return (
        f"INSERT INTO {table} (document_id, term, impact) "
        f"SELECT document_id + %s, term, CASE WHEN {moved} < 1 THEN 1 WHEN {moved} > 127 THEN 127 ELSE {moved} END "
        f"FROM {table} WHERE document_id <= %s AND (document_id + term %% 1000 + %s) %% 10 <> 0",
        [turn * step, turn, turn, turn, last, turn],
    )
