"""Moments of a file, in words on the page that shows it."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def in_words(value: str) -> str:
    """`{{ one.created_at|in_words }}`: a day or a moment of ISO 8601, as the reader's language writes it."""
    if "T" not in value:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    return date_format(timezone.localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")
