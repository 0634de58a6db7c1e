"""What of a page belongs on paper, taken from the answer that any reader gets: so nothing hidden can be printed."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.utils import translation
from django.utils.html import escape

from hub import languages, routing
from hub.models import BasePage
from hub.printing.drawings import put_behind
from hub.printing.press import STYLES, Sheet

# What is done on a screen, and what is there to find one's way in the page.
OF_SCREENS = (
    "form, script, style, template, button, input, select, nav, .toc, .crumbs, .noprint, .printonly, [popover], "
    "iframe, video"
)
SPACES = re.compile(r"[ \t\n]+")  # those that do not break a line stay
FONTS = {"Inter": "inter-latin-wght-normal.woff2", "Inter Ext": "inter-latin-ext-wght-normal.woff2"}


@dataclass(frozen=True)
class Printable:
    """A page as it is to be printed, and how it is known.

    Attributes:
        mark: The same for the same words and pictures, and the same paper: 64 hexadecimal digits.
        links: Paths of this hub that it leads to: the pages that it shows something of.
    """

    sheet: Sheet
    mark: str
    links: frozenset[str]


def printable(page: BasePage) -> Printable | None:
    """The page as the public reads it now; None when the public may not."""
    answer = as_read(page.path_from_root) if page.is_public() else None
    if answer is None:
        return None
    soup = BeautifulSoup(answer, "html.parser")
    main = soup.main
    if main is None:
        return None
    files = _prepare(soup, main)
    links = frozenset(path for path in map(_own_path, main.select("a[href]")) if path != page.path_from_root)
    title = escape(soup.title.get_text() if soup.title else page.title)
    main["data-running"] = f"{page.title} · {settings.PUBLIC_URL}{page.path_from_root}"
    html = (
        f'<!doctype html><html lang="{page.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="{escape(page.summary)}"></head>'
        f"<body>{main}</body></html>"
    )
    mark = hashlib.sha256(html.encode() + STYLES.read_bytes()).hexdigest()
    return Printable(Sheet(html=html, files=files, fonts=_fonts()), mark, links - {""})


def as_read(path: str) -> bytes | None:
    """What the address answers somebody who is nobody to the hub; None unless that is a page."""
    address = urlsplit(settings.PUBLIC_URL)
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": address.hostname or "",
        "SERVER_PORT": str(address.port or {"https": 443}.get(address.scheme, 80)),
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(),
    }
    request = WSGIRequest(environment)
    request.user = AnonymousUser()
    language = languages.language_of_path(path)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        prefix = languages.ENGLISH_PREFIX if language == "en" else "/"
        try:
            response = routing.serve(request, path.removeprefix(prefix))
        except Http404:
            return None
        return response.content if response.status_code == 200 else None


# From the screen to paper ---------------------------------------------------------------------------------------------
def _prepare(soup: BeautifulSoup, main: Tag) -> dict[str, str]:
    """Take away what is of screens and make addresses whole; returns the pictures' files."""
    for part in main.select(OF_SCREENS):
        part.decompose()
    for drawing in main.select("svg"):
        put_behind(soup, drawing)
    for part in main.select('[aria-hidden="true"]'):
        part.decompose()
    for summary in main.select("details > summary"):
        summary.name = "p"
    _prepare_links(soup, main)
    return _prepare_pictures(main)


def _prepare_links(soup: BeautifulSoup, main: Tag) -> None:
    for link in main.select("a[href]"):
        if not _is_here(link):
            link["href"] = urljoin(settings.PUBLIC_URL, str(link["href"]))
        if link.find(True):
            # WeasyPrint makes a link of each element within a link, outside the tag that a screen reader knows it by.
            link.string = SPACES.sub(" ", link.get_text(" ")).strip()
    for link in main.select(".src a[href]"):  # the address in words, for whoever holds the paper
        address = soup.new_tag("span", attrs={"class": "address"})
        address.string = f" {link['href']}"
        link.insert_after(address)


def _prepare_pictures(main: Tag) -> dict[str, str]:
    files = {}
    for image in main.select("img"):
        path = _picture(str(image.get("src", "")))
        if not path or not image.get("alt"):
            image.decompose()  # decorative, or gone: paper has nothing to show for it
            continue
        image["src"] = urljoin(settings.PUBLIC_URL, str(image["src"]))
        files[str(image["src"])] = path
        for name in ("srcset", "sizes", "loading"):
            del image[name]
    return files


def _is_here(link: Tag) -> bool:
    return str(link["href"]).startswith(("#", "mailto:", "tel:"))


def _own_path(link: Tag) -> str:
    """The path that a link leads to in this hub; empty for others."""
    whole = urlsplit(urljoin(settings.PUBLIC_URL, str(link["href"])))
    return whole.path if f"{whole.scheme}://{whole.netloc}" == settings.PUBLIC_URL else ""


def _picture(address: str) -> str:
    """The file of a picture of ours, for an address below the public folder of pictures."""
    start = f"{settings.MEDIA_URL}images/"
    name = address.removeprefix(settings.PUBLIC_URL)
    if not name.startswith(start) or "/" in name.removeprefix(start):
        return ""
    name = name.removeprefix(settings.MEDIA_URL)
    return default_storage.path(name) if default_storage.exists(name) else ""


def _fonts() -> dict[str, str]:
    folder = settings.NODE_MODULES / "@fontsource-variable/inter/files"
    return {family: str(folder / name) for family, name in FONTS.items() if (folder / name).exists()}
