"""What a change must re-index (decision 10).

The thing that changed, and all that leaves the sight of the public, is written in the transaction of the change. What
depends on it, the pages below it and Elasticsearch follow by job; a job takes ids and reads the present state.

Whoever writes first takes hold of the index, then looks at what is visible: on a database with many writers, two
changes that meet are so seen one after the other, and the later one sees the earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from wagtail.models import COMMENTS_RELATION_NAME, Page

from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.models import ThemePage
from search import batches, dependents, documents, targets
from search.models import IndexState, SearchDocument, Word
from search.tags import Names, tags_of

# What only the editors' desk shows: a draft changes nothing else.
DESK = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
BATCH = 200  # things that one job hands out

Documents = Sequence[SearchDocument]


def hold() -> None:
    """Take hold of the index until the commit; call it inside a transaction."""
    if not IndexState.objects.select_for_update().filter(pk=1):
        IndexState.objects.get_or_create(pk=1)
        IndexState.objects.select_for_update().get(pk=1)


# Pages ----------------------------------------------------------------------------------------------------------------
def only_at_the_desk(update_fields: Collection[str] | None) -> bool:
    """Whether a save of these fields (of all when None) changes nothing that readers see."""
    return update_fields is not None and DESK.issuperset(update_fields)


def page_changed(page: Page) -> None:
    """A page was saved, published, withdrawn, moved, closed or opened: see to it, and to all below it."""
    if batch := batches.current():
        batch.pages.add(page.pk)
        return
    never_public = not page.live and not page.first_published_at
    if not never_public or dependents.beneath(page).exists():
        _see_to(page)


@transaction.atomic(savepoint=False)
def _see_to(page: Page) -> None:
    hold()
    before, after = _write(page.pk)
    if not after:
        hide(page, [row.url for row in before])
        return
    until_before, until = _until(before), _until(after)
    if until and _later(until_before, until):
        limit(page, until)
    moved = not before or {row.url for row in before} != {row.url for row in after} or until != until_before
    if moved and dependents.any_beneath(page):
        enqueue(subtree, page.pk)


def _write(page_id: int) -> tuple[Documents, Documents]:
    """Write the page's own documents; returns them as they were and as they are."""
    before = list(SearchDocument.objects.filter(page_id=page_id).defer("parts", "stems", "words"))
    after = documents.refresh(Page(pk=page_id))
    _follow_names(before, after)
    return before, after


def _follow_names(before: Documents, after: Documents) -> None:
    """Queue what depends on the names of a concept, or on a theme."""
    was, now = _names(before), _names(after)
    for group in {group for group, *_label in was ^ now}:
        enqueue(meaning, f"c{group}")
    if any(row.kind == ThemePage.search_kind for row in after):
        enqueue(themes)


def _names(rows: Documents) -> set[tuple[str, ...]]:
    """Groups and names as plain text: a kind is a member of an enum before it is stored, and a word afterwards."""
    return {(row.group, *(str(part) for part in label)) for row in rows if row.defines for label in row.labels}


def _until(rows: Documents) -> datetime | None:
    return rows[0].visible_until if rows else None


def _later(one: datetime | None, other: datetime | None) -> bool:
    """Whether one end of sight comes after the other; None is never."""
    return other is not None and (one is None or one > other)


def hide(page: Page, urls: Iterable[str] = ()) -> None:
    """Take a page and all below it out of sight at once.

    Args:
        urls: Its addresses until now.
    """
    going = list(dependents.beneath(page, urls).only("pk", "group", "kind", "defines", "page"))
    if not going:
        return
    documents.remove(SearchDocument.objects.filter(pk__in=[row.pk for row in going]))
    for group in sorted({row.group for row in going if row.defines}):
        enqueue(meaning, f"c{group}")
    hidden_themes = [row.page_id for row in going if row.kind == ThemePage.search_kind]
    if hidden_themes:
        forget_themes(ThemePage.objects.filter(pk__in=hidden_themes).values_list("slug", flat=True))


@transaction.atomic
def page_deleted(page: Page) -> None:
    """A page is about to be deleted, alone or with one above it."""
    urls = list(SearchDocument.objects.filter(page_id=page.pk).values_list("url", flat=True))
    hold()
    hide(page, urls)


def limit(page: Page, until: datetime) -> None:
    """Nothing below a page is in sight for longer than the page."""
    longer = dependents.beneath(page).filter(Q(visible_until=None) | Q(visible_until__gt=until))
    found = dict(longer.values_list("pk", "defines"))
    ids = list(found)
    if ids:
        number = documents.next_number(meanings=any(found.values()))
        SearchDocument.objects.filter(pk__in=ids).update(visible_until=until, generation=number)
        targets.changed(ids)


# Themes ---------------------------------------------------------------------------------------------------------------
def forget_themes(slugs: Iterable[str]) -> None:
    """Take themes that are out of sight from the facets of all documents, at once."""
    gone = set(slugs)
    changed = [row for row in SearchDocument.objects.only("facets") if gone & set(row.facets.get("theme", ()))]
    if changed:
        number = documents.next_number()
        for row in changed:
            kept = [slug for slug in row.facets.pop("theme") if slug not in gone]
            row.facets |= {"theme": kept} if kept else {}
            row.generation = number
        SearchDocument.objects.bulk_update(changed, ["facets", "generation"], batch_size=BATCH)
        targets.changed([row.pk for row in changed])


# Rows of reference data -----------------------------------------------------------------------------------------------
@transaction.atomic
def row_saved(row: Model, *, created: bool) -> None:
    """A term, a place or an organisation was saved: its own documents now, those of its users by job."""
    own = type(row) in documents.ROWS.values()
    if own and (batch := batches.current()):
        batch.rows[type(row), row.pk] = row
    elif own:
        hold()
        before = _told_of(row)
        documents.refresh_rows(row)  # type: ignore[arg-type]
        if before == _told_of(row):
            return
    if not created:
        enqueue(users, row._meta.label_lower, row.pk)


@transaction.atomic
def row_deleted(row: Model) -> None:
    """A row of reference data is about to be deleted; who used it is told now, while that is known."""
    hand_out(dependents.users_of(row))
    if type(row) in documents.ROWS.values():
        hold()
        documents.remove(_documents_of(row))


def _documents_of(row) -> QuerySet[SearchDocument]:
    return SearchDocument.objects.filter(kind=row.search_kind, group=f"{row.search_kind}-{row.pk}")


def _told_of(row: Model) -> list[tuple]:
    """What users of the row may hold of it."""
    return list(_documents_of(row).order_by("key").values_list("key", "url", "title", "labels", "facets"))


# The word list --------------------------------------------------------------------------------------------------------
@transaction.atomic
def word_changed(word: Word) -> None:
    """A meaning of the word list was saved or deleted."""
    documents.next_number(meanings=True)
    enqueue(meaning, f"w{word.key}")


# A seed ---------------------------------------------------------------------------------------------------------------
@contextmanager
def together() -> Iterator[None]:
    """Write what changes meanwhile to the index at the end, in one go."""
    was_empty = not SearchDocument.objects.exists()
    with batches.collected() as batch:
        yield
    batch.write()
    if batch.pages and not was_empty:
        for group in batch.concepts():
            enqueue(meaning, f"c{group}")
        enqueue(themes)


# Jobs -----------------------------------------------------------------------------------------------------------------
def hand_out(things: Iterable[tuple[str, str]]) -> None:
    """Queue a job for each thing."""
    for kind, key in things:
        enqueue(refresh, kind, key)


@job("search.refresh")
@transaction.atomic
def refresh(kind: str, key: str) -> None:
    """Makes the index say what is visible of one thing now."""
    hold()
    if kind == dependents.PAGE:
        _write(int(key))
        return
    row = documents.ROWS[kind].objects.filter(pk=key).first() if kind in documents.ROWS else None
    if row:
        documents.refresh_rows(row)
    else:
        documents.remove(SearchDocument.objects.filter(kind=kind, group=f"{kind}-{key}"))


@job("search.subtree")
def subtree(page_id: int, after: int = 0) -> None:
    """Hands out a page and all below it, a batch at a time by primary key."""
    pages = dependents.pages_beneath(Page.objects.get(pk=page_id)).filter(pk__gt=after).order_by("pk")
    keys = list(pages.values_list("pk", flat=True)[:BATCH])
    hand_out((dependents.PAGE, str(pk)) for pk in keys)
    if len(keys) == BATCH:
        enqueue(subtree, page_id, keys[-1])


@job("search.users")
def users(model: str, pk: int | str) -> None:
    """Hands out what uses a row of reference data."""
    hand_out(dependents.users_of(apps.get_model(model)._base_manager.get(pk=pk)))


@job("search.meaning")
def meaning(key: str) -> None:
    """Hands out what a meaning of the thesaurus touches: its names came, changed or went."""
    hand_out(dependents.touched_by(key))


@job("search.themes")
def themes() -> None:
    """Hands out what belongs to other themes than the index says."""
    names, changed = Names(), []
    for row in SearchDocument.objects.only("kind", "facets", "page_id", "group").iterator():
        if tags_of(row, names)[0].get("theme") != row.facets.get("theme"):
            changed.append(row.pk)
    hand_out(dependents.things_of(SearchDocument.objects.filter(pk__in=changed)))
