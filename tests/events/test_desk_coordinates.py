"""Where a place lies: one field at the desk, GEO in calendars."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.desk.coordinates import CoordinatesField
from events.enums import EventFormat
from events.models import Occurrence
from tests.builders.events import make_event, make_occurrence
from tests.builders.organisers import organiser_client

BERGEN = (Decimal("60.38970"), Decimal("5.33220"))
SETTINGS = {"policy": "none", "registration_url": "", "deadline": "", "room_capacity": "", "online_capacity": ""}
TIME = {"first_day": "2027-02-04", "last_day": "", "begins": "09:00", "ends": "10:00"}
PLACE = {"place": "Alrek", "address": "", "municipality": ""}


@pytest.mark.parametrize(
    "text", ["60.3897, 5.3322", " 60.38970 5.33220 ", "60.3897;5.3322", "60.389700123, 5.332199876", "60.3897,5.3322"]
)
def test_it_takes_what_maps_give(text):
    assert CoordinatesField().clean(text) == BERGEN


@pytest.mark.parametrize(
    "text",
    [
        "Bergen",
        "60.3897",
        "5.3322, 160.3897, 1",
        "91, 5",
        "60, 181",
        "60,3897, 5,3322",
        "NaN, NaN",
        "1e1 1e1",
        "٦٠, ٥ x",
    ],
)
def test_what_lies_on_no_map_is_refused(text):
    with pytest.raises(ValidationError):
        CoordinatesField().clean(text)


def test_south_and_west_and_nothing():
    assert CoordinatesField().clean("-33.9, -70.5") == (Decimal("-33.90000"), Decimal("-70.50000"))
    assert CoordinatesField(required=False).clean("") is None


def geo():
    date = Occurrence.objects.get()
    return date.latitude, date.longitude, [line for line in date.ics.split("\r\n") if line.startswith("GEO:")]


@pytest.mark.django_db
def test_a_new_date_has_them_in_its_calendar_entry():
    event = make_event(format=EventFormat.FYSISK)
    form = {**SETTINGS, **TIME, **PLACE, "join_url": "", "every": "", "count": "1", "coordinates": "60.3897, 5.3322"}
    url = reverse("events_desk:new_date", args=[event.pk])
    client = organiser_client()
    refused = client.post(url, {**form, "coordinates": "here"})
    assert "latitude and longitude" in refused.content.decode()
    assert not Occurrence.objects.exists()
    assert client.post(url, form).status_code == 302
    assert geo() == (*BERGEN, ["GEO:60.3897;5.3322"])
    assert 'value="60.38970, 5.33220"' in client.get(url).content.decode()  # the next date is at the same place


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, ("60.38970", "5.33220"), id="another time"),
        pytest.param({"place": "Nytt hus"}, (None, None), id="another place"),
        pytest.param({"place": "Nytt hus", "coordinates": "67.28, 14.4"}, ("67.28000", "14.40000"), id="and where"),
        pytest.param({"coordinates": "67.28, 14.4"}, ("67.28000", "14.40000"), id="the place was wrong on the map"),
        pytest.param({"coordinates": ""}, (None, None), id="none"),
    ],
)
def test_a_move_keeps_them_unless_the_place_is_another(changed, expected):
    start = timezone.now().replace(microsecond=0) + timedelta(days=10)
    page, where = make_event(format=EventFormat.FYSISK), {"latitude": BERGEN[0], "longitude": BERGEN[1]}
    date = make_occurrence(page=page, start=start, place="Alrek", **where)
    client, url = organiser_client(), reverse("events_desk:send", args=[date.pk, "move"])
    assert 'value="60.38970, 5.33220"' in client.get(url).content.decode()
    form = {**TIME, **PLACE, "coordinates": "60.38970, 5.33220", "note": "", **changed}
    seen = client.post(url, {**form, "step": "preview"}).context["seen"]
    assert client.post(url, {**form, "step": "send", "seen": seen}).status_code == 302
    assert geo()[:2] == tuple(one and Decimal(one) for one in expected)
