"""The map of the country with its table: how much has been shared from each county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from hub import languages
from hub.addresses import addresses
from hub.drawing.counties import CountyLink, from_the_north
from hub.drawing.houses import RUNNING
from hub.drawing.tilemap import tiles
from hub.enums import Vocabulary
from hub.experiences import Experiences, counties_of
from hub.frame import Place
from hub.listing.asked import cleaned, left_out
from hub.models.organisations import Organisation
from hub.models.places import County, HealthCommunity

FORM = "tjenesteform"


@dataclass
class Line:
    """A county in the table: experiences from there, those that are running, and its health communities."""

    county: County
    count: int
    running: int
    communities: list[HealthCommunity] = field(default_factory=list)


def country(request: HttpRequest) -> HttpResponse:
    """The map, of all experiences or of those with one service form."""

    def respond() -> TemplateResponse:
        request.hub_place = Place(_("Map"), (), addresses("map"))  # type: ignore[attr-defined]
        return TemplateResponse(request, "hub/map.html", context(request.GET, language))

    language = languages.asked_language(request)
    return languages.render_in(language, respond)


def context(params: Any, language: str) -> dict[str, Any]:
    """What the map shows. A service form that does not exist is left out, with a note."""
    experiences = Experiences(language)
    every = sorted(experiences.terms.by_pk.values(), key=lambda term: (term.position, term.nb))
    forms = {term.slug: term.label for term in every if term.vocabulary == Vocabulary.SERVICE_FORMS}
    asked = cleaned(params.get(FORM, ""))
    chosen = asked if asked in forms else ""
    pages = experiences.with_form(chosen) if chosen else experiences.all
    lines = table(experiences.counties, pages)
    links = [CountyLink(line.county.number, line.county.name, f"#f{line.county.number}") for line in lines]
    placed = sum(line.count for line in lines)
    return {
        "forms": [(slug, label, slug == chosen) for slug, label in forms.items()],
        "notes": [left_out(asked, Vocabulary.SERVICE_FORMS.label)] if asked and not chosen else [],
        "tiles": tiles({line.county.number: line.count for line in lines}, links),
        "lines": lines,
        "placed": placed,
        "elsewhere": len(pages) - placed,
    }


def table(counties: Iterable[County], pages: Sequence[Any]) -> list[Line]:
    """A line for each county, from north to south. What takes place in several counties counts in none."""
    counts: Counter[str] = Counter()
    running: Counter[str] = Counter()
    for page in pages:
        numbers = counties_of(page)
        if len(numbers) == 1:
            counts[numbers[0]] += 1
            running[numbers[0]] += page.house_facts.status in RUNNING
    by_number = {county.number: county for county in counties}
    links = from_the_north(CountyLink(county.number, county.name, "") for county in by_number.values())
    lines = [Line(by_number[link.number], counts[link.number], running[link.number]) for link in links]
    return with_communities(lines, pages)


def with_communities(lines: list[Line], pages: Sequence[Any]) -> list[Line]:
    """The lines with the health communities of each county, as its organisations and experiences tell them."""
    every = HealthCommunity.objects.in_bulk()
    rows = Organisation.objects.exclude(municipality=None).exclude(health_community=None)
    told = set(rows.values_list("municipality__county_id", "health_community_id"))
    alone = [page for page in pages if len(counties_of(page)) == 1]
    told |= {(counties_of(page)[0], page.health_community_id) for page in alone}
    for line in lines:
        here = (every[pk] for number, pk in told if number == line.county.number and pk)
        line.communities = sorted(here, key=str)
    return lines
