"""The sitemap holds every address that the public may see, in both trees, and no other."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings

from hub import sitemap
from hub.models import StandardPage
from tests.builders.hub import make_home, make_standard_page, many, restrict

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def pages_only(monkeypatch):
    monkeypatch.setattr(sitemap, "_sources", [])


def read(client, path="/sitemap.xml"):
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)


def addresses(root):
    return [tag.text.removeprefix(settings.PUBLIC_URL) for tag in root.findall(".//s:loc", NAMES)]


def test_both_trees_with_their_twins(client):
    norwegian = make_standard_page(title="Om", written_standard="nn")
    make_standard_page(language="en", title="About", translation_of=norwegian)
    root = read(client)
    assert sorted(addresses(root)) == ["/", "/en/", "/en/about/", "/om/"]
    twins = {
        link.get("hreflang"): link.get("href")
        for url in root.findall("s:url", NAMES)
        if url.find("s:loc", NAMES).text.endswith("/om/")
        for link in url.findall("x:link", NAMES)
    }
    assert twins == {"nn": f"{settings.PUBLIC_URL}/om/", "en": f"{settings.PUBLIC_URL}/en/about/"}


def test_nothing_that_the_public_may_not_see(client):
    make_standard_page(title="Utkast", live=False)
    closed = make_standard_page(title="Lukket")
    restrict(closed)
    make_standard_page(parent=closed, title="Under")
    assert addresses(read(client)) == ["/"]


def test_things_that_are_no_pages_are_registered(client):
    make_home()
    entry = sitemap.Entry({"nb": "/fylker/nordland/"}, datetime(2026, 1, 2, tzinfo=UTC))
    sitemap.register(lambda: [entry])
    root = read(client)
    assert addresses(root) == ["/", "/fylker/nordland/"]
    assert root.findall(".//s:lastmod", NAMES)[-1].text == "2026-01-02T00:00:00+00:00"


def test_records_with_other_addresses(client, monkeypatch):
    page = make_standard_page(title="Begrep")
    monkeypatch.setattr(StandardPage, "has_other_addresses", True)
    monkeypatch.setattr(StandardPage, "other_addresses", lambda page: {"en": f"/en/concepts/{page.pk}/"})
    assert addresses(read(client)) == ["/", "/begrep/", f"/en/concepts/{page.pk}/"]


def test_an_index_when_one_file_is_too_small(client, monkeypatch):
    for number in range(4):
        make_standard_page(title=f"Side {number}")
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    assert addresses(read(client)) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    assert [len(addresses(read(client, f"/sitemap-{part}.xml"))) for part in (1, 2, 3)] == [2, 2, 1]
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("count", [2, 20])
def test_the_same_number_of_queries_for_few_and_many(client, django_assert_max_num_queries, count):
    with many():
        for number in range(count):
            make_standard_page(title=f"Side {number}")
    with django_assert_max_num_queries(3):
        read(client)


def test_robots_are_told_where_it_is(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
