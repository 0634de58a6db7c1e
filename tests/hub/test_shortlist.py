"""A reader's own list: what its address names and the public may see, and nothing else; in three languages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub.models import StandardPage
from hub.shortlist.picked import MOST
from stories.models import StoryIndexPage, StoryPage
from tests.builders.html import faults, soup
from tests.builders.hub import make_page, make_standard_page, restrict

pytestmark = pytest.mark.django_db


def titles(response):
    return [link.get_text() for link in soup(response).select(".picked h2 a")]


def asked(*pages, **more):
    return {"s": [page.pk for page in pages], **more}


def test_it_shows_what_the_address_names_in_its_order(client):
    first, second = make_standard_page(title="Først"), make_standard_page(title="Så")
    response = client.get("/liste/", asked(second, first))
    assert response.status_code == 200
    assert titles(response) == ["Så", "Først"]
    assert list(faults(soup(response), "nb")) == []
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers
    assert soup(response).select_one("link[rel=canonical]")["href"].endswith("/liste/")
    assert soup(response).select_one("meta[name=robots]")["content"] == "noindex"
    assert titles(client.get(f"/liste/?s={second.pk},{first.pk}")) == ["Så", "Først"]


def test_each_page_can_be_taken_away(client):
    first, second, third = (make_standard_page(title=title) for title in ("A", "B", "C"))
    page = soup(client.get("/liste/", asked(first, second, third)))
    link = page.select(".picked li .noprint a")[1]
    assert "B" in link.get_text()
    assert titles(client.get(link["href"])) == ["A", "C"]


def test_what_the_public_may_not_see_is_left_out_and_nothing_told(client):
    shown = make_standard_page(title="Vist")
    hidden = [make_standard_page(title="Utkast", live=False), make_standard_page(title="Utløpt")]
    StandardPage.objects.filter(pk=hidden[1].pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    closed = make_standard_page(title="Lukket")
    restrict(closed)
    below = make_standard_page(title="Under", parent=closed)
    without = client.get("/liste/", asked(shown)).content
    assert client.get("/liste/", asked(shown, *hidden, closed, below)).content == without
    assert client.get(f"/liste/?s={shown.pk},999999,x,-1,1e3,٣,{'9' * 40}&s=&s=%00").content == without


def test_a_list_holds_thirty(client):
    pages = [make_standard_page(title=f"Side {number}") for number in range(MOST + 2)]
    response = client.get("/liste/", asked(*pages))
    assert len(titles(response)) == MOST
    assert soup(response).select_one("main .ds-alert")
    assert not soup(response).select_one("input#finn")
    assert not soup(client.get("/liste/", asked(*pages[:MOST]))).select_one("main .ds-alert")


def test_more_is_found_and_added_without_a_script(client):
    first = make_standard_page(title="Vekt hjemme")
    second, third = make_standard_page(title="Vekt på sykehus"), make_standard_page(title="Noe annet")
    page = soup(client.get("/liste/", asked(first, finn="vekt")))
    boxes = page.select("input[type=checkbox][form=kortliste]")
    assert [box["value"] for box in boxes] == [str(second.pk)]
    form = page.select_one("form#kortliste")
    assert form["action"] == "/liste/"
    hidden = [(field["name"], field["value"]) for field in form.select("input[type=hidden]")]
    added = client.get(form["action"], {"s": [value for name, value in hidden if name == "s"] + [boxes[0]["value"]]})
    assert titles(added) == ["Vekt hjemme", "Vekt på sykehus"]
    assert str(third.pk) not in {box["value"] for box in boxes}


def test_hostile_words_are_shown_as_text(client):
    response = client.get("/liste/", {"finn": '"><script>alert(1)</script>\0' + "x" * 5000})
    assert response.status_code == 200
    assert not soup(response).main.select("script")
    assert client.post("/liste/").status_code == 405


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_in_three_languages(client, language):
    page = make_standard_page(title="Side")
    response = client.get("/liste/", asked(page, sprak=language))
    assert response.headers["Content-Language"] == language
    assert soup(response).html["lang"] == language
    assert titles(response) == ["Side"]
    for link in soup(response).select("main nav a[hreflang]"):
        assert titles(client.get(link["href"])) == ["Side"]
    with translation.override(language):
        assert soup(response).h1.get_text() == _("Shortlist")


def test_lists_have_boxes_that_belong_to_a_form_of_their_own(client):
    index = make_page(StoryIndexPage, title="Erfaringer", slug="erfaringer")
    story = make_page(StoryPage, parent=index, title="Vårt hus")
    page = soup(client.get(index.path_from_root))
    box = page.select_one(f"input[name=s][value='{story.pk}']")
    assert box["form"] == page.select_one("form#kortliste")["id"]
    assert box.find_parent("form") is None
    assert page.select_one("form#kortliste").find_parent("form") is None
    assert "Vårt hus" in box.find_parent("label").get_text()
    assert not soup(client.get(story.path_from_root)).select("input[name=s]")
    assert soup(client.get(story.path_from_root)).select_one(f"a[href='/liste/?s={story.pk}']")


def test_it_costs_the_same_for_two_and_for_twenty(client):
    index = make_page(StoryIndexPage, title="Erfaringer", slug="erfaringer")
    costs = []
    for count in (2, 20):
        pages = [make_page(StoryPage, parent=index) for _number in range(count)]
        client.get("/liste/", asked(*pages))
        with CaptureQueriesContext(connection) as queries:
            assert len(titles(client.get("/liste/", asked(*pages)))) == count
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 14, costs
