"""Loads several kinds of rows of a page in one query: a page with eight kinds would cost eight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from hub.listing.facts import MUNICIPALITIES, Memo, PageFacts, RowTable, add_rows, fill

TERMS = RowTable("page_terms", ("term_id", *(f"term__{name}" for name in ("vocabulary", "slug", "nb", "nn", "en"))))
ORGANISATIONS = RowTable(
    "organisations", ("role", "organisation_id", *(f"organisation__{name}" for name in ("name", "slug", "kind")))
)
SOURCES = RowTable("sources", ("title", "language", "publisher", "url", "date", "date_text"))
FOOTNOTES = RowTable("footnotes", ("text",))
RESULTS = RowTable("results", ("text", "mast", "beneficiary", "benefit", "evidence", "source_number"))
DIFFICULTIES = RowTable("difficulties", ("text", "nasss"))
ADVICE = RowTable("advice", ("text",))
BENEFITS = RowTable("benefits", ("text", "beneficiary", "benefit"))
MILESTONES = RowTable("milestones", ("text", "date", "date_text", "status", "condition"))
ACTORS = RowTable(
    "actors", ("name", "role", "text", "organisation_id", *(f"organisation__{name}" for name in ("name", "slug")))
)
STARTUP_ACTIONS = RowTable("startup_actions", ("text", "action_page_id"))

FOR_A_HOUSE = (TERMS, MUNICIPALITIES, ORGANISATIONS)
FOR_A_STORY = (*FOR_A_HOUSE, SOURCES, FOOTNOTES, RESULTS, DIFFICULTIES, ADVICE)
FOR_AN_EXAMPLE = (TERMS, SOURCES, FOOTNOTES, RESULTS)
FOR_AN_INITIATIVE = (TERMS, ORGANISATIONS, SOURCES, FOOTNOTES, BENEFITS, MILESTONES, ACTORS, STARTUP_ACTIONS)
FOR_NEWS = (TERMS, SOURCES, FOOTNOTES)


class RowsInOne:
    """An attribute of a page type that `prefetch_related` can be asked for, like a relation.

    It fills the prefetch caches of the relations themselves, so that `page.results.all()` costs nothing afterwards.
    """

    def __init__(self, tables: Sequence[RowTable]):
        self.tables = tables

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __get__(self, instance: Model | None, owner: type) -> RowsInOne:
        return self

    def is_cached(self, instance: Model) -> bool:
        """Whether the rows of a page have been loaded; Django asks so before it prefetches."""
        return self.name in instance._state.fields_cache

    def get_prefetch_querysets(self, instances: list[Any], querysets: Any = None) -> tuple:
        """Load the rows of these pages and tell Django, in its own terms, that nothing is left to do."""
        facts = {page.pk: PageFacts(page.pk) for page in instances}
        memo: Memo = {}
        add_rows(facts, type(instances[0]), self.tables, list(facts))
        for page in instances:
            fill(page, facts[page.pk], self.tables, memo)
        return [], None, lambda page: page.pk, True, self.name, False
