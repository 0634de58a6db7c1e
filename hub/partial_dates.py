"""Dates as sources give them: a year, a month or a day, never more exact than the source says.

Stored as the leading part of an ISO 8601 date: `2021`, `2021-10` or `2021-10-25`, so that text order is time order.
"""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def validate_partial_date(value: str) -> None:
    """Refuse what is not a year, a month or a day that exists."""
    found = PARTS.fullmatch(value)
    try:
        if not found:
            raise ValueError(value)
        first_day(value)
    except ValueError as error:
        raise ValidationError(
            _("Write the date as 2024, 2024-05 or 2024-05-17: as exact as the source, no more."), code="partial_date"
        ) from error


def first_day(value: str) -> date:
    """The first day that the partial date covers. Raises `ValueError` when it is not one."""
    year, month, day = (int(part) if part else 1 for part in PARTS.fullmatch(value).groups())  # type: ignore[union-attr]
    return date(year, month, day)


def partial_date(value: str) -> str:
    """The date in words of the active language: «2021», «oktober 2021» or «25. oktober 2021»."""
    if not value:
        return ""
    if len(value) == 4:
        return value
    return date_format(first_day(value), "F Y" if len(value) == 7 else "DATE_FORMAT")


class PartialDateField(models.CharField):
    """A column for a partial date; empty when the source gives none."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
