"""Where participants leave traces beside their registration: mail, errors of jobs, the logs of the admin, notices.

Pages and their revisions hold no registrations (dates are rows of their own), so there is nothing to look for: a name
that stands in a text was written there by an editor, as that of a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry

from events import mails
from events.models import AccessNeeds, LaterInterest, NameAccess, Notice, Registration
from hub.jobs.housekeeping import redact
from hub.mail.compose import forget
from hub.mail.models import OutgoingMail
from hub.masking import MASK

SHORTEST_NAME = 3  # characters; a shorter one is found in too much
OF_PERSONS: tuple[type[Model], ...] = (Registration, AccessNeeds, LaterInterest)


def remove(registrations: Sequence[Registration]) -> None:
    """Removes what the names and addresses of registrations have left behind; to be called while they have them."""
    addresses = {one.email for one in registrations} | {one.email_key for one in registrations}
    names = {one.name for one in registrations if len(one.name) >= SHORTEST_NAME}
    for one in registrations:
        forget(mails.purpose_of(one))
    _forget_entries(Registration, [one.pk for one in registrations])
    address, anyone = pattern(addresses), pattern(addresses | names)
    if address is None or anyone is None:
        return
    redact(anyone)
    dates = {one.occurrence_id for one in registrations}
    _mask_rows(Notice.objects.filter(occurrence__in=dates), ("subject", "text"), address)
    _mask_rows(NameAccess.objects.filter(occurrence__in=dates), ("reason",), anyone)
    since = min(one.created_at for one in registrations)
    ours = ContentType.objects.filter(app_label="events")
    _mask_entries(ModelLogEntry.objects.filter(timestamp__gte=since, content_type__in=ours), anyone)
    _mask_entries(PageLogEntry.objects.filter(timestamp__gte=since, content_type__in=ours), address)


def remove_interest(interest: LaterInterest) -> None:
    """Removes an address that wanted mail about later events, with all mail that it was to get."""
    forget(f"events.later:{interest.pk}")
    _forget_entries(LaterInterest, [interest.pk])
    interest.delete()


def remove_mail_to(email: str) -> int:
    """Removes what events have written to an address, whatever it was about; returns how many mails."""
    return OutgoingMail.objects.filter(recipient__iexact=email, purpose__startswith="events.").delete()[0]


def pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the texts as whole words, in any case; None when there is none."""
    found = sorted(filter(None, texts), key=len, reverse=True)
    if not found:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(text) for text in found)})(?!\w)", re.IGNORECASE)


def masked(value: Any, found: re.Pattern[str]) -> Any:
    """A value of JSON with stars for what a pattern finds in its texts."""
    if isinstance(value, str):
        return found.sub(MASK, value)
    if isinstance(value, dict):
        return {masked(key, found): masked(one, found) for key, one in value.items()}
    if isinstance(value, list):
        return [masked(one, found) for one in value]
    return value


def _forget_entries(model: type[Model], keys: Sequence[int]) -> None:
    """What the admin logged of rows about persons: that it was done stays, but not what or to whom."""
    kind = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries.update(label=MASK, data={})


def _mask_entries(entries: QuerySet, found: re.Pattern[str]) -> None:
    _mask_rows(entries, ("label", "data"), found)


def _mask_rows(rows: QuerySet, fields: Sequence[str], found: re.Pattern[str]) -> None:
    for row in rows:
        changed = {field: masked(getattr(row, field), found) for field in fields}
        if any(getattr(row, field) != value for field, value in changed.items()):
            type(row)._base_manager.filter(pk=row.pk).update(**changed)
