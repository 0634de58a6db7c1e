"""Erasing all that is known about an address, at once, when its owner asks for it (GDPR, Article 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from events import traces
from events.anonymous import anonymise
from events.enums import RegistrationState
from events.models import LaterInterest, Occurrence, Registration
from events.own import of_the_same
from events.registration import cancel


@dataclass(frozen=True)
class Erased:
    """What there was: how many registrations, the dates ahead whose seats were given back, and how many interests."""

    registrations: int
    given_up: tuple[Occurrence, ...]
    interests: int


def ahead(rows: list[Registration], now: datetime) -> list[Registration]:
    """The registrations that cancelling would end."""
    return [one for one in rows if one.state != RegistrationState.CANCELLED and not one.occurrence.is_behind(now)]


def erase(registration: Registration, now: datetime) -> Erased:
    """Takes the owner of a registration's address out of all dates, then out of all that is kept.

    Seats go to those who wait, who get their mail. The owner gets none: the address is gone, and the page answers.
    What happened stays as counts. All or nothing.
    """
    key, email = registration.email_key, registration.email
    with transaction.atomic():
        rows = list(of_the_same(registration).order_by("occurrence_id", "pk"))  # the order in which all lock dates
        given_up = tuple(one.occurrence for one in ahead(rows, now))
        for row in rows:
            cancel(row, now)  # brings each up to date under the lock of its date
        number = anonymise(rows, now)
        interests = list(LaterInterest.objects.filter(email_key=key)) if email else []
        for interest in interests:
            traces.remove_interest(interest)
        if email:
            traces.remove_mail_to(email)
    return Erased(number, given_up, len(interests))
