"""Events in the other rooms: on organisers' pages, in search, on the front page, in the other language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from events.models import EventPage
from events.templatetags.events import upcoming_events
from search.service import SearchRequest, search
from tests.builders.events import make_event, make_occurrence
from tests.builders.html import soup
from tests.builders.hub import make_organisation, make_settings, restrict

pytestmark = pytest.mark.django_db

FAR = datetime(2090, 2, 2, 8, tzinfo=UTC)


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


def test_all_organisers_show_it_and_are_told_to_the_search(client):
    make_settings()
    other = make_organisation(name="Bergen kommune")
    page = make_event(title="Felles dag", co_organisers=[other])
    make_occurrence(page=page, start=FAR)
    for organisation in (page.owner_organisation, other):
        assert "Felles dag" in words(soup(client.get(organisation.path_from_root)))
    facets = EventPage.detail_queryset().get(pk=page.pk).search_facets()
    assert facets["owner"] == ["bodo-kommune", "bergen-kommune"]
    assert (facets["year"], facets["event_kind"], facets["format"]) == (["2090"], ["webinar"], ["digitalt"])


def test_a_translation_has_the_dates_of_its_original(client):
    page = make_event(title="Norsk")
    make_occurrence(page=page, start=FAR)
    english = make_event(language="en", title="English", translation_of=page)
    assert "2 February 2090" in words(soup(client.get(english.path_from_root)).select_one(".facts"))
    with translation.override("en"):
        assert [one.title for one in upcoming_events()] == ["English"]
    assert english.dates[0].page.title == "English"


def test_a_translation_of_a_hidden_page_shows_no_date(client):
    page = make_event()
    make_occurrence(page=page, start=FAR)
    english = make_event(language="en", translation_of=page)
    restrict(page)
    assert "No date yet" in words(soup(client.get(english.path_from_root)).select_one(".facts"))
    with translation.override("en"):
        assert upcoming_events() == []


# The front page -------------------------------------------------------------------------------------------------------
def test_the_front_page_shows_what_is_held_next(client):
    make_settings()
    for title, days, fields in (("Senere", 9, {}), ("Først", 1, {}), ("Avlyst", 2, {"status": "cancelled"})):
        make_occurrence(page=make_event(title=title), start=FAR + timedelta(days=days), **fields)
    make_occurrence(page=make_event(title="Over"))
    make_occurrence(page=make_event(title="Utkast", live=False), start=FAR)
    hidden = make_event(title="Lukket")
    make_occurrence(page=hidden, start=FAR)
    restrict(hidden)
    assert [words(tag) for tag in soup(client.get("/")).select(".band .row a")] == ["Først", "Senere"]


def test_what_is_to_come_costs_the_same_however_much_there_is(django_assert_num_queries):
    for number in range(20):
        make_occurrence(page=make_event(title=f"Webinar {number}"), start=FAR)
    with translation.override("nb"), django_assert_num_queries(4):
        assert [card.shown_date.seats for card in upcoming_events(3)]


@pytest.mark.indexed
def test_the_search_learns_of_a_date_that_was_made_after_the_page():
    page = make_event(title="Telemedisinuka")
    asked = SearchRequest(text="telemedisinuka", language="nb", filters={"year": ("2090",)})
    assert search(asked).total == 0
    date = make_occurrence(page=page, start=FAR)
    assert search(asked).total == 1
    date.delete()
    assert search(asked).total == 0
