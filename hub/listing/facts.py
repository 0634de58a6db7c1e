"""What is filtered, counted and sorted by: columns of all pages in one query, rows that hang on them in one more.

The rows of several tables come as one union. Those of the pages that are shown then fill these pages' prefetch caches,
so that nothing is read twice and a list costs the same however long it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Field, ForeignKey, IntegerField, Model, QuerySet, Value
from django.db.models.functions import JSONObject

from hub.models.terms import Term

Memo = dict[tuple[type[Model], Any], Model]


@dataclass(frozen=True)
class RowTable:
    """Rows to load with the pages.

    Attributes:
        relation: The name by which a page knows its rows.
        columns: What to load of each, also across foreign keys; all else is deferred.
    """

    relation: str
    columns: tuple[str, ...]


TERMS = RowTable("page_terms", ("term_id",))
MUNICIPALITIES = RowTable(
    "municipalities",
    (
        "municipality_id",
        "municipality__name",
        "municipality__county_id",
        "municipality__county__name",
        "municipality__county__slug",
    ),
)
ORGANISATIONS = RowTable(
    "organisations",
    ("role", "organisation_id", "organisation__name", "organisation__slug", "organisation__kind"),
)
ON_CARDS = (TERMS, MUNICIPALITIES, ORGANISATIONS)


@dataclass(slots=True)
class PageFacts:
    """One page as a filter sees it: its own columns, and its rows by relation in the editor's order."""

    pk: int
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def of(self, relation: str) -> list[dict[str, Any]]:
        """The page's rows of one relation, as dictionaries."""
        return self.rows.get(relation, [])


class TermTree:
    """All terms by id, each with its broader ones."""

    def __init__(self) -> None:
        self.by_pk = {term.pk: term for term in Term.objects.all()}
        self._lines: dict[int, tuple[Term, ...]] = {}
        for term in self.by_pk.values():
            if term.parent_id:
                term.parent = self.by_pk[term.parent_id]

    def line(self, pk: int) -> tuple[Term, ...]:
        """The term, then its parent, and so on up; a circle made by mistake ends where it closes."""
        if pk not in self._lines:
            found = [self.by_pk[pk]]
            while found[-1].parent_id and self.by_pk[found[-1].parent_id] not in found:
                found.append(self.by_pk[found[-1].parent_id])
            self._lines[pk] = tuple(found)
        return self._lines[pk]

    def memo(self) -> Memo:
        """The terms as already read things, for building rows."""
        return {(Term, pk): term for pk, term in self.by_pk.items()}


def merged(tables: Iterable[RowTable]) -> list[RowTable]:
    """One table per relation, with the columns that any of them asks for."""
    columns: dict[str, dict[str, None]] = {}
    for table in tables:
        columns.setdefault(table.relation, {}).update(dict.fromkeys(table.columns))
    return [RowTable(relation, tuple(names)) for relation, names in columns.items()]


def load_facts(pages: QuerySet, columns: Iterable[str], tables: Iterable[RowTable]) -> list[PageFacts]:
    """The facts of all pages of a queryset, in two queries."""
    names = list(dict.fromkeys(columns))
    found = {pk: PageFacts(pk, dict(zip(names, rest, strict=True))) for pk, *rest in pages.values_list("pk", *names)}
    add_rows(found, pages.model, tables, pages.model._base_manager.order_by().values("pk"))
    return list(found.values())


def add_rows(found: Mapping[int, PageFacts], model: type[Model], tables: Iterable[RowTable], pages) -> None:
    """Give the pages their rows, in one query. `pages` (a subquery or ids) narrows what is read."""
    tables = [table for table in tables if has(model, table.relation)]
    if not tables:
        return
    parts = [rows_of(model, table, number, pages) for number, table in enumerate(tables)]
    for number, page_pk, pk, data in reduce(lambda one, other: one.union(other, all=True), parts):
        if page_pk in found:
            found[page_pk].rows.setdefault(tables[number].relation, []).append({"pk": pk, **data})
    for page in found.values():
        for rows in page.rows.values():
            rows.sort(key=lambda row: (row.get("sort_order") or 0, row["pk"]))


def has(model: type[Model], relation: str) -> bool:
    """Whether the pages have such rows at all."""
    try:
        model._meta.get_field(relation)
    except FieldDoesNotExist:
        return False
    return True


def rows_of(model: type[Model], table: RowTable, number: int, pages) -> QuerySet:
    """One part of the union: the number of the table, the page, the row, and its columns as an object."""
    link: Any = model._meta.get_field(table.relation)
    ordered = any(field.name == "sort_order" for field in link.related_model._meta.fields)
    columns = {name: F(name) for name in (*table.columns, *(["sort_order"] if ordered else []))}
    return (
        link.related_model._base_manager.order_by()
        .filter(**{f"{link.field.name}__in": pages})
        .values_list(Value(number, output_field=IntegerField()), link.field.attname, "pk", JSONObject(**columns))
    )


def fill(page: Model, facts: PageFacts, tables: Iterable[RowTable], memo: Memo) -> None:
    """Put the rows that are known into the page's prefetch cache."""
    cache = page.__dict__.setdefault("_prefetched_objects_cache", {})
    for table in tables:
        if not has(type(page), table.relation):
            continue
        link: Any = type(page)._meta.get_field(table.relation)
        rows = link.related_model._base_manager.none()
        rows._result_cache = [
            build(link.related_model, {**data, link.field.attname: page.pk}, memo, {link.field.name: page})
            for data in facts.of(table.relation)
        ]
        rows._prefetch_done = True
        cache[table.relation] = rows


def build(model: type[Model], data: Mapping[str, Any], memo: Memo, known: Mapping[str, Model] | None = None) -> Any:
    """A row from what was read of it; columns that were not read are deferred. One object per foreign row."""
    own = {name: value for name, value in data.items() if "__" not in name and name != "pk"}
    own[model._meta.pk.attname] = data["pk"]  # type: ignore[union-attr]
    columns: list[Field] = [column for column in model._meta.concrete_fields if column.attname in own]
    row = model.from_db(None, [column.attname for column in columns], [own[column.attname] for column in columns])
    for column in columns:
        if isinstance(column, ForeignKey) and column.name not in (known or {}):
            target = foreign(column, own[column.attname], data, memo)
            if target is not None:
                row._state.fields_cache[column.name] = target
    row._state.fields_cache.update(known or {})
    return row


def foreign(column: ForeignKey, pk: Any, data: Mapping[str, Any], memo: Memo) -> Model | None:
    """What a foreign key points to, if it was read."""
    model: Any = column.related_model
    prefix = f"{column.name}__"
    nested = {name.removeprefix(prefix): value for name, value in data.items() if name.startswith(prefix)}
    if pk is not None and nested and (model, pk) not in memo:
        memo[model, pk] = build(model, {**nested, "pk": pk}, memo)
    return memo.get((model, pk))
