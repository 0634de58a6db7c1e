"""PEOPLE: a date tomorrow and so many who come, confirmed long ago. Prints their numbers, as JSON."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402 — the models need Django set up

from events.enums import RegistrationState, Seat  # noqa: E402
from events.models import Occurrence, Registration  # noqa: E402
from tests.builders.events import make_occurrence  # noqa: E402

BEFORE = timedelta(hours=23)  # so that the reminder of the day before is due at once


def make_people(number: int) -> list[int]:
    """All of them online at one date."""
    now = timezone.now()
    date = make_occurrence(start=now + BEFORE)
    people = [
        Registration(
            occurrence=date,
            seat=Seat.ONLINE,
            state=RegistrationState.CONFIRMED,
            has_seat=True,
            name=f"Person {one}",
            email=f"person{one}@kommune.example",
            email_key=f"person{one}@kommune.example",
            confirmed_at=now - timedelta(days=3),
        )
        for one in range(number)
    ]
    Registration.objects.bulk_create(people)
    Occurrence.objects.filter(pk=date.pk).update(online_taken=number)
    return list(Registration.objects.order_by("pk").values_list("pk", flat=True))


if __name__ == "__main__":
    print(json.dumps(make_people(int(sys.argv[1]))))
