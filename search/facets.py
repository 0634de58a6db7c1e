"""What a search may be narrowed by: the facets of the index under the names that readers and lists know them by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from hub.collections import is_collected
from hub.drawing.counties import NORTH_TO_SOUTH
from hub.enums import EvidenceLevel, OrganisationKind, Phase, ServiceStatus, Vocabulary, WrittenStandard
from hub.listing.facts import TermTree
from hub.listing.filters import YEAR, Filter, Labels, Text
from hub.listing.who_and_where import COUNTY, HEALTH_COMMUNITY, KIND_OF_OWNER, MUNICIPALITY, OWNER, by_label
from hub.models import BasePage, County, HealthCommunity, Municipality, Organisation, ThemePage
from hub.visibility import visible
from search.tags import ORDINARY

A_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass
class SearchFacet(Filter):
    """A filter as in the lists, but the engine knows what it lets through.

    Attributes:
        name: Its name in the index.
    """

    name: str
    parameter: str
    label: Text
    names_itself: bool = True


SEARCH_FACETS = (
    SearchFacet("type", "slag", gettext_lazy("What kind")),
    SearchFacet("phase", "fase", gettext_lazy("Phase"), names_itself=False),
    SearchFacet("theme", "tema", gettext_lazy("Theme"), names_itself=False),
    SearchFacet("service_forms", "tjenesteform", Vocabulary.SERVICE_FORMS.label),
    SearchFacet("patient_groups", "pasientgruppe", Vocabulary.PATIENT_GROUPS.label),
    SearchFacet("county", "fylke", COUNTY),
    SearchFacet("municipality", "kommune", MUNICIPALITY),
    SearchFacet("health_community", "helsefellesskap", HEALTH_COMMUNITY),
    SearchFacet("owner", "eier", OWNER),
    SearchFacet("owner_kind", "eiertype", KIND_OF_OWNER),
    SearchFacet("status", "status", gettext_lazy("Status"), names_itself=False),
    SearchFacet("evidence", "grunnlag", gettext_lazy("What it rests on"), names_itself=False),
    SearchFacet("language", "malform", gettext_lazy("Language")),
    SearchFacet("year", "aar", YEAR),
)


# What the values are called -------------------------------------------------------------------------------------------
class AnyYear(dict[str, Text]):
    """Labels of all years: a year is called what it is."""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and bool(A_YEAR.fullmatch(value))

    def __missing__(self, value: str) -> str:
        return value


class ByName(dict[str, Text]):
    """Labels of rows; those in use are put in order by name when they are shown."""


def vocabularies(terms: TermTree) -> dict[str, Labels]:
    """All values of every facet with their labels in the active language. One query."""
    return {
        "type": dict(types()),
        "phase": labels_of(Phase),
        "service_forms": terms_of(terms, Vocabulary.SERVICE_FORMS),
        "patient_groups": terms_of(terms, Vocabulary.PATIENT_GROUPS),
        "owner_kind": labels_of(OrganisationKind),
        "status": labels_of(ServiceStatus),
        "evidence": labels_of(EvidenceLevel),
        "language": dict(languages()),
        "year": AnyYear(),
        **named_rows(),
    }


def types() -> dict[str, str]:
    """The types of content in the order that they are collected in, what is no content of its own, and the rows."""
    models = [model for model in get_page_models() if issubclass(model, BasePage) and is_collected(model)]
    found = {model.search_kind: name_of(model) for model in sorted(models, key=lambda model: model.listing_order)}
    found[ORDINARY] = pgettext("type of content", "Page")
    return found | {model.search_kind: name_of(model) for model in (County, HealthCommunity, Organisation)}


def name_of(model: type[Any]) -> str:
    """What one of a type is called."""
    return capfirst(str(model._meta.verbose_name))


def languages() -> dict[str, str]:
    """The languages that the hub writes in."""
    return {str(value): str(label) for value, label in WrittenStandard.choices} | {"en": _("English")}


def labels_of(enum: Any) -> Labels:
    """A closed vocabulary, in its order."""
    return {str(value): label for value, label in enum.choices}


def terms_of(terms: TermTree, vocabulary: Vocabulary) -> Labels:
    """An open vocabulary in its order, each broader term before its narrower."""
    ours = [pk for pk, term in terms.by_pk.items() if term.vocabulary == vocabulary]
    in_order = sorted(ours, key=lambda pk: [(term.position, term.nb) for term in reversed(terms.line(pk))])
    return {terms.by_pk[pk].slug: terms.by_pk[pk].label for pk in in_order}


def named_rows() -> dict[str, Labels]:
    """The rows that a thing can belong to, counties from north to south; one query for all."""
    language = get_language() or "nb"
    label = Coalesce(NullIf(F(language if language in ("nb", "nn", "en") else "nb"), Value("")), F("nb"))
    themes = visible(ThemePage.objects.all()).order_by()
    twin = themes.filter(translation_key=OuterRef("translation_key"), locale__language_code="en").values("title")[:1]
    title = Coalesce(Subquery(twin), F("title")) if language == "en" else F("title")
    parts = [
        rows("county", County.objects.all(), "number", F("name")),
        rows("municipality", Municipality.objects.all(), "number", F("name")),
        rows("health_community", HealthCommunity.objects.all(), "slug", label),
        rows("owner", Organisation.objects.all(), "slug", F("name")),
        rows("theme", themes.filter(locale__language_code="nb"), "slug", title),
    ]
    found = {name: ByName() for name in ("county", "municipality", "health_community", "owner", "theme")}
    for name, key, shown in reduce(lambda one, other: one.union(other, all=True), parts):
        found[name][key] = shown
    return {**found, "county": north_first(found["county"])}


def rows(name: str, queryset: Any, key: str, label: Any) -> Any:
    """One part of the union: facet, value, label."""
    text = CharField()
    columns = queryset.order_by().annotate(one=Value(name, text), two=Cast(key, text), three=Cast(label, text))
    return columns.values_list("one", "two", "three")


def north_first(labels: Labels) -> Labels:
    """Counties in the order that the hub shows them everywhere."""
    places = {number: place for place, number in enumerate(NORTH_TO_SOUTH)}
    return dict(sorted(labels.items(), key=lambda item: (places.get(item[0], len(places)), item[0])))


def in_use(labels: Labels, values: Iterable[str]) -> Labels:
    """Of a vocabulary those values, in its order; years newest first."""
    wanted = set(values)
    if isinstance(labels, AnyYear):
        return {year: year for year in sorted(wanted, reverse=True)}
    found = {value: label for value, label in labels.items() if value in wanted}
    return by_label({value: str(label) for value, label in found.items()}) if isinstance(labels, ByName) else found
