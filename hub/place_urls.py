"""Addresses of the map, counties, health communities and organisations, in both trees, the menu and the sitemap."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.views.generic import RedirectView

from hub import map as country_map
from hub import places, sitemap
from hub.addresses import SECTIONS, addresses
from hub.frame import register_menu_entry
from hub.models.organisations import Organisation
from hub.models.places import County, HealthCommunity

ONE = {"county": places.county, "health_community": places.health_community, "organisation": places.organisation}
ALL = {"map": country_map.country, "health_community": places.health_communities, "organisation": places.organisations}


def patterns() -> list[URLPattern]:
    """One address per tree for each; the list of counties is the map."""
    found = []
    for kind, sections in SECTIONS.items():
        for language, section in sections.items():
            view = ALL.get(kind) or RedirectView.as_view(url=f"/{SECTIONS['map'][language]}", permanent=True)
            found.append(path(section, view, name=f"{kind}_index_{language}"))
            if kind in ONE:
                found.append(path(f"{section}<slug:slug>/", ONE[kind], name=f"{kind}_{language}"))
    return found


urlpatterns = patterns()


def addresses_of_all() -> list[sitemap.Entry]:
    """Everything here, for the sitemap; none of it can be hidden from the public."""
    found = [sitemap.Entry(addresses(kind)) for kind in ALL]
    for model in (County, HealthCommunity, Organisation):
        found += [sitemap.Entry(row.addresses) for row in model.objects.all()]
    return found


sitemap.register(addresses_of_all)
register_menu_entry(lambda: gettext("Map"), addresses("map"))
