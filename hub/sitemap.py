"""`/sitemap.xml` over both trees: every address that the public may see, with its other languages.

Wagtail's own sitemap leaves the English tree out. What is no page comes through `register`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from hub import languages
from hub.models import BasePage

LIMIT = 50_000  # addresses in one file, https://www.sitemaps.org/protocol.html
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True)
class Entry:
    """One thing: its address in each language that it has one in, and when it last changed."""

    addresses: Mapping[str, str]
    changed: datetime | None = None


Source = Callable[[], Iterable[Entry]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add the addresses of things that are no pages; the source gives visible ones only."""
    if source not in _sources:
        _sources.append(source)


def entries() -> list[Entry]:
    """Everything with an address, pages first, in a stable order."""
    found = _page_entries()
    for source in _sources:
        found += source()
    return found


def _page_entries() -> list[Entry]:
    """Twins of the two trees are one entry."""
    by_key: dict[object, tuple[dict[str, str], list[datetime]]] = {}
    others = _other_addresses()
    rows = BasePage.objects.visible().order_by("path")
    names = ("pk", "translation_key", "url_path", "locale__language_code", "written_standard", "last_published_at")
    for pk, key, url_path, tree, standard, changed in rows.values_list(*names):
        addresses, dates = by_key.setdefault(key, ({}, []))
        addresses["en" if tree == "en" else standard] = languages.public_path(url_path, tree)
        addresses.update(others.get(pk, {}))
        if changed:
            dates.append(changed)
    return [Entry(addresses, max(dates, default=None)) for addresses, dates in by_key.values()]


def _other_addresses() -> dict[int, dict[str, str]]:
    """Addresses of records that answer in another tree too, by page."""
    found: dict[int, dict[str, str]] = {}
    for model in _all_types(BasePage):
        if model.has_other_addresses:
            for page in model.related_queryset().visible():
                found[page.pk] = page.other_addresses()
    return found


def _all_types(model: type[BasePage]) -> list[type[BasePage]]:
    below = [one for child in model.__subclasses__() for one in _all_types(child)]
    return below if model._meta.abstract else [model, *below]


# The files ------------------------------------------------------------------------------------------------------------
def sitemap(request: HttpRequest, part: int | None = None) -> HttpResponse:
    """The sitemap, or an index of its parts when there are more addresses than one file may hold."""
    found = [(url, entry) for entry in entries() for url in entry.addresses.values()]
    if part is None and len(found) > LIMIT:
        return _xml(index(-(-len(found) // LIMIT)))
    start = (part - 1) * LIMIT if part is not None else 0
    if part is not None and not 0 <= start < len(found):
        raise Http404
    return _xml(urlset(islice(found, start, start + LIMIT)))


def index(parts: int) -> str:
    """The index of a sitemap in several files."""
    addresses = (f"{settings.PUBLIC_URL}/sitemap-{number}.xml" for number in range(1, parts + 1))
    rows = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return f"{HEAD}<sitemapindex {NAMESPACES}>\n{rows}</sitemapindex>\n"


def urlset(found: Iterable[tuple[str, Entry]]) -> str:
    """One file of addresses, each with its other languages."""
    rows = "".join(_row(url, entry) for url, entry in found)
    return f"{HEAD}<urlset {NAMESPACES}>\n{rows}</urlset>\n"


def _row(url: str, entry: Entry) -> str:
    parts = [f"<loc>{escape(settings.PUBLIC_URL + url)}</loc>"]
    if entry.changed:
        parts.append(f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>")
    if len(entry.addresses) > 1:
        for code, other in entry.addresses.items():
            href = quoteattr(settings.PUBLIC_URL + other)
            parts.append(f'<xhtml:link rel="alternate" hreflang="{code}" href={href}/>')
    return f"<url>{''.join(parts)}</url>\n"


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but the editors' desk."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /konto/", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
