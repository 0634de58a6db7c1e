"""Feeds of lists: what is visible, in the list's language, with ids that last and dates that are true."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from hub.listing.feed import page_id
from tests.builders.hub import FIRST_DAY, make_settings, publish, restrict
from tests.builders.lists import make_experience, make_story_list

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client, address="/erfaringer/atom.xml"):
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def text(element, name):
    return element.find(f"a:{name}", ATOM).text


def entries(feed):
    return {text(entry, "title"): entry for entry in feed.findall("a:entry", ATOM)}


def test_only_what_is_visible(client):
    make_experience(title="Synlig")
    make_experience(title="Utkast", live=False)
    restrict(make_experience(title="Lukket"))
    make_experience(title="Utløpt", expire_at=timezone.now() - timedelta(minutes=1))
    assert list(entries(read(client))) == ["Synlig"]


def test_the_same_filters_as_the_list(client):
    make_experience(title="I drift")
    make_experience(title="Planlagt", phase="planlegging")
    feed = read(client, "/erfaringer/atom.xml?fase=planlegging&fase=tull&side=x")
    assert list(entries(feed)) == ["Planlagt"]
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["self"] == f"{settings.PUBLIC_URL}/erfaringer/atom.xml?fase=planlegging"
    assert links["alternate"] == f"{settings.PUBLIC_URL}/erfaringer/?fase=planlegging"


def test_an_id_outlives_title_address_and_publication(client):
    page = make_experience(title="Før", what="<p>Noe</p>", for_whom="<p>Noen</p>")
    before = text(entries(read(client))["Før"], "id")
    page.slug = "et-annet-sted"
    page.save()
    publish(page, title="Etter")
    assert text(entries(read(client))["Etter"], "id") == before == page_id(page)
    assert before.startswith("urn:uuid:")


def test_translations_have_ids_of_their_own(client):
    norwegian = make_experience(title="Norsk")
    english = make_experience(title="English", language="en", translation_of=norwegian)
    assert page_id(norwegian) != page_id(english)


def test_each_selection_is_a_feed_of_its_own(client):
    make_story_list()
    whole, part = read(client), read(client, "/erfaringer/atom.xml?fase=drift")
    assert text(whole, "id") != text(part, "id")


def test_dates_are_those_of_the_page_never_of_the_reading(client):
    later = FIRST_DAY + timedelta(days=40)
    make_experience(title="Gammel")
    make_experience(title="Ny", first_published_at=FIRST_DAY, last_published_at=later)
    feed = read(client)
    assert list(entries(feed)) == ["Ny", "Gammel"]
    assert text(entries(feed)["Gammel"], "updated") == FIRST_DAY.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    assert datetime.fromisoformat(text(entries(feed)["Ny"], "updated")) == later
    assert datetime.fromisoformat(text(entries(feed)["Ny"], "published")) == FIRST_DAY
    assert datetime.fromisoformat(text(feed, "updated")) == later


def test_an_empty_feed_is_dated_by_its_list(client):
    make_story_list()
    assert datetime.fromisoformat(text(read(client), "updated")) == FIRST_DAY


def test_a_page_without_dates_is_never_dated_today(client):
    make_experience(title="Uten dato", first_published_at=None, last_published_at=None)
    entry = entries(read(client))["Uten dato"]
    assert datetime.fromisoformat(text(entry, "updated")) == datetime(1970, 1, 1, tzinfo=UTC)
    assert entry.find("a:published", ATOM) is None


def test_every_entry_says_its_language(client):
    make_experience(title="Bokmål")
    make_experience(title="Nynorsk", written_standard="nn")
    feed = read(client)
    assert feed.get(XML_LANG) == "nb"
    assert {name: entry.get(XML_LANG) for name, entry in entries(feed).items()} == {"Bokmål": "nb", "Nynorsk": "nn"}


def test_the_english_list_has_an_english_feed(client):
    make_settings()
    make_experience(title="English", language="en")
    make_experience(title="Norsk")
    feed = read(client, "/en/experiences/atom.xml")
    assert (feed.get(XML_LANG), list(entries(feed))) == ("en", ["English"])
    assert (
        entries(feed)["English"].find("a:link", ATOM).get("href").startswith(f"{settings.PUBLIC_URL}/en/experiences/")
    )


def test_a_hidden_list_has_no_feed(client):
    page = make_story_list()
    page.live = False
    page.save()
    assert client.get("/erfaringer/atom.xml").status_code == 404
    assert client.get("/finnes-ikke/atom.xml").status_code == 404
