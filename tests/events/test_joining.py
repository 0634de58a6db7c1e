"""The way into a meeting: when it opens, for whom, what it marks, and that nothing tells the address before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import links
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.models import Occurrence
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.html import faults, soup
from tests.builders.public_forms import main_of, press, told

pytestmark = pytest.mark.django_db
MEETING = "https://meeting.example/room?pwd=1"


def participant(*, begins, occurrence=None, **fields):
    """Who has a seat at a date that begins in so many minutes."""
    fields_of_date = {"join_url": MEETING, **(occurrence or {})}
    found = make_occurrence(start=timezone.now() + timedelta(minutes=begins), **fields_of_date)
    return make_registration(occurrence=found, **fields)


def way(registration):
    return links.address(registration, links.Purpose.JOIN)


def came(registration):
    registration.refresh_from_db()
    return registration.attended_at


def test_from_fifteen_minutes_before_a_button_marks_and_leads_on(client):
    registration = participant(begins=14)
    page = client.get(way(registration))
    assert len(main_of(page).find_all("form")) == 1
    assert MEETING not in page.content.decode()
    assert came(registration) is None
    answer = press(client, way(registration))
    assert (answer.status_code, answer["Location"]) == (302, MEETING)
    first = came(registration)
    assert first is not None
    press(client, way(registration))
    assert came(registration) == first
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_browser_may_follow_the_button_out_of_the_hub(client):
    assert "form-action 'self' https:" in client.get(way(participant(begins=5)))["Content-Security-Policy"]
    early = client.get(way(participant(begins=500, email="b@x.example")))
    assert "form-action 'self';" in early["Content-Security-Policy"] + ";"


def test_before_that_it_says_when_it_opens(client):
    registration = participant(begins=75)
    page = client.get(way(registration))
    assert "Møtet åpner" in told(page)
    assert "Det er om 60 minutter" in told(page)
    assert main_of(page).find("form") is None
    answer = press(client, way(registration))
    assert answer.status_code == 200
    assert came(registration) is None
    assert MEETING not in answer.content.decode()


def test_afterwards_it_leads_to_recording_and_evaluation(client):
    registration = participant(begins=-90)
    page = registration.occurrence.page
    page.recording_page = "https://video.example/opptak"
    page.save()
    response = client.get(way(registration))
    assert "Møtet er over" in told(response)
    targets = [link["href"] for link in main_of(response).find_all("a")]
    assert "https://video.example/opptak" in targets
    assert any(target.startswith("/evaluering/") for target in targets)
    assert press(client, way(registration)).status_code == 200
    assert came(registration) is None


def test_the_organiser_may_give_another_address_at_any_time(client):
    registration = participant(begins=5, occurrence={"join_url": ""})
    assert "har ikke åpnet møtet ennå" in told(client.get(way(registration)))
    assert press(client, way(registration)).status_code == 200
    assert came(registration) is None
    Occurrence.objects.update(join_url="https://other.example/")
    assert press(client, way(registration))["Location"] == "https://other.example/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"occurrence": {"status": OccurrenceStatus.CANCELLED}}, "er avlyst"),
        ({"occurrence": {"status": OccurrenceStatus.POSTPONED}}, "er utsatt"),
        ({"state": RegistrationState.UNCONFIRMED}, "ikke bekreftet"),
        ({"state": RegistrationState.CANCELLED, "has_seat": False}, "Du er meldt av"),
        ({"has_seat": False}, "nummer 1 på ventelisten"),
    ],
)
def test_who_has_no_seat_online_is_told_why(client, fields, words):
    registration = participant(begins=5, **fields)
    response = client.get(way(registration))
    assert words in told(response)
    assert main_of(response).find("form") is None
    assert press(client, way(registration)).status_code == 200
    assert came(registration) is None


def test_a_seat_in_the_room_leads_to_the_room(client):
    date = {"page": make_event(format=EventFormat.HYBRID), "place": "Alrek helseklynge"}
    registration = participant(begins=5, occurrence=date, seat=Seat.ROOM)
    assert "Alrek helseklynge" in told(client.get(way(registration)))


def test_another_site_brings_nobody_in(client):
    registration = participant(begins=5)
    assert press(client, way(registration), **{"Sec-Fetch-Site": "cross-site"}).status_code == 200
    assert came(registration) is None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("begins", [500, 5, -90])
def test_every_state_in_every_language(client, language, begins):
    response = client.get(way(participant(begins=begins, language=language)))
    assert faults(soup(response), language) == []
