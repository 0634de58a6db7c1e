"""A name that an editor wrote into an event goes from its calendar entries and feeds at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from hub.consent.withdrawal import withdraw
from hub.models.consents import WithdrawnFor
from tests.builders.events import make_event, make_occurrence
from tests.builders.hub import make_person, publish

pytestmark = pytest.mark.django_db
NAME = "Sigrun Qvistebø"


def unfolded(response):
    return response.content.decode().replace("\r\n ", "")


def test_feeds_and_entries_hold_the_role_at_once(client):
    event = publish(make_event(title="Fagdag", slug="fagdag"))
    EventPage.objects.filter(pk=event.pk).update(summary=f"Hele dagen er {'lagt opp av og ' * 6}ledet av {NAME}.")
    date = make_occurrence(page=event, start=timezone.now() + timedelta(days=30))
    addresses = ("/arrangementer/kalender.ics", reverse("calendar_date", args=[date.uid]))
    before = {address: client.get(address) for address in addresses}
    assert NAME in unfolded(before[addresses[0]])
    withdraw(make_person(name=NAME, role="Fagleder"), WithdrawnFor.ASKED)
    for address, known in before.items():
        after = client.get(address)
        assert "Qvist" not in unfolded(after), address
        assert after.get("ETag") != known.get("ETag")
    assert "ledet av Fagleder" in unfolded(client.get(addresses[0]))
