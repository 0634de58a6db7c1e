"""The indexes in Elasticsearch that every change is written to (decisions 10 and 14).

Whoever changes a document tells `changed()` in the same transaction, which queues a push; a worker then reads what the
database says now and writes whole documents, each with the number of its last write as its version. Whatever comes
late, twice or out of order is refused by Elasticsearch as older, and that is well. What was given up is tried again as
soon as anything else gets there, and each night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from hub import health
from hub.jobs import claims
from hub.jobs.kinds import job
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue
from search.client import ElasticsearchFailed, told, writing_client
from search.engines.mapping import FIELDS, elastic_document
from search.models import IndexState, IndexTarget, Posting, SearchDocument

FEW = 20  # changes that get a job each, so that equal ones merge
CHUNK = 500  # documents a request
NEWER_IS_THERE, NOT_THERE = 409, 404
FAILS_FOR_LONG = 4  # attempts in vain, a quarter of a minute

Operation = tuple[str, dict[str, Any], dict[str, Any] | None]


def changed(ids: Collection[int]) -> None:
    """Queues the writing of these documents (or of their absence), in the caller's transaction.

    Call it after the number of the write was taken from `IndexState`: that lock is what makes sure that a target is
    seen from the first change that its loading may miss.
    """
    targets = IndexTarget.objects.all()
    if not ids or not targets.exists():
        return
    if not settings.ELASTICSEARCH_URL:
        targets.delete()  # an index that has missed a change must never answer again
        return
    numbers = sorted(set(ids))
    size = 1 if len(numbers) <= FEW else CHUNK
    for start in range(0, len(numbers), size):
        enqueue(push, *numbers[start : start + size])


@job("search.push", outside=True)
def push(*ids: int) -> None:
    """Brings every target up to date with these documents.

    Raises:
        ElasticsearchFailed: a target took not all of them; the job stays and is tried again.
    """
    write(ids, list(IndexTarget.objects.values_list("name", flat=True)))
    revive()


def revive() -> int:
    """Tries again what was given up after a day in vain, now that Elasticsearch takes changes; returns how many."""
    return claims.retry(Job.objects.filter(kind=push.name, state=JobState.DEAD), timezone.now())


def waiting() -> int:
    """How many pushes are not done yet, those that were given up not counted."""
    return Job.objects.filter(kind=push.name, state__in=[JobState.WAITING, JobState.RUNNING]).count()


def answering() -> bool:
    """Whether an index is complete and kept up to date, so that it may answer readers."""
    return IndexTarget.objects.filter(answers=True).exists()


def missing() -> bool:
    """Whether Elasticsearch shall answer, but has no index that may."""
    return settings.SEARCH_ENGINE == "elastic" and not answering()


def refused() -> int:
    """How many pushes have failed for so long that an operator should look, with those that were given up."""
    failing = Q(state=JobState.WAITING, attempts__gte=FAILS_FOR_LONG) | Q(state=JobState.DEAD)
    return Job.objects.filter(failing, kind=push.name).count()


def problem() -> str:
    """For `/health/`: nothing when all is well."""
    if missing():
        return "Elasticsearch has no index that is up to date: search_rebuild makes one"
    number = refused()
    return f"{number} changes wait for Elasticsearch, which does not take them" if number else ""


def write(ids: Iterable[int], names: Sequence[str]) -> None:
    """Writes what the database says now of these documents to the named indexes: all of it, or that they are gone.

    Raises:
        ElasticsearchFailed: with what each index refused; the others were written.
    """
    numbers = list(ids)
    refused = []
    for start in range(0, len(numbers), CHUNK):
        operations = present_state(numbers[start : start + CHUNK])
        for name in names:
            try:
                _send(name, operations)
            except ElasticsearchFailed as error:
                refused.append(str(error))
    if refused:
        raise ElasticsearchFailed("; ".join(refused))


def present_state(ids: Collection[int]) -> list[Operation]:
    """What to send for these documents: `(action, its parameters, the document or None)`."""
    rows = SearchDocument.objects.only(*FIELDS).in_bulk(ids)  # not their text
    terms: dict[int, dict[int, int]] = defaultdict(dict)
    postings = Posting.objects.filter(document__in=list(rows)).values_list("document", "term", "impact")
    for document, term, impact in postings:
        terms[document][term] = impact
    # Read after the rows: whatever is gone went before this number. Numbers of documents are never used again.
    gone_by = IndexState.objects.values_list("generation", flat=True).first() or 0
    operations: list[Operation] = []
    for pk in ids:
        row = rows.get(pk)
        if row is None:
            operations.append(("delete", _versioned(pk, gone_by), None))
        else:
            operations.append(("index", _versioned(pk, row.generation), elastic_document(row, terms[pk])))
    return operations


def _versioned(pk: int, version: int) -> dict[str, Any]:
    return {"_id": str(pk), "version": version, "version_type": "external_gte"}


def _send(name: str, operations: Iterable[Operation]) -> None:
    lines: list[Mapping[str, Any]] = []
    for action, parameters, document in operations:
        lines.append({action: parameters})
        if document is not None:
            lines.append(document)
    with told(f"writing to {name}"):
        # By its alias for writing: where the index has vanished, no other may be made in its place.
        answer = writing_client().bulk(index=write_alias(name), operations=lines, require_alias=True)
    failures = [one for item in answer["items"] for one in item.values() if not _well(one)]
    if failures:
        reason = failures[0].get("error", {})
        text = f"{reason.get('type')}: {reason.get('reason')}" if isinstance(reason, dict) else str(reason)
        raise ElasticsearchFailed(f"{name} refused {len(failures)} of {len(answer['items'])} documents: {text}")


def _well(item: Mapping[str, Any]) -> bool:
    """Whether the index now holds this or something newer."""
    status = item["status"]
    return status < 300 or status == NEWER_IS_THERE or (status == NOT_THERE and item.get("result") == "not_found")


def write_alias(name: str) -> str:
    """The name that an index is written by."""
    return f"{name}-writes"


health.register("search index", problem)
