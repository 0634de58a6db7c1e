"""The first view of the front page is light: HTML, styles, font and pictures, compressed as readers get them."""

import brotli
from django.contrib.staticfiles import finders

from tests.builders.html import soup

LIMIT = 90_000  # bytes
READY = (".woff2", ".png", ".webp")  # compressed already


def weight(name, content):
    """Bytes on the wire."""
    return len(content if name.endswith(READY) else brotli.compress(content))


def test_first_view_of_the_front_page(client, db):
    response = client.get("/")
    page = soup(response)
    names = {link["href"] for link in page.find_all("link", href=True) if link["href"].startswith("/static/")}
    names |= {script["src"] for script in page.find_all("script", src=True)}
    sizes = {"html": weight("", response.content)}
    for name in sorted(names):
        path = finders.find(name.removeprefix("/static/"))
        with open(path, "rb") as file:
            sizes[name] = weight(name, file.read())
    for name, size in sizes.items():
        print(f"{size:7} {name}")
    print(f"{sum(sizes.values()):7} in all")
    assert any(name.endswith(".woff2") for name in sizes)
    assert sum(sizes.values()) <= LIMIT
