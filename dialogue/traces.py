"""Where senders leave traces beside their own rows: mail, errors of jobs, logs of the admin, revisions of drafts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, TaskState

from dialogue.mails import purpose_of
from dialogue.models import Contribution, Message, Sender
from hub.jobs.housekeeping import redact
from hub.mail.compose import forget
from hub.mail.models import OutgoingMail
from hub.models import PublishedVersion
from hub.traces import SHORTEST_NAME, forget_entries, mask_entries, mask_rows, pattern


def remove(row: Message | Contribution | Sender, *, names: Iterable[str], email: str, since: datetime) -> None:
    """Remove what a row, a name and an address have left behind; to be called while the row is still there.

    Names are looked for in logs and errors only: in the text of a page one may be anybody's.
    """
    forget(purpose_of(row))
    forget_entries(type(row), [row.pk])
    anyone = pattern([email, *(name for name in names if len(name) >= SHORTEST_NAME)])
    if anyone is None:
        return
    redact(anyone)
    entries = Q(timestamp__gte=since)
    mask_entries(ModelLogEntry.objects.filter(entries, content_type__app_label="dialogue"), anyone)
    mask_entries(PageLogEntry.objects.filter(entries), anyone)


def remove_from_story(page: Any, email: str) -> None:
    """Take an address out of a story that stays, as it is and as it was."""
    found = pattern([email])
    if page is None or found is None:
        return
    mask_rows(Revision.objects.for_instance(page), ("content",), found)
    mask_rows(TaskState.objects.filter(revision__in=Revision.objects.for_instance(page)), ("comment",), found)
    mask_rows(PublishedVersion.objects.filter(page=page.pk), ("frozen", "change_note"), found)
    fields = ("note", *(name for name, _weight in page.text_fields))
    if mask_rows(type(page).objects.filter(pk=page.pk), fields, found):
        type(page).objects.get(pk=page.pk).save()  # whoever keeps its words hears of it, such as the index


def remove_mail_to(email: str) -> int:
    """Remove what the room has written to an address, whatever it was about; returns how many mails."""
    return OutgoingMail.objects.filter(recipient__iexact=email, purpose__startswith="dialogue.").delete()[0]
