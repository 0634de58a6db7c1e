"""Building the index anew while it answers: after a change of the analysis, or when it cannot be trusted.

The database's documents are written again batch by batch, by primary key; until its turn comes, each answers as it was.
Elasticsearch gets a second index, which takes every change from its first moment on; it is loaded, compared and put
in the place of the old one in a single step. Nothing is hidden and no write is lost meanwhile.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.jobs.kinds import job
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.models import BasePage
from search import documents, indexes, knowledge, targets
from search.analysis import VERSION
from search.client import ElasticsearchFailed
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.models import IndexState, RebuildRun, SearchDocument
from search.sync import hold

logger = logging.getLogger(__name__)

DATABASE, ELASTIC = DatabaseEngine.name, ElasticEngine.name
BATCH = 200  # things in one transaction
LOADED = 500  # documents in one request
ROUNDS = 3  # of comparing and mending before an index is given up, and of writing again for new names
PATIENCE = 600.0  # seconds until all pushes are done
PAUSE = 0.5  # seconds between two looks at the pushes
AT_A_TIME = 20  # pushes between two looks

Progress = Callable[[RebuildRun], object]


class GivenUp(Exception):
    """Another rebuild of the same engine has begun, or this one cannot succeed; the text says why."""


def engines() -> list[str]:
    """The engines that a rebuild builds in this installation, in order."""
    return [DATABASE, ELASTIC] if ELASTIC == settings.SEARCH_ENGINE else [DATABASE]


def rebuild(engine: str, progress: Progress = lambda run: None) -> RebuildRun:
    """Build an engine's index anew; returns the finished run, whose `message` says how it ended.

    Args:
        progress: Called with the run whenever it has come further.
    """
    RebuildRun.objects.filter(engine=engine, finished_at=None).update(
        finished_at=timezone.now(), message=_("Another rebuild has begun.")
    )
    run = RebuildRun.objects.create(engine=engine)
    try:
        (rebuild_elastic if engine == ELASTIC else rebuild_database)(run, progress)
    except (GivenUp, ElasticsearchFailed) as error:
        end(run, str(error), failed=True)
        logger.error("The rebuild of the search index (%s) ended: %s", engine, error)
    except BaseException:
        end(run, _("It broke off; the log says why."), failed=True)
        raise
    else:
        end(run, _("Done.") if not run.errors else _("Done, but for what failed; the log says what."))
    progress(run)
    return run


def advance(run: RebuildRun, done: int, progress: Progress) -> None:
    """Say how far a run has come.

    Raises:
        GivenUp: another run has taken its place.
    """
    run.done += done
    mine = RebuildRun.objects.filter(pk=run.pk, finished_at=None)
    if not mine.update(done=run.done, total=run.total, errors=run.errors):
        raise GivenUp(_("Another rebuild has begun."))
    progress(run)


def end(run: RebuildRun, message: str, *, failed: bool = False) -> None:
    """Say how a run ended, unless another has said so."""
    run.finished_at, run.message = timezone.now(), message
    run.errors += int(failed and not run.errors)
    RebuildRun.objects.filter(pk=run.pk, finished_at=None).update(
        finished_at=run.finished_at, message=message, done=run.done, total=run.total, errors=run.errors
    )


def batches(found: Sequence, size: int) -> Iterator[Sequence]:
    """So many at a time."""
    for start in range(0, len(found), size):
        yield found[start : start + size]


# The database ---------------------------------------------------------------------------------------------------------
def rebuild_database(run: RebuildRun, progress: Progress) -> None:
    """Write all documents again; then those that were written before the names of concepts had settled."""
    pages = list(BasePage.objects.order_by("pk").values_list("pk", flat=True))
    rows = {kind: list(model.objects.order_by("pk")) for kind, model in documents.ROWS.items()}
    run.total = len(pages) + sum(len(found) for found in rows.values())
    with transaction.atomic():
        begin = documents.next_number()
    failed: set[int] = set()
    for batch in batches(pages, BATCH):
        failed |= write_pages(batch)
        run.errors = len(failed)
        advance(run, len(batch), progress)
    for kind, found in rows.items():
        for batch in batches([row.pk for row in found], BATCH):
            write_rows(kind, batch)
            advance(run, len(batch), progress)
    remove_older(begin, failed)
    write_again_for_new_names()
    if not failed:
        with transaction.atomic():
            hold()
            IndexState.objects.update(analysis=VERSION)


def write_pages(ids: Sequence[int]) -> set[int]:
    """Write pages in one transaction, or each in its own when any of them fails; returns those that failed."""
    try:
        with transaction.atomic():
            hold()
            documents.refresh(*(Page(pk=pk) for pk in ids))
    except Exception:  # of whatever page: it must not stop the others
        if len(ids) == 1:
            logger.exception("Page %s could not be indexed.", ids[0])
            return set(ids)
        return set().union(*(write_pages([pk]) for pk in ids))
    return set()


def write_rows(kind: str, keys: Iterable[int | str]) -> None:
    """Write places or organisations in one transaction."""
    with transaction.atomic():
        hold()
        documents.refresh_rows(*documents.ROWS[kind].objects.filter(pk__in=list(keys)))


def remove_older(begin: int, failed: set[int]) -> None:
    """Remove what stands for nothing any more: everything visible was written since, or failed."""
    with transaction.atomic():
        hold()
        documents.remove(SearchDocument.objects.filter(generation__lt=begin).exclude(page__in=failed))


def write_again_for_new_names() -> None:
    """Analyse again what was written before names last changed, as when the index is built from nothing."""
    for _round in range(ROUNDS):
        settled = IndexState.objects.values_list("meanings", flat=True).first() or 0
        older = SearchDocument.objects.filter(generation__lt=settled)
        groups = list(older.order_by("group").values_list("group", flat=True).distinct())
        for batch in batches(groups, BATCH):
            with transaction.atomic():
                hold()
                documents.rewrite(batch)
        if not groups:
            return


# Elasticsearch --------------------------------------------------------------------------------------------------------
def rebuild_elastic(run: RebuildRun, progress: Progress) -> None:
    """Load a new index beside the one that answers, compare it and put it in its place; drop it when that fails."""
    indexes.adopt()
    for left in indexes.unfinished():
        indexes.drop(left)
    name = indexes.create()
    try:
        ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
        run.total = len(ids)
        for batch in batches(ids, LOADED):
            indexes.load(name, batch)
            advance(run, len(batch), progress)
        wait_for_pushes()
        complete(name)
        indexes.answer_from(name)
        targets.revive()
    except BaseException:
        indexes.drop(name)
        raise


def wait_for_pushes() -> None:
    """Run the pushes that wait now, beside the workers, until they are done; later ones go to the new index anyway.

    Raises:
        GivenUp: they are not done in time.
    """
    last = Job.objects.aggregate(last=Max("pk"))["last"] or 0
    pending = Job.objects.filter(kind=targets.push.name, state__in=(JobState.WAITING, JobState.RUNNING), pk__lte=last)
    until = time.monotonic() + PATIENCE
    while pending.exists():
        done = drain(targets.push.lane, most=AT_A_TIME)  # all of them is without end while editors go on
        if time.monotonic() > until:
            raise GivenUp(_("The changes that wait for Elasticsearch did not get there in time."))
        if not done:
            time.sleep(PAUSE)


def complete(name: str) -> None:
    """Compare an index with the database and mend it until they agree, but for what is being changed right now.

    Raises:
        GivenUp: they do not.
    """
    for _round in range(ROUNDS):
        number = knowledge.state().generation
        found = indexes.differences(name)
        if not found.ids:
            return
        indexes.repair(name, found)
    left = indexes.differences(name)
    unchanged = SearchDocument.objects.filter(pk__in=left.missing + left.stale, generation__lte=number)
    if unchanged.exists() or set(left.extra) & set(found.extra):
        raise GivenUp(_("The new index did not become equal to the database."))


# In a lane of its own, as the check: it runs long, and the pushes must go on.
@job("index.rebuild", outside=True)
def rebuild_job() -> None:
    """A rebuild that an administrator has asked for."""
    for engine in engines():
        rebuild(engine)
