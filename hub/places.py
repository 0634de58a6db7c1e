"""Counties, health communities and organisations: what is no page has an address all the same, in both trees.

Only what the public may see is counted and shown. Nynorsk comes with `?sprak=nn`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from hub import languages
from hub.addresses import Addressed, address, addresses
from hub.collections import Collection, Narrowing, Shelves
from hub.drawing.counties import CountyLink
from hub.drawing.street import Plot, StreetItem, street
from hub.enums import OrganisationKind
from hub.experiences import Experiences
from hub.frame import Place
from hub.listing import CountyFilter, HealthCommunityFilter, MunicipalityFilter, OwnerFilter
from hub.models.base import BasePage
from hub.models.organisations import Organisation, PageOrganisation
from hub.models.places import County, HealthCommunity, PageMunicipality
from hub.visibility import visible

SHOWN = 10  # of each type, before the link to all of them


# What belongs ---------------------------------------------------------------------------------------------------------
def in_county(county: County) -> QuerySet[BasePage]:
    """Pages that take place in a county: by their municipalities, else by the county they name."""
    rows = PageMunicipality.objects.order_by()
    here = rows.filter(municipality__county=county).values("page")
    return BasePage.objects.filter(Q(pk__in=here) | Q(county=county) & ~Q(pk__in=rows.values("page")))


def in_health_community(community: HealthCommunity) -> QuerySet[BasePage]:
    """Pages that take place in a health community."""
    return BasePage.objects.filter(health_community=community)


def of_organisation(organisation: Organisation) -> QuerySet[BasePage]:
    """Pages that an organisation owns or takes part in, in whatever way their type tells it.

    A type with organisations in rows of its own names the way to them in `organisation_lookups`.
    """
    rows = PageOrganisation.objects.filter(organisation=organisation).values("page")
    wanted = Q(owner_organisation=organisation) | Q(pk__in=rows)
    for model in get_page_models():
        for lookup in getattr(model, "organisation_lookups", ()):
            wanted |= Q(pk__in=model._base_manager.filter(**{lookup: organisation}).values("pk"))
    return BasePage.objects.filter(wanted)


def only_in_county(county: County) -> QuerySet[BasePage]:
    """Pages that take place in a county and nowhere else: these alone tell who and what belongs to it."""
    elsewhere = PageMunicipality.objects.order_by().exclude(municipality__county=county)
    return in_county(county).exclude(pk__in=elsewhere.values("page"))


def health_communities_of(county: County) -> QuerySet[HealthCommunity]:
    """Health communities that reach into a county, as its organisations and its visible pages tell."""
    own = Organisation.objects.filter(municipality__county=county).values("health_community")
    told = visible(only_in_county(county)).order_by().values("health_community")
    return HealthCommunity.objects.filter(Q(pk__in=own) | Q(pk__in=told))


def at_home(condition: Q, pages: QuerySet[BasePage]) -> QuerySet[Organisation]:
    """Organisations of a place: those that lie there, and those that own something visible that takes place there."""
    owners = visible(pages).order_by().values("owner_organisation")
    return Organisation.objects.filter(condition | Q(pk__in=owners))


# Views ----------------------------------------------------------------------------------------------------------------
def show(request: HttpRequest, row: Addressed, template: str, context: Callable[[str], dict[str, Any]]) -> HttpResponse:
    """Answer in the language that the address or the reader asks for."""
    language = languages.asked_language(request)

    def respond() -> TemplateResponse:
        crumbs = CRUMBS[row.search_kind]()
        request.hub_place = Place(str(row), crumbs, row.addresses)  # type: ignore[attr-defined]
        return TemplateResponse(request, template, {"place": row, "map_url": address("map"), **context(language)})

    return languages.render_in(language, respond)


def county(request: HttpRequest, slug: str) -> HttpResponse:
    """What has been shared from a county, and what else takes place there."""
    row = get_object_or_404(County, slug=slug)

    def context(language: str) -> dict[str, Any]:
        here = belonging(language, in_county(row), Narrowing(CountyFilter, row.number), listed=Value(True))
        shelf = here["collection"].shelves.with_houses()
        several = shelf.narrowed(Narrowing(CountyFilter, row.number)) if shelf else ""
        plots = local_street(here["experiences"].all, shelf, several, within=row.number)
        communities = health_communities_of(row)
        return {
            **here,
            "plots": plots,
            "organisations": at_home(Q(municipality__county=row), only_in_county(row)),
            "communities": communities,
        }

    return show(request, row, "hub/county.html", context)


def health_community(request: HttpRequest, slug: str) -> HttpResponse:
    """What has been shared from a health community, and who belongs to it."""
    row = get_object_or_404(HealthCommunity, slug=slug)

    def context(language: str) -> dict[str, Any]:
        narrowing = Narrowing(HealthCommunityFilter, row.slug)
        here = belonging(language, in_health_community(row), narrowing, listed=Value(True))
        shelf = here["collection"].shelves.with_houses()
        plots = local_street(here["experiences"].all, shelf, shelf.narrowed(narrowing) if shelf else "")
        organisations = at_home(Q(health_community=row), in_health_community(row))
        return {**here, "plots": plots, "organisations": organisations}

    return show(request, row, "hub/health_community.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation has shared and takes part in, and the role that answers."""
    rows = Organisation.objects.select_related("municipality__county", "health_community")
    row = get_object_or_404(rows, slug=slug)

    def context(language: str) -> dict[str, Any]:
        owned = Exists(BasePage.objects.filter(pk=OuterRef("pk"), owner_organisation=row))
        here = belonging(language, of_organisation(row), Narrowing(OwnerFilter, row.slug), listed=owned)
        return {**here, "plots": [plot for plot in here["experiences"].street() if plot.count]}

    return show(request, row, "hub/organisation.html", context)


def belonging(language: str, pages: QuerySet[BasePage], narrowing: Narrowing, listed: Any) -> dict[str, Any]:
    """The experiences among the pages, and everything that belongs by type."""
    experiences = Experiences(language, among=pages.order_by().values("pk"))
    shelves = Shelves(language)
    collection = Collection(pages, shelves, experiences.terms, narrowing, listed=listed, limit=SHOWN)
    return {"experiences": experiences, "collection": collection}


def local_street(pages: Iterable[Any], shelf: Any, several_url: str, within: str = "") -> list[Plot]:
    """A plot per municipality that has shared; what takes place in several, or in none, stands last.

    Args:
        shelf: The list that a plot leads to.
        several_url: Where the last plot leads.
        within: Number of the county whose municipalities count.
    """
    links, items = {}, []
    for page in pages:
        rows = [row.municipality for row in page.municipalities.all()]
        places = [place for place in rows if not within or place.county_id == within]
        only = places[0] if len(rows) == 1 and places else None
        if only and only.number not in links:
            url = shelf.narrowed(Narrowing(MunicipalityFilter, only.number)) if shelf else ""
            links[only.number] = CountyLink(only.number, only.name, url or "#innhold")
        items.append(StreetItem(page.house_facts, only.number if only else "", only.number if only else ""))
    return street(items, links.values(), CountyLink("", _("Several municipalities"), several_url or "#innhold"))


# Indexes --------------------------------------------------------------------------------------------------------------
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by kind."""
    return index(
        request,
        "organisation",
        lambda: [(kind.label, Organisation.objects.filter(kind=kind.value)) for kind in OrganisationKind],
    )


def health_communities(request: HttpRequest) -> HttpResponse:
    """Every health community."""
    return index(request, "health_community", lambda: [("", HealthCommunity.objects.all())])


def index(request: HttpRequest, kind: str, groups: Callable[[], list[tuple[Any, QuerySet]]]) -> HttpResponse:
    """A list of links to what is no page."""

    def respond() -> TemplateResponse:
        title = TITLES[kind]()
        request.hub_place = Place(title, (), addresses(kind))  # type: ignore[attr-defined]
        return TemplateResponse(request, "hub/place_index.html", {"groups": groups()})

    return languages.render_in(languages.asked_language(request), respond)


TITLES = {
    "map": lambda: _("Map"),
    "organisation": lambda: capfirst(str(Organisation._meta.verbose_name_plural)),
    "health_community": lambda: capfirst(str(HealthCommunity._meta.verbose_name_plural)),
}
CRUMBS = {
    "county": lambda: [(TITLES["map"](), address("map"))],
    "health_community": lambda: [(TITLES["health_community"](), address("health_community"))],
    "organisation": lambda: [(TITLES["organisation"](), address("organisation"))],
}
