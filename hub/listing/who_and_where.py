"""Filters by where a page's story takes place and by who owns it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hub.drawing.counties import NORTH_TO_SOUTH
from hub.enums import OrganisationKind
from hub.listing.facts import MUNICIPALITIES, PageFacts
from hub.listing.filters import Filter, Labels, Text
from hub.listing.sorting import norwegian
from hub.models.organisations import Organisation
from hub.models.places import County, HealthCommunity, Municipality
from hub.models.terms import labelled

COUNTY = _("County")
MUNICIPALITY = _("Municipality")
HEALTH_COMMUNITY = _("Health community")
OWNER = _("Owner")
KIND_OF_OWNER = _("Kind of owner")
SAFE_ID = re.compile(r"[\w\-]{1,80}", re.ASCII)


@dataclass
class CountyFilter(Filter):
    """Counties, from north to south: those of the page's municipalities, else the one it names."""

    parameter: str = "fylke"
    label: Text = COUNTY

    columns = ("county_id", "county__name")
    tables = (MUNICIPALITIES,)

    def named(self, facts: PageFacts) -> Mapping[str, str]:
        """Numbers and names of the page's counties."""
        rows = facts.of("municipalities")
        if rows:
            return {row["municipality__county_id"]: row["municipality__county__name"] for row in rows}
        return {facts.values["county_id"]: facts.values["county__name"]} if facts.values["county_id"] else {}

    def ids(self, facts, terms):
        """The page's counties."""
        return self.named(facts)

    def labels(self, pages, terms):
        """Counties in use, in the order the hub shows them everywhere."""
        found = {number: name for facts in pages for number, name in self.named(facts).items()}
        places = {number: place for place, number in enumerate(NORTH_TO_SOUTH)}
        return dict(sorted(found.items(), key=lambda item: (places.get(item[0], len(places)), item[0])))

    def unused(self, values, terms):
        """Counties."""
        return named(County.objects.filter(number__in=safe(values)), "number")


@dataclass
class MunicipalityFilter(Filter):
    """Municipalities, by name."""

    parameter: str = "kommune"
    label: Text = MUNICIPALITY

    tables = (MUNICIPALITIES,)

    def ids(self, facts, terms):
        """The page's municipalities."""
        return [row["municipality_id"] for row in facts.of("municipalities")]

    def labels(self, pages, terms):
        """Municipalities in use."""
        rows = [row for facts in pages for row in facts.of("municipalities")]
        return by_label({row["municipality_id"]: row["municipality__name"] for row in rows})

    def unused(self, values, terms):
        """Municipalities."""
        return named(Municipality.objects.filter(number__in=safe(values)), "number")


@dataclass
class HealthCommunityFilter(Filter):
    """Health communities, by name."""

    parameter: str = "helsefellesskap"
    label: Text = HEALTH_COMMUNITY

    columns = tuple(f"health_community__{name}" for name in ("slug", "nb", "nn", "en"))

    def ids(self, facts, terms):
        """The page's health community."""
        slug = facts.values["health_community__slug"]
        return (slug,) if slug else ()

    def labels(self, pages, terms):
        """Health communities in use."""
        found = {facts.values["health_community__slug"]: HealthCommunity(**community(facts)) for facts in pages}
        found.pop(None, None)
        return by_label({slug: labelled(row) for slug, row in found.items()})

    def unused(self, values, terms):
        """Health communities."""
        return named(HealthCommunity.objects.filter(slug__in=safe(values)), "slug")


@dataclass
class OwnerFilter(Filter):
    """Who owns what the page tells about, by name."""

    parameter: str = "eier"
    label: Text = OWNER

    columns = ("owner_organisation__slug", "owner_organisation__name")

    def ids(self, facts, terms):
        """The page's owner."""
        slug = facts.values["owner_organisation__slug"]
        return (slug,) if slug else ()

    def labels(self, pages, terms):
        """Owners in use."""
        found = {page.values["owner_organisation__slug"]: page.values["owner_organisation__name"] for page in pages}
        found.pop(None, None)
        return by_label(found)

    def unused(self, values, terms):
        """Organisations."""
        return named(Organisation.objects.filter(slug__in=safe(values)), "slug")


@dataclass
class OwnerKindFilter(Filter):
    """What kind of body the owner is."""

    parameter: str = "eiertype"
    label: Text = KIND_OF_OWNER

    columns = ("owner_organisation__kind",)

    def ids(self, facts, terms):
        """The kind of the page's owner."""
        kind = facts.values["owner_organisation__kind"]
        return (kind,) if kind else ()

    def labels(self, pages, terms):
        """Kinds in use, in the vocabulary's order."""
        used = {facts.values["owner_organisation__kind"] for facts in pages}
        return {str(value): label for value, label in OrganisationKind.choices if value in used}

    def unused(self, values, terms):
        """Kinds of organisations."""
        return {value: OrganisationKind(value).label for value in values if value in OrganisationKind.values}


def community(facts: PageFacts) -> dict[str, str]:
    """The columns of a page's health community, under their own names."""
    return {name: facts.values[f"health_community__{name}"] or "" for name in ("slug", "nb", "nn", "en")}


def named(rows: Iterable, key: str) -> Labels:
    """The rows' own names by their keys."""
    return {getattr(row, key): str(row) for row in rows}


def safe(values: Iterable[str]) -> list[str]:
    """What can be an id at all: nothing else is worth asking the database for."""
    return [value for value in values if SAFE_ID.fullmatch(value)]


def by_label(labels: Mapping[str, str]) -> Labels:
    """Sorted as a Norwegian reader expects."""
    return dict(sorted(labels.items(), key=lambda item: norwegian(str(item[1]))))
