"""Earlier versions of an event hold its dates, which are rows outside its revisions."""

from datetime import timedelta

import pytest

from events.enums import OccurrenceStatus
from events.models import EventPage
from tests.builders.events import START, make_event, make_event_index, make_occurrence
from tests.builders.html import soup
from tests.builders.hub import make_municipality, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return publish(make_event(title="Fagdag", slug="fagdag"))


def told(response):
    assert response.status_code == 200
    return " ".join(soup(response).main.get_text(" ").split())


def dates(version):
    (part,) = [one for one in version.frozen if one["name"] == "dates"]
    return [[line["text"] for line in entry["lines"]] for entry in part["entries"]]


def test_a_version_tells_when_where_and_whether_it_is_held(event, client):
    place = {"place": "Alrek", "address": "Årstadveien 17", "municipality": make_municipality(name="Bergen")}
    make_occurrence(page=event, status=OccurrenceStatus.CANCELLED, **place)
    publish(event, summary="Ny.")
    text = told(client.get(f"{event.path_from_root}versjoner/1/"))
    assert "3. mars 2026 kl. 10" in text
    assert "Alrek, Årstadveien 17, Bergen" in text
    assert "Avlyst" in text


def test_the_version_that_is_shown_follows_the_dates_until_it_ends(event, client):
    date = make_occurrence(page=event)
    event = publish(EventPage.objects.get(pk=event.pk), summary="Ny.")
    date.start, date.end = date.start + timedelta(days=7), date.end + timedelta(days=7)
    date.save()
    first, second = event.versions.order_by("number")
    assert "3. mars" in str(dates(first))
    assert "10. mars" in str(dates(second))
    page = soup(client.get(f"{event.path_from_root}versjoner/2/endringer/"))
    for hidden in page.select(".ds-sr-only"):
        hidden.decompose()
    (section,) = [one for one in page.main.find_all("section") if one.h2.get_text() == "Datoer"]
    assert [[one.get_text() for one in section.find_all(tag)] for tag in ("del", "ins")] == [["3"], ["10"]]


def test_a_date_that_goes_leaves_the_version(event):
    date = make_occurrence(page=event)
    assert dates(event.versions.get())
    date.delete()
    assert "dates" not in {part["name"] for part in event.versions.get().frozen}


def test_a_translation_follows_in_its_own_language(event):
    english = make_event(language="en", parent=make_event_index(language="en"), slug="day", title="Day")
    EventPage.objects.filter(pk=english.pk).update(translation_key=event.translation_key)
    english = publish(EventPage.objects.get(pk=english.pk))
    make_occurrence(page=event, start=START)
    assert "3 March 2026" in str(dates(english.versions.get()))
    assert "3. mars 2026" in str(dates(event.versions.get()))


def test_what_follows_leaves_all_else_as_it_was(event):
    before = [part for part in event.versions.get().frozen if part["name"] != "dates"]
    EventPage.objects.filter(pk=event.pk).update(summary="Endret bak ryggen på alle.")
    make_occurrence(page=event)
    assert [part for part in event.versions.get().frozen if part["name"] != "dates"] == before
