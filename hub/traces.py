"""Taking somebody's name and address out of what is kept beside their own rows: logs of the admin and other texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry

from hub.masking import MASK

SHORTEST_NAME = 3  # characters; a shorter one is found in too much


def pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the texts as whole words, in any case; None when there is none."""
    found = sorted(filter(None, texts), key=len, reverse=True)
    if not found:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(text) for text in found)})(?!\w)", re.IGNORECASE)


def masked(value: Any, found: re.Pattern[str]) -> Any:
    """A value of JSON with stars for what a pattern finds in its texts."""
    if isinstance(value, str):
        return found.sub(MASK, value)
    if isinstance(value, dict):
        return {masked(key, found): masked(one, found) for key, one in value.items()}
    if isinstance(value, list):
        return [masked(one, found) for one in value]
    return value


def forget_entries(model: type[Model], keys: Sequence[int]) -> None:
    """What the admin logged of rows about persons: that it was done stays, but not what or to whom."""
    kind = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries.update(label=MASK, data={})


def mask_entries(entries: QuerySet, found: re.Pattern[str]) -> None:
    """Stars in entries of a log."""
    mask_rows(entries, ("label", "data"), found)


def mask_rows(rows: QuerySet, fields: Sequence[str], found: re.Pattern[str]) -> int:
    """Stars for what a pattern finds in some fields, text or JSON, of rows; returns in how many rows it was found."""
    number = 0
    for row in rows:
        changed = {field: masked(getattr(row, field), found) for field in fields}
        if any(getattr(row, field) != value for field, value in changed.items()):
            number += type(row)._base_manager.filter(pk=row.pk).update(**changed)
    return number
