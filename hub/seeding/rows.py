"""The rows of many new pages, written together: one by one they cost more than the pages do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations

from hub.models.base import BasePage


def write_rows(pages: Iterable[BasePage]) -> None:
    """Insert the rows that wait on new pages, each kind in one go. The pages know them afterwards without a query."""
    by_model: dict[type[Model], list[Model]] = {}
    for page in pages:
        waiting = page.__dict__.pop("_cluster_related_objects", {})
        for name, model in kinds_of_rows(page):
            rows = list(waiting.get(name, ()))
            by_model.setdefault(model, []).extend(rows)
            tell(page, name, model, rows)
    for model, rows in by_model.items():
        model._base_manager.bulk_create(rows)


def kinds_of_rows(page: BasePage) -> Iterable[tuple[str, type[Model]]]:
    """Name and model of all kinds of rows that hang on a page."""
    return ((relation.get_accessor_name(), relation.related_model) for relation in get_all_child_relations(page))


def tell(page: BasePage, name: str, model: type[Model], rows: Iterable[Any]) -> None:
    """Let a page know its rows of one kind, as a prefetch does."""
    found: Any = model._base_manager.none()
    found._result_cache = list(rows)
    found._prefetch_done = True
    page.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
