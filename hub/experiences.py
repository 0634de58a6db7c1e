"""All that has been shared, drawn as one street: what the front page, themes, phases and places count and show.

A type takes part when it has `house_facts`, unless it says `abroad = True`; none is named here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from hub.addresses import address
from hub.drawing.counties import CountyLink
from hub.drawing.street import Plot, StreetItem, street
from hub.listing.cards import load_many
from hub.listing.facts import TermTree
from hub.models.base import BasePage
from hub.models.places import County
from hub.visibility import visible


def house_types() -> list[type[BasePage]]:
    """Types that stand in the street."""
    return [
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and hasattr(model, "house_facts") and not getattr(model, "abroad", False)
    ]


class Experiences:
    """The visible experiences of one tree, loaded once for a page; the newest first.

    Args:
        language: `en` for the English tree, else the Norwegian.
        among: Ids, or a subquery of ids, that narrow them.
        now: The moment to judge visibility by.
    """

    def __init__(self, language: str, among: Any = None, now: datetime | None = None):
        self.tree = "en" if language == "en" else "nb"
        self.among = among
        self.now = now

    @cached_property
    def terms(self) -> TermTree:
        """All terms."""
        return TermTree()

    @cached_property
    def all(self) -> list[Any]:
        """Every experience, ready for its card and its house."""
        narrowed = {"locale__language_code": self.tree} | ({} if self.among is None else {"pk__in": self.among})
        wanted = [
            visible(model.card_queryset().filter(**narrowed), self.now)
            .order_by("-first_published_at", "-pk")
            .defer("body", *(name for name, _weight in model.text_fields))
            for model in house_types()
        ]
        found = [page for pages in load_many(wanted, self.terms) for page in pages]
        return [page for page in found if not page.house_facts.abroad]

    @property
    def latest(self) -> Any | None:
        """The one that was shared last."""
        return self.all[0] if self.all else None

    @cached_property
    def counties(self) -> list[County]:
        """Every county."""
        return list(County.objects.all())

    def with_form(self, slug: str) -> list[Any]:
        """Those that have a service form."""
        return [page for page in self.all if slug in page.house_facts.forms]

    def in_phase(self, phase: str) -> list[Any]:
        """Those that are in a phase."""
        return [page for page in self.all if page.house_facts.phase == phase]

    @cached_property
    def per_form(self) -> Counter[str]:
        """How many per service form."""
        return Counter(form for page in self.all for form in set(page.house_facts.forms))

    @cached_property
    def per_phase(self) -> Counter[str]:
        """How many per phase."""
        return Counter(page.house_facts.phase for page in self.all)

    def street(self, pages: Iterable[Any] | None = None) -> list[Plot]:
        """A plot per county, from north to south, of all experiences or of those given."""
        links = [CountyLink(county.number, county.name, county.path_from_root) for county in self.counties]
        several = CountyLink("", _("Several counties"), address("map"))
        return street((street_item(page) for page in (self.all if pages is None else pages)), links, several)


def counties_of(page: Any) -> list[str]:
    """Numbers of the counties that a page takes place in: those of its municipalities, else the one it names."""
    numbers = [row.municipality.county_id for row in page.municipalities.all()]
    return list(dict.fromkeys(numbers)) or ([page.county_id] if page.county_id else [])


def street_item(page: Any) -> StreetItem:
    """An experience as the street knows it."""
    counties, rows = counties_of(page), page.municipalities.all()
    return StreetItem(
        page.house_facts, counties[0] if len(counties) == 1 else "", rows[0].municipality_id if rows else ""
    )
