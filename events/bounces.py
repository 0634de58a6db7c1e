"""Addresses of participants that take no mail, so that the organiser can ring them."""

from __future__ import annotations

import re
from datetime import datetime

from django.dispatch import receiver

from events.models import Registration
from hub.mail.refusals import recipient_refused

OF_A_REGISTRATION = re.compile(r"events\.registration:(\d+)")


@receiver(recipient_refused, dispatch_uid="events address of a participant refused")
def refused(sender: type, purpose: str, at: datetime, **kwargs) -> None:
    """Hears from the hub's mail that an address was refused."""
    if found := OF_A_REGISTRATION.fullmatch(purpose):
        mark(int(found[1]), at)


def mark(registration_id: int, at: datetime) -> int:
    """Notes it at all registrations of the same address; returns at how many. The first time stays."""
    keys = Registration.objects.filter(pk=registration_id, anonymised_at=None).values("email_key")
    return Registration.objects.filter(email_key__in=keys, bounced_at=None).update(bounced_at=at)
