"""The life of an index in Elasticsearch: made beside the one that answers, filled, compared, put in its place.

    name = create()                  # from here on every change is written to it too
    load(name, ids)                  # all documents by primary key, in chunks
    …                                # until `targets.waiting()` says that the pushes are done
    found = differences(name)        # and repair(name, found) until there are none
    answer_from(name)                # readers get the new one in one step; the oldest go

`drop(name)` gives one up at any point. All raise `ElasticsearchFailed` when Elasticsearch does not do its part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from search.analysis import VERSION
from search.client import told, writing_client
from search.engines.mapping import MAPPING, SETTINGS, WHEN_READY, WHILE_LOADING
from search.models import IndexState, IndexTarget, SearchDocument
from search.targets import write, write_alias

SCAN = 5000  # documents a request


@dataclass(frozen=True)
class Differences:
    """Where an index and the database disagree: ids of documents.

    Attributes:
        missing: The database has them, the index has not.
        stale: The index has an older version.
        extra: The index has them, the database has not: these may leak.
    """

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them."""
        return self.missing + self.stale + self.extra


def alias() -> str:
    """The name that readers' questions go to."""
    return settings.ELASTICSEARCH_INDEX


def new_name() -> str:
    """`<prefix>-<version of the analysis>-<time>`, in what Elasticsearch allows."""
    version = re.sub(r"[^a-z0-9.]+", "_", VERSION.lower())
    return f"{alias()}-{version}-{timezone.now():%Y%m%d%H%M%S%f}"


def create(*, shards: int = 1) -> str:
    """Makes an empty index and the row that has every change written to it; returns its name.

    The row is made while no write to the index is under way, so that each either was committed before (the loading
    sees it) or sees the row (and queues a push).
    """
    name = new_name()
    with told(f"making {name}"):
        writing_client().indices.create(
            index=name,
            settings={**SETTINGS, **WHILE_LOADING, "number_of_shards": shards},
            mappings={**MAPPING, "_meta": {"analysis": VERSION}},
            aliases={write_alias(name): {}},
        )
    with transaction.atomic():
        IndexState.objects.get_or_create(pk=1)
        IndexState.objects.select_for_update().get(pk=1)
        IndexTarget.objects.create(name=name)
    return name


def load(name: str, ids: Collection[int]) -> None:
    """Writes the present state of these documents to one index."""
    write(ids, [name])


def refresh(name: str) -> None:
    """Lets all that is written be found."""
    with told(f"refreshing {name}"):
        writing_client().indices.refresh(index=name)


def differences(name: str) -> Differences:
    """Compares an index with the database: which documents, and the number of the last write of each.

    Writes may go on: what is newer in the index is no difference; what waits for its push is one, and may be repaired
    as well.
    """
    known = dict(SearchDocument.objects.values_list("pk", "generation"))
    refresh(name)
    there = dict(versions(name))
    extra = {pk for pk in there if pk not in known}
    extra -= set(SearchDocument.objects.filter(pk__in=extra).values_list("pk", flat=True))  # made in the meantime
    return Differences(
        missing=tuple(sorted(pk for pk in known if pk not in there)),
        stale=tuple(sorted(pk for pk, generation in known.items() if there.get(pk, generation) < generation)),
        extra=tuple(sorted(extra)),
    )


def versions(name: str) -> Iterator[tuple[int, int]]:
    """`(id, version)` of all documents in an index, by id."""
    last = -1
    while True:
        with told(f"reading {name}"):
            answer = writing_client().search(
                index=name, query={"range": {"pk": {"gt": last}}}, sort=["pk"], size=SCAN, version=True, source=False
            )
        hits = answer["hits"]["hits"]
        yield from ((int(hit["_id"]), hit["_version"]) for hit in hits)
        if len(hits) < SCAN:
            return
        last = int(hits[-1]["_id"])


def repair(name: str, found: Differences) -> None:
    """Writes what differs, as the database has it now."""
    write(found.ids, [name])


def answer_from(name: str) -> None:
    """Gives readers this index from now on, in one step; of those that answered before, the last one is kept."""
    with told(f"opening {name}"):
        indices = writing_client().indices
        indices.put_settings(index=name, settings=WHEN_READY)
        indices.refresh(index=name)
        indices.update_aliases(
            actions=[
                {"remove": {"index": f"{alias()}-*", "alias": alias(), "must_exist": False}},
                {"add": {"index": name, "alias": alias()}},
            ]
        )
    settle(name)


def settle(name: str) -> None:
    """Notes that an index is the one that answers; until then, changes go to the old one as well as to this."""
    with transaction.atomic():
        IndexTarget.objects.exclude(name=name).delete()
        IndexTarget.objects.filter(name=name).update(answers=True)
    remove_old(keep=1)


def answering() -> set[str]:
    """The indexes that readers' questions go to: one, or none yet."""
    with told("listing indexes"):
        found = writing_client().indices.get(index=f"{alias()}-*", features="aliases")
    return {name for name, one in found.items() if alias() in one["aliases"]}


def adopt() -> None:
    """Settles an index that answers without being noted: the database failed just after Elasticsearch had swapped."""
    for name in answering().intersection(unfinished()):
        settle(name)


def drop(name: str) -> None:
    """Forgets an index and deletes it, but for the one that answers."""
    if name in answering():
        return
    IndexTarget.objects.filter(name=name).delete()
    with told(f"deleting {name}"):
        writing_client().options(ignore_status=404).indices.delete(index=name)


def unfinished() -> list[str]:
    """Indexes that are written to but do not answer: one that is being built, or was left half-way."""
    return list(IndexTarget.objects.filter(answers=False).order_by("pk").values_list("name", flat=True))


def remove_old(*, keep: int) -> list[str]:
    """Deletes indexes of ours that nothing is written to, but for the newest few; returns their names.

    What is kept is not kept up to date: it is there to be looked at, and must be compared before it answers.
    """
    ours = re.compile(rf"{re.escape(alias())}-[a-z0-9._]+-(\d{{20}})")
    with told("listing indexes"):
        names = list(writing_client().indices.get(index=f"{alias()}-*", features="aliases"))
    in_use = set(IndexTarget.objects.values_list("name", flat=True))
    dated = sorted((found[1], name) for name in names if name not in in_use and (found := ours.fullmatch(name)))
    going = [name for _date, name in dated[: max(0, len(dated) - keep)]]
    for name in going:
        with told(f"deleting {name}"):
            writing_client().options(ignore_status=404).indices.delete(index=name)
    return going
