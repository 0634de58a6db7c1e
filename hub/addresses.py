"""Addresses of what is no page: the map, counties, health communities and organisations, in both trees."""

from __future__ import annotations

from django.utils.translation import get_language

SECTIONS = {
    "map": {"nb": "kart/", "en": "en/map/"},
    "county": {"nb": "fylker/", "en": "en/counties/"},
    "health_community": {"nb": "helsefellesskap/", "en": "en/health-communities/"},
    "organisation": {"nb": "organisasjoner/", "en": "en/organisations/"},
}

LEGEND = {"nb": "/slik-leser-du-husene/", "en": "/en/how-to-read-the-houses/"}


def addresses(kind: str, slug: str = "") -> dict[str, str]:
    """Language of the tree to address."""
    ending = f"{slug}/" if slug else ""
    return {language: f"/{section}{ending}" for language, section in SECTIONS[kind].items()}


def address(kind: str, slug: str = "") -> str:
    """The address in the tree of the active language."""
    return addresses(kind, slug)["en" if get_language() == "en" else "nb"]


class Addressed:
    """A row with an address of its own; its `search_kind` says below which section."""

    search_kind = ""
    slug: str

    @property
    def addresses(self) -> dict[str, str]:
        """Language of the tree to address."""
        return addresses(self.search_kind, self.slug)

    @property
    def path_from_root(self) -> str:
        """The address in the tree of the active language."""
        return address(self.search_kind, self.slug)
