"""From things with an address to their documents in the index, written and removed in the caller's transaction.

All functions take many things as well as one, so that a rebuild is the same code as a publication.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from hub.indexing import Indexable, SearchEntry
from hub.models import BasePage, County, HealthCommunity, Organisation
from search import knowledge, targets
from search.analysis import VERSION
from search.bag import impacts, number
from search.models import IndexState, Posting, SearchDocument
from search.pieces import pieces, stems_of, words_of
from search.tags import Names, tags_of

ROWS = {model.search_kind: model for model in (County, HealthCommunity, Organisation)}
OWN = ("group", "tree", "url", "language", "title", "title_language", "summary", "published", "updated", "reviewed")
NAMES = ("defines", "group", "title", "url", "labels", "related", "visible_until")
KEY = ("kind", "key")
COLUMNS = [one.name for one in SearchDocument._meta.concrete_fields if one.name not in ("id", *KEY)]
TOLD = ("links_out__target", "page_terms__term", "municipalities__municipality")  # relations that all entries tell
INSERT = f"INSERT INTO {Posting._meta.db_table} (document_id, term, impact) VALUES "
AT_ONCE = 5_000  # postings in one statement


@dataclass(frozen=True)
class Thing:
    """A visible thing as it is to be indexed: its entries, its page if it is one, and when it goes out of sight."""

    entries: Sequence[SearchEntry]
    page: int | None = None
    visible_until: datetime | None = None


# From the hub to the index --------------------------------------------------------------------------------------------
@transaction.atomic(savepoint=False)
def refresh(*pages: Page) -> list[SearchDocument]:
    """Make the index say what the public may see of pages now, and of their versions in other languages.

    Returns:
        The documents that the pages have now.
    """
    ids = {page.pk for page in pages}
    visible = list(BasePage.objects.visible().filter(pk__in=ids).only("content_type"))
    hidden = ids - {page.pk for page in visible}
    if hidden:
        remove(SearchDocument.objects.filter(page__in=hidden))
    return [row for row in write(things_of(visible)) if row.page_id in ids]


@transaction.atomic(savepoint=False)
def refresh_rows(*rows: Indexable) -> None:
    """Make the index say what places and organisations are now."""
    write([Thing(row.search_entries()) for row in rows])


def visible_thing(kind: str, key: str) -> Indexable | None:
    """The thing behind a kind and key, if the public may see it: a row with an address, else the page of that id."""
    if kind in ROWS:
        return ROWS[kind].objects.filter(pk=key).first()
    page = BasePage.objects.visible().filter(pk=key).first() if key.isdigit() else None
    return page.specific if page else None


def things_of(pages: Iterable[BasePage]) -> list[Thing]:
    """What visible pages tell about themselves, in the order of their ids; a handful of queries a type."""
    by_type: dict[type[BasePage], list[int]] = {}
    for page in pages:
        by_type.setdefault(page.specific_class, []).append(page.pk)
    expiries = list(Page.objects.filter(expire_at__isnull=False).values_list("path", "expire_at"))
    found = []
    for model, ids in by_type.items():
        for page in model.detail_queryset().filter(pk__in=ids).prefetch_related(*TOLD):
            above = [moment for path, moment in expiries if page.path.startswith(path)]
            found.append(Thing(page.search_entries(), page.pk, min(above, default=None)))
    return sorted(found, key=lambda thing: thing.page or 0)


# The index itself -----------------------------------------------------------------------------------------------------
def next_number(*, meanings: bool = False) -> int:
    """The number of a write; whoever takes one holds off all other writes until the commit.

    Args:
        meanings: Whether names of concepts or the word list change.
    """
    return next_state(meanings=meanings).generation


def next_state(*, meanings: bool) -> IndexState:
    """As `next_number`, with all that is known of the index."""
    rows = IndexState.objects.select_for_update().filter(pk=1)
    last = rows.first()
    if last is None:
        IndexState.objects.get_or_create(pk=1)
        last = rows.get()
    last.generation = max(last.generation + 1, time.time_ns() // 1000)
    if meanings:
        last.meanings = last.generation
    last.save()
    return last


@transaction.atomic(savepoint=False)
def remove(documents: QuerySet[SearchDocument]) -> None:
    """Take documents away at once, and their words out of what is left of the things in other languages."""
    found = list(documents.only("pk", "group", "defines"))
    if not found:
        return
    next_number(meanings=any(document.defines for document in found))
    ids = [document.pk for document in found]
    Posting.objects.filter(document__in=ids).delete()
    SearchDocument.objects.filter(pk__in=ids).delete()
    targets.changed(ids)
    rewrite({document.group for document in found})


@transaction.atomic(savepoint=False)
def write(things: Sequence[Thing]) -> list[SearchDocument]:
    """Write things, take away the documents that they have no more, and see to their other languages.

    Returns:
        All documents of the things, in all languages.
    """
    if not things:
        return []
    keys = {(entry.kind, entry.key) for thing in things for entry in thing.entries}
    found = there_of(things)
    gone = {row.pk for row, is_own in found.items() if is_own and (row.kind, row.key) not in keys}
    if gone:
        remove(SearchDocument.objects.filter(pk__in=gone))
    rows = {(row.kind, row.key): row for row in found if row.pk not in gone}
    before = {key: names_of(row) for key, row in rows.items()}
    for thing in things:
        for entry in thing.entries:
            row = rows.setdefault((entry.kind, entry.key), SearchDocument(kind=entry.kind, key=entry.key))
            fill(row, entry)
            row.page_id, row.visible_until = thing.page, thing.visible_until
    renamed = any(names_of(row) != before.get(key) for key, row in rows.items() if row.defines or key in before)
    store(list(rows.values()), meanings=renamed)
    return list(rows.values())


def there_of(things: Sequence[Thing]) -> dict[SearchDocument, bool]:
    """The documents that the index has of things, in all languages, each with whether it is one of these things' own.

    Versions that have left their thing bring the others of the thing that they have left.
    """
    groups = {thing.entries[0].group for thing in things}
    pages = {thing.page for thing in things if thing.page}
    found = {}
    for row in SearchDocument.objects.filter(Q(page__in=pages) | Q(group__in=groups)).order_by("pk"):
        found[row] = row.page_id in pages if row.page_id else row.group in groups
    left = {row.group for row in found} - groups
    if left:
        others = SearchDocument.objects.filter(group__in=left).exclude(pk__in=[row.pk for row in found]).order_by("pk")
        found |= dict.fromkeys(others, False)
    return found


def names_of(row: SearchDocument) -> list:
    """What the thesaurus takes from a document; nothing from one that defines nothing."""
    return [getattr(row, name) for name in NAMES] if row.defines else []


def fill(row: SearchDocument, entry: SearchEntry) -> None:
    """What an entry says, as the index keeps it."""
    for name in OWN:
        setattr(row, name, getattr(entry, name))
    row.defines = entry.defines
    row.labels = [[label.text, label.language, label.kind] for label in entry.labels]
    row.parts = [[part.text, part.language, part.weight, part.heading] for part in entry.parts]
    row.related = [list(key) for key in entry.related]
    row.facets = entry.facets


def rewrite(groups: Collection[str]) -> None:
    """Analyse the documents of some things again, from what the index holds of them."""
    store(list(SearchDocument.objects.filter(group__in=groups)), meanings=False)


def store(rows: Sequence[SearchDocument], *, meanings: bool) -> None:
    """Analyse and write all documents of some things.

    Args:
        meanings: Whether they change what names mean; the new names are then in force for these documents already.
    """
    if not rows:
        return
    state = next_state(meanings=meanings)
    there = [row.pk for row in rows if row.pk]
    if meanings:
        save([row for row in rows if row.defines])
    bags = analysed(rows, state)
    for row in rows:
        row.generation = state.generation
    save(rows)
    put_postings({row.pk: numbered(bag) for row, bag in zip(rows, bags, strict=True)}, there)
    targets.changed([row.pk for row in rows])


def numbered(bag: Mapping[str, int]) -> dict[int, int]:
    """A bag as it is stored."""
    return {number(term): impact for term, impact in sorted(bag.items())}


def put_postings(bags: Mapping[int, Mapping[int, int]], there: Collection[int]) -> None:
    """Give documents their postings; those of which nothing has changed are left alone.

    Args:
        bags: By document.
        there: The documents that may have postings already.
    """
    stored: dict[int, dict[int, int]] = {pk: {} for pk in there}
    if there:
        for pk, term, impact in Posting.objects.filter(document__in=there).values_list("document", "term", "impact"):
            stored[pk][term] = impact
    changed = {pk: bag for pk, bag in bags.items() if bag != stored.get(pk)}
    outdated = [pk for pk in changed if stored.get(pk)]
    if outdated:
        Posting.objects.filter(document__in=outdated).delete()
    # Whole numbers only. An object or a parameter for each would take longer than all the rest.
    rows = [f"({pk:d},{term:d},{impact:d})" for pk, bag in changed.items() for term, impact in bag.items()]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.execute(INSERT + ",".join(rows[start : start + AT_ONCE]))


def save(rows: Sequence[SearchDocument]) -> None:
    """Insert or change many documents in a handful of statements; the new ones get their ids."""
    SearchDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=KEY, update_fields=COLUMNS)


def analysed(rows: Sequence[SearchDocument], state: IndexState | None = None) -> list[dict[str, int]]:
    """Work out what follows from what documents say, all those of each thing together; returns their bags.

    Nothing is written.

    Args:
        state: Of the index, when it is known.
    """
    known, names = knowledge.meanings(known=state), Names(rows)
    versions: dict[str, list[SearchDocument]] = {}
    for row in rows:
        versions.setdefault(row.group, []).append(row)
    bags = []
    for row in rows:
        others = [other for other in versions[row.group] if other.tree != row.tree]
        row.facets, tags = tags_of(row, names)
        row.stands_alone = not others
        # Nothing is written at the moment when a version goes out of sight by the clock: this one must not know of it.
        lasting = [other for other in others if other.visible_until is None]
        row.words, row.stems, row.analysis = words_of(row), stems_of(row), VERSION
        bags.append(impacts(pieces(row, lasting, tags), known.splitter, known.thesaurus))
    return bags
