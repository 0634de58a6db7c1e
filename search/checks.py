"""System checks of the search room; they ask the database, so `migrate` and `check --database` run them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from search.analysis import VERSION
from search.models import SearchDocument


@register(Tags.database)
def index_follows_the_analysis(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Ask for a rebuild when documents were analysed by other rules than questions are now."""
    return [warning for alias in databases or () if (warning := _other_rules(alias))]


def _other_rules(alias: str) -> Warning | None:
    try:
        if not SearchDocument.objects.using(alias).exclude(analysis=VERSION).exists():
            return None
    except DatabaseError:
        return None  # no tables yet
    return Warning(
        "The search index was built by other rules of analysis than the present ones.",
        hint="Run `manage.py search_rebuild`; the search answers meanwhile.",
        id="search.W001",
    )
