"""The value of one field in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from hub.earlier.markup import plain_lines, rich_lines
from hub.earlier.parts import Line
from hub.partial_dates import PartialDateField, partial_date

PERSON, PICTURE, DOCUMENT = "hub.Person", "hub.HubImage", "hub.HubDocument"


def value_lines(thing: models.Model, field: Any) -> tuple[Line, ...]:
    """What a field of a page or of a row says; nothing when it is empty or a box that is not ticked."""
    value = getattr(thing, field.name)
    if value is None or value == "" or value is False:
        return ()
    if field.is_relation:
        return relation_lines(value)
    if isinstance(field, RichTextField):
        return rich_lines(value)
    if field.choices:
        return (Line(str(getattr(thing, f"get_{field.name}_display")())),)
    if isinstance(field, PartialDateField):
        return (Line(partial_date(value)),)
    if isinstance(value, list):
        return tuple(Line(_in_words(thing, field.name, one)) for one in value)
    return plain_lines(in_words(value))


def relation_lines(value: Any) -> tuple[Line, ...]:
    """Something that the page points to: a person by id alone, a page by id and the title that readers saw."""
    label = value._meta.label
    if label == PERSON:
        return (Line(person=value.pk),)
    if label == PICTURE:
        return (Line(picture=value.pk),)
    if isinstance(value, Page):
        return (Line(value.title, page=value.pk),)
    return (Line(value.title if label == DOCUMENT else str(value)),)


def in_words(value: Any) -> str:
    """Dates, times, figures and truth as the active language writes them."""
    if value is True:
        return _("Yes")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value, "TIME_FORMAT")
    return str(value)


def _in_words(thing: models.Model, name: str, value: Any) -> str:
    """One of several; a name of a field is shown as its label."""
    if name != "inferred_fields":
        return str(value)
    try:
        return thing.name_of(value)  # type: ignore[attr-defined]
    except FieldDoesNotExist:
        return str(value)
