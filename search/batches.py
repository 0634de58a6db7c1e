"""Many changes of one transaction, written to the index together when the last has been made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import Model
from wagtail.models import Page

from search import documents
from search.models import SearchDocument


@dataclass
class Batch:
    """What has changed: ids of pages, and rows with an address, by model and key."""

    pages: set[int] = field(default_factory=set)
    rows: dict[tuple[type[Model], object], Model] = field(default_factory=dict)

    def write(self) -> None:
        """Make the index say what all of it is now; concepts and what names them are analysed as one."""
        documents.refresh(*(Page(pk=pk) for pk in sorted(self.pages)))
        documents.refresh_rows(*self.rows.values())  # type: ignore[arg-type]

    def concepts(self) -> list[str]:
        """The groups whose names may have changed what others mean."""
        rows = SearchDocument.objects.filter(page__in=self.pages, defines=True)
        return sorted(set(rows.values_list("group", flat=True)))


_open: ContextVar[Batch | None] = ContextVar("search batch", default=None)


def current() -> Batch | None:
    """The batch that collects what changes; None when every change is written as it is made."""
    return _open.get()


@contextmanager
def collected() -> Iterator[Batch]:
    """Collect what changes; the caller writes the batch in the same transaction."""
    token = _open.set(Batch())
    try:
        yield _open.get()  # type: ignore[misc]
    finally:
        _open.reset(token)
