"""First segments of fixed addresses: no page may take one, for the fixed view would answer in its place.

A fixed address that ends in a file name (`arrangementer/kalender.ics`) takes none: no page's address holds a full stop,
so it may lie below a page.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import gettext as _

FIRST_LEVEL = 3  # depth of the pages right below the front page
VERSIONS = {"nb": "versjoner", "en": "versions"}  # below every page; see `hub.earlier.addresses`


@lru_cache
def reserved_slugs(language: str) -> frozenset[str]:
    """First segments that fixed addresses of a tree have taken, read from the URL conf."""
    taken: set[str] = set()
    for pattern in get_resolver(settings.ROOT_URLCONF).url_patterns:
        taken |= _first_segments(pattern, language)
    if language != "en":
        taken |= {address.strip("/").split("/")[0] for address in (settings.STATIC_URL, settings.MEDIA_URL)}
        taken |= {code for code, _name in settings.LANGUAGES}
    return frozenset(taken - {""})


def _first_segments(pattern: URLPattern | URLResolver, language: str) -> set[str]:
    """The segment that a pattern takes in a tree; an English address begins with its language."""
    if isinstance(pattern.pattern, LocalePrefixPattern) or _is_file(pattern.pattern):
        return set()
    segments = str(pattern.pattern).lstrip("^").split("/")
    if language == "en":
        segments = segments[1:] if segments[0] == "en" else []
    return {segment for segment in segments[:1] if segment.replace("-", "").replace("_", "").isalnum()}


def _is_file(pattern) -> bool:
    """Whether an address ends in a file name; in a regular expression a full stop may mean anything."""
    return isinstance(pattern, RoutePattern) and "." in str(pattern).rpartition("/")[2]


def slug_problem(slug: str, depth: int | None, language: str) -> str:
    """Why a page may not have an address, for the editor; empty when it may.

    Args:
        depth: The page's level in the tree; only the one right below the front page meets the fixed addresses that do
            not lie below every page.
    """
    taken = slug in VERSIONS.values() or (depth == FIRST_LEVEL and slug in reserved_slugs(language))
    if not depth or not taken:
        return ""
    return _("“%(slug)s” is taken by a fixed address of the hub. Choose another one.") % {"slug": slug}
