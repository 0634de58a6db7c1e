"""Where participants leave traces beside their registration: mail, errors of jobs, the logs of the admin, notices.

Pages and their revisions hold no registrations (dates are rows of their own), so there is nothing to look for: a name
that stands in a text was written there by an editor, as that of a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ModelLogEntry, PageLogEntry

from events import mails
from events.models import AccessNeeds, LaterInterest, NameAccess, Notice, Registration
from hub.jobs.housekeeping import redact
from hub.mail.compose import forget
from hub.mail.models import OutgoingMail
from hub.traces import SHORTEST_NAME, forget_entries, mask_entries, mask_rows, pattern

OF_PERSONS: tuple[type[Model], ...] = (Registration, AccessNeeds, LaterInterest)


def remove(registrations: Sequence[Registration]) -> None:
    """Removes what the names and addresses of registrations have left behind; to be called while they have them."""
    addresses = {one.email for one in registrations} | {one.email_key for one in registrations}
    names = {one.name for one in registrations if len(one.name) >= SHORTEST_NAME}
    for one in registrations:
        forget(mails.purpose_of(one))
    forget_entries(Registration, [one.pk for one in registrations])
    address, anyone = pattern(addresses), pattern(addresses | names)
    if address is None or anyone is None:
        return
    redact(anyone)
    dates = {one.occurrence_id for one in registrations}
    mask_rows(Notice.objects.filter(occurrence__in=dates), ("subject", "text"), address)
    mask_rows(NameAccess.objects.filter(occurrence__in=dates), ("reason",), anyone)
    since = min(one.created_at for one in registrations)
    ours = ContentType.objects.filter(app_label="events")
    mask_entries(ModelLogEntry.objects.filter(timestamp__gte=since, content_type__in=ours), anyone)
    mask_entries(PageLogEntry.objects.filter(timestamp__gte=since, content_type__in=ours), address)


def remove_interest(interest: LaterInterest) -> None:
    """Removes an address that wanted mail about later events, with all mail that it was to get."""
    forget(f"events.later:{interest.pk}")
    forget_entries(LaterInterest, [interest.pk])
    interest.delete()


def remove_mail_to(email: str) -> int:
    """Removes what events have written to an address, whatever it was about; returns how many mails."""
    return OutgoingMail.objects.filter(recipient__iexact=email, purpose__startswith="events.").delete()[0]
