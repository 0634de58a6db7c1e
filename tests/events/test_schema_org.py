"""Events for search engines: what schema.org asks for, no more exact than we know it, and harmless in a page."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from events.enums import EventFormat, OccurrenceStatus, Precision
from events.schema_org import Described, Place, event, script_text, series

DATE = Described(
    name="Fra prosjekt til drift",
    description="Om hva det kostet.",
    url="https://hub.example/arrangementer/drift/",
    language="nb",
    start=datetime(2027, 2, 4, 8, tzinfo=UTC),
    end=datetime(2027, 2, 4, 9, tzinfo=UTC),
    precision=Precision.TIME,
    status=OccurrenceStatus.SCHEDULED,
    format=EventFormat.DIGITALT,
    organisers=[("Senteret", "https://hub.example/organisasjoner/senteret/")],
)
ALREK = Place("Alrek helseklynge", "Årstadveien 17", "Bergen", 60.37, 5.35)


def test_a_webinar_is_held_online_at_its_page():
    found = event(DATE)
    assert found["@type"] == "Event"
    assert (found["startDate"], found["endDate"]) == ("2027-02-04T09:00:00+01:00", "2027-02-04T10:00:00+01:00")
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"] == [{"@type": "VirtualLocation", "url": DATE.url}]
    assert found["organizer"][0]["name"] == "Senteret"
    assert found["inLanguage"] == "nb"
    assert "offers" not in found
    assert "previousStartDate" not in found


def test_summer_time_is_summer_time():
    assert event(replace(DATE, start=datetime(2027, 4, 8, 7, tzinfo=UTC)))["startDate"] == "2027-04-08T09:00:00+02:00"


@pytest.mark.parametrize(
    ("precision", "start", "end", "told"),
    [
        (Precision.DAY, datetime(2022, 5, 31, 22, tzinfo=UTC), datetime(2022, 6, 2, 22, tzinfo=UTC), "2022-06-01"),
        (Precision.MONTH, datetime(2022, 2, 28, 23, tzinfo=UTC), datetime(2022, 3, 31, 22, tzinfo=UTC), "2022-03"),
        (Precision.YEAR, datetime(2021, 12, 31, 23, tzinfo=UTC), datetime(2022, 12, 31, 23, tzinfo=UTC), "2022"),
    ],
)
def test_no_more_is_told_than_is_known(precision, start, end, told):
    found = event(replace(DATE, start=start, end=end, precision=precision))
    assert found["startDate"] == told
    assert found.get("endDate") == ("2022-06-02" if precision == Precision.DAY else None)


def test_a_moved_date_names_the_old_one():
    found = event(replace(DATE, moved_from=datetime(2027, 2, 3, 8, tzinfo=UTC)))
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2027-02-03T09:00:00+01:00"


@pytest.mark.parametrize(
    ("status", "told"), [(OccurrenceStatus.CANCELLED, "Cancelled"), (OccurrenceStatus.POSTPONED, "Postponed")]
)
def test_what_is_called_off_says_so_even_when_it_was_moved_before(status, told):
    found = event(replace(DATE, status=status, moved_from=datetime(2027, 2, 3, 8, tzinfo=UTC)))
    assert found["eventStatus"] == f"https://schema.org/Event{told}"
    assert "previousStartDate" not in found


def test_a_hybrid_event_is_in_both_places():
    online, room = event(replace(DATE, format=EventFormat.HYBRID, place=ALREK))["location"]
    assert online["@type"] == "VirtualLocation"
    assert room["name"] == "Alrek helseklynge"
    assert room["address"]["addressLocality"] == "Bergen"
    assert room["geo"] == {"@type": "GeoCoordinates", "latitude": 60.37, "longitude": 5.35}


def test_what_is_not_known_is_left_out():
    found = event(replace(DATE, format="", organisers=(), description=""))
    assert not {"eventAttendanceMode", "location", "organizer", "description"} & set(found)
    assert "location" not in event(replace(DATE, format=EventFormat.FYSISK))


def test_a_series_holds_its_dates_and_a_date_names_its_series():
    whole = series("Serien", "", "https://hub.example/serie/", [DATE, DATE])
    assert [one["@type"] for one in whole["subEvent"]] == ["Event", "Event"]
    part = event(replace(DATE, series=("Serien", "https://hub.example/serie/")))
    assert part["superEvent"] == {"@type": "EventSeries", "name": "Serien", "url": "https://hub.example/serie/"}


def test_no_title_can_end_the_script():
    title = "</script><script>alert(1)</script> & <!-- ]]>"
    text = script_text([event(replace(DATE, name=title))])
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == title
    assert json.loads(text)["@context"] == "https://schema.org"


def test_several_dates_are_one_graph():
    assert len(json.loads(script_text([event(DATE), event(DATE)]))["@graph"]) == 2
