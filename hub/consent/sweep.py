"""Taking a withdrawn name from all texts of the database, whoever wrote it there: drafts, logs, words about pictures.

Pages hold ids, so there should be nothing to find; but an editor can write a name where no chooser asks for it, and the
logs of the desk say what a row was called.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Cast
from wagtail.search import index
from wagtail.search.models import IndexEntry
from wagtail.snippets.models import get_snippet_models

from hub.consent.used import page_finder, pages_of
from hub.consent.words import Name
from hub.indexing import told_anew
from hub.models import BasePage

Model = type[models.Model]
# Columns of this room in which a name is its owner’s own: who is registered, what is sealed.
OWN_NAMES: tuple[str, ...] = ("person.name", "sealedevidence.name", "sealedevidence.entries")
RAW = "raw_{}"
MOST_ALIKE = 100  # rows that would say the same where each must say something of its own


def sweep(name: Name, role: str) -> set[int]:
    """Put the role in the name's place everywhere, and tell what of it readers see anew.

    Returns:
        The ids of the pages that held it: in their own texts, in rows that hang on them, in what they show.
    """
    changed: set[int] = set()
    rows = 0
    for model, fields in swept():
        keys = list(_sweep_table(model, fields, name, role))
        rows += len(keys)
        if keys:
            changed |= _pages_with(model, keys)
            _index_anew(model, keys)
    tell(changed)
    if rows:
        tidy_index()
    return changed


def swept() -> Iterator[tuple[Model, list[models.Field]]]:
    """All tables with their columns of text, but those in which a name is that of who wrote it.

    A room names these, as `model.field`, in `own_names` on its app config.
    """
    for config in apps.get_app_configs():
        kept = OWN_NAMES if config.label == "hub" else getattr(config, "own_names", ())
        for model in config.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                fields = [field for field in model._meta.local_concrete_fields if _holds_text(field)]
                name = model._meta.model_name
                if wanted := [field for field in fields if f"{name}.{field.name}" not in kept]:
                    yield model, wanted


def tell(page_ids: Iterable[int]) -> None:
    """Let the search, and whoever else keeps what a page says, read the pages anew."""
    for page in BasePage.objects.filter(pk__in=page_ids).specific():
        told_anew.send(sender=type(page), instance=page)


def _pages_with(model: Model, keys: list[Any]) -> set[int]:
    """The pages that rows hang on; of other rows, such as pictures and organisations, those that show them."""
    of_row = page_finder(model)
    if of_row:
        return {page for page in map(of_row, keys) if page}
    return pages_of(model._base_manager.filter(pk__in=keys))


def _index_anew(model: Model, keys: Iterable[Any]) -> None:
    """Let the search of the desk read rows anew, and whoever listens to reference data hear of it."""
    if model in get_snippet_models():
        for row in model._base_manager.filter(pk__in=keys):
            row.save()
    elif issubclass(model, index.Indexed):
        for row in model._base_manager.filter(pk__in=keys):
            index.insert_or_update_object(row)


def tidy_index() -> None:
    """SQLite's full text index keeps deleted words until its parts are merged; PostgreSQL's is the row itself."""
    if connection.vendor == "sqlite":
        table = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


# One table ------------------------------------------------------------------------------------------------------------
def _sweep_table(model: Model, fields: list[models.Field], name: Name, role: str) -> Iterator[Any]:
    """The keys of the rows that held the name."""
    raw = {RAW.format(field.name): Cast(field.name, models.TextField()) for field in fields}
    rows = model._base_manager.annotate(**raw)
    if name.fragment:
        wanted = Q()
        for alias in raw:
            wanted |= Q(**{f"{alias}__icontains": name.fragment})
        rows = rows.filter(wanted)
    for key, *texts in list(rows.order_by().values_list("pk", *raw)):
        held = [(field, text) for field, text in zip(fields, texts, strict=True) if text]
        if any(name.replaced(text, role) != text for _field, text in held):
            _change(model, key, held, name, role)
            yield key


def _change(model: Model, key: Any, held: list[tuple[models.Field, str]], name: Name, role: str) -> None:
    """Write one row; where a value may stand once only and does already, the role gets a number."""
    for number in range(1, MOST_ALIKE + 1):
        shown = role if number == 1 else f"{role} {number}"
        new = {field: name.replaced(text, shown) for field, text in held}
        changes = {field.name: _stored(field, new[field]) for field, text in held if new[field] != text}
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=key).update(**changes)
            return
        except IntegrityError:
            if number == MOST_ALIKE:
                raise


def _holds_text(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    is_text = is_text or field.get_internal_type() in ("JSONField", "TextField")  # Wagtail's stream of blocks
    return is_text and not field.choices and not field.is_relation and not field.primary_key


def _stored(field: models.Field, text: str) -> Any:
    if isinstance(field, models.JSONField):
        return json.loads(text)
    if field.get_internal_type() == "JSONField":
        return Value(json.loads(text), output_field=models.JSONField())
    longest = getattr(field, "max_length", None)
    return Value(text[:longest] if longest else text, output_field=models.TextField())
