"""Compares the index with what is visible, and mends it: each night, and whenever an operator asks.

Every change reaches the index by itself, so little should ever be found; what is found is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time

from django.conf import settings
from django.db import transaction

from hub.jobs.kinds import job
from hub.jobs.schedule import daily
from hub.models import BasePage
from search import documents, indexes, targets
from search.bag import number
from search.client import ElasticsearchFailed
from search.dependents import PAGE, things_of
from search.engines.elastic import ElasticEngine
from search.models import IndexTarget, Posting, SearchDocument
from search.sync import hold, refresh

logger = logging.getLogger(__name__)

BATCH = 100  # things that are compared together
# What a reader or an engine would notice.
COMPARED = (
    *("kind", "key", "page_id", *documents.OWN, "defines", "labels", "parts", "related"),
    *("facets", "stands_alone", "words", "stems", "visible_until", "analysis"),
)

Thing = tuple[str, str]  # PAGE and the id of a page, or kind and key of a row with an address
Progress = Callable[[int], object]  # is told how many things more are compared


@dataclass
class Report:
    """Where the index and the hub disagree.

    Attributes:
        missing: Visible, and not in the index.
        stale: In the index, but otherwise than they are.
        extra: In the index, and not visible.
        targets: Name of an index of Elasticsearch to how many documents it has not as the database has them.
        failure: What is wrong with Elasticsearch beside that.
    """

    missing: list[Thing] = field(default_factory=list)
    stale: list[Thing] = field(default_factory=list)
    extra: list[Thing] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)
    failure: str = ""

    @property
    def things(self) -> list[Thing]:
        """All that differs in the database."""
        return [*self.missing, *self.stale, *self.extra]

    @property
    def is_clean(self) -> bool:
        """Whether all is as it should be."""
        return not (self.things or any(self.targets.values()) or self.failure)

    def __str__(self) -> str:
        """In a line, for the log."""
        parts = [f"{len(getattr(self, name))} {name}" for name in ("missing", "stale", "extra")]
        parts += [f"{count} differ in {name}" for name, count in self.targets.items()]
        return ", ".join([*parts, self.failure] if self.failure else parts)


def check(*, mend: bool, progress: Progress = lambda count: None) -> Report:
    """Compare everything, and mend what differs when asked to; returns what differs at the end."""
    report = compare(progress)
    if mend and report.things:
        logger.warning("The search index is mended: %s.", report)
        for kind, key in report.things:
            refresh(kind, key)
        report = compare()
    compare_targets(report, mend=mend)
    return report


# The database ---------------------------------------------------------------------------------------------------------
def compare(progress: Progress = lambda count: None) -> Report:
    """Compare every thing with its documents. What differs is looked at twice, so that writes may go on meanwhile."""
    report = Report()
    visible: set[Thing] = set()
    for batch in everything():
        visible |= set(batch)
        differing = differences(batch)
        if differing:
            with transaction.atomic():
                hold()
                differing = differences([thing for thing in batch if thing in differing])
        for thing, stored in differing.items():
            (report.stale if stored else report.missing).append(thing)
        progress(len(batch))
    for thing in things_of(SearchDocument.objects.all()):
        if thing not in visible and _is_extra(thing):
            report.extra.append(thing)
    return report


def everything() -> Iterator[list[Thing]]:
    """All that is visible and has an address, a batch at a time."""
    pages = BasePage.objects.visible().order_by("pk").values_list("pk", flat=True)
    found = [(PAGE, str(pk)) for pk in pages]
    for kind, model in documents.ROWS.items():
        found += [(kind, str(pk)) for pk in model.objects.order_by("pk").values_list("pk", flat=True)]
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def differences(things: Collection[Thing]) -> dict[Thing, bool]:
    """The things whose documents are not as they should be, each with whether there are any."""
    expected = expected_rows(things)
    wanted = _by_thing(expected, documents.analysed(expected), things)
    groups = {row.group for row in expected}
    stored = list(SearchDocument.objects.filter(group__in=groups))
    there = _by_thing(stored, _bags(stored), things)
    return {thing: bool(there[thing]) for thing in things if wanted[thing] != there[thing]}


def expected_rows(things: Collection[Thing]) -> list[SearchDocument]:
    """The documents that visible things should have, with those of their versions in the other language, unsaved."""
    ids = [int(key) for kind, key in things if kind == PAGE]
    visible = BasePage.objects.visible()
    groups = visible.filter(pk__in=ids).values_list("translation_key", flat=True)
    told = documents.things_of(visible.filter(translation_key__in=list(groups)).select_related("content_type"))
    for kind, model in documents.ROWS.items():
        keys = [key for one, key in things if one == kind]
        told += [documents.Thing(row.search_entries()) for row in model.objects.filter(pk__in=keys)]
    rows = []
    for thing in told:
        for entry in thing.entries:
            row = SearchDocument(kind=entry.kind, key=entry.key, page_id=thing.page)
            documents.fill(row, entry)
            row.visible_until = thing.visible_until
            rows.append(row)
    return rows


def _by_thing(rows: Sequence[SearchDocument], bags: Sequence[dict], things: Collection[Thing]) -> dict[Thing, list]:
    """What is compared of the documents of each thing."""
    found: dict[Thing, list] = {thing: [] for thing in things}
    for row, bag in zip(rows, bags, strict=True):
        thing = (PAGE, str(row.page_id)) if row.page_id else (row.kind, row.group.removeprefix(f"{row.kind}-"))
        if thing in found:
            numbers = {term if isinstance(term, int) else number(term): impact for term, impact in bag.items()}
            found[thing].append([*(getattr(row, name) for name in COMPARED), numbers])
    return {thing: sorted(told, key=lambda facts: facts[:2]) for thing, told in found.items()}


def _bags(rows: Sequence[SearchDocument]) -> list[dict[int, int]]:
    """The postings of documents."""
    bags: dict[int, dict[int, int]] = {row.pk: {} for row in rows}
    for document, term, impact in Posting.objects.filter(document__in=rows).values_list("document", "term", "impact"):
        bags[document][term] = impact
    return list(bags.values())


def _is_extra(thing: Thing) -> bool:
    """Whether a thing is in the index, and is not visible, at a second look."""
    with transaction.atomic():
        hold()
        kind, key = thing
        if kind == PAGE:
            visible = BasePage.objects.visible().filter(pk=int(key)).exists()
            return not visible and SearchDocument.objects.filter(page_id=int(key)).exists()
        visible = kind in documents.ROWS and documents.ROWS[kind].objects.filter(pk=key).exists()
        return not visible and SearchDocument.objects.filter(kind=kind, group=f"{kind}-{key}").exists()


# Elasticsearch --------------------------------------------------------------------------------------------------------
def compare_targets(report: Report, *, mend: bool) -> None:
    """Compare each index of Elasticsearch with the database, and write what differs when asked to."""
    if ElasticEngine.name == settings.SEARCH_ENGINE and not targets.answering():
        report.failure = "no index of Elasticsearch answers: run search_rebuild"
    if not settings.ELASTICSEARCH_URL:
        return
    try:
        if mend:
            indexes.adopt()
        for name in IndexTarget.objects.values_list("name", flat=True):
            found = indexes.differences(name)
            if mend and found.ids:
                logger.warning("The index %s is mended: %s documents.", name, len(found.ids))
                indexes.repair(name, found)
                found = indexes.differences(name)
            report.targets[name] = len(found.ids)
        if mend:
            targets.revive()
    except ElasticsearchFailed as error:
        report.failure = str(error)


# In a lane of its own: it runs long, and neither the database's jobs nor the pushes to Elasticsearch may wait for it.
@job("index.check", outside=True)
def check_job() -> None:
    """The check of each night."""
    report = check(mend=True)
    if not report.is_clean:
        logger.error("The search index differs from what is visible: %s.", report)


daily("index.check", check_job, time(3, 40))
