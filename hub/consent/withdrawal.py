"""Withdrawing the name or the pictures of a person: at once for readers, for good in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from hub.consent import addresses, sweep
from hub.consent.files import rename_files
from hub.consent.used import pages_of
from hub.consent.words import Name
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.masking import MASK
from hub.models import Consent, HubImage, Person, SealedEvidence
from hub.models.consents import Scope, WithdrawnFor

WITHDRAWN = "hub.person.withdraw"
# Sent in the transaction in which a name goes, before texts are swept. Arguments: name (hub.consent.words.Name), role.
name_withdrawn = Signal()
# Sent in the same transaction when all texts are swept. Argument: pages, the ids of those whose texts held the name.
texts_swept = Signal()


@transaction.atomic
def withdraw(person: Person, why: WithdrawnFor, *, by: Any = None, now: datetime | None = None) -> SealedEvidence:
    """Delete the name and all pictures of a person, and seal the evidence; the role is shown from this commit on."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    name, pages = person.name, pages_with(person)
    sealed = _seal(person, name, person.consents.all(), why, by, now or timezone.now())
    Consent.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(name="", withdrawn=True, picture_withdrawn=True)
    _forget_labels(person)
    _remove_pictures(person)
    forget(sealed)
    sweep.tell(pages)
    log(instance=Person.objects.get(pk=person.pk), action=WITHDRAWN, user=by, data={"why": str(why)})
    return sealed


@transaction.atomic
def withdraw_pictures(
    person: Person, why: WithdrawnFor, *, by: Any = None, now: datetime | None = None
) -> SealedEvidence:
    """Delete all pictures of a person, who may still be named."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    pages = pages_with(person)
    about = Consent.objects.filter(person=person).exclude(scope=Scope.NAME)
    sealed = _seal(person, "", about, why, by, now or timezone.now())
    about.filter(scope=Scope.PICTURE).delete()
    about.filter(scope=Scope.BOTH).update(scope=Scope.NAME)
    Person.objects.filter(pk=person.pk).update(picture_withdrawn=True)
    _remove_pictures(person)
    sweep.tell(pages)
    log(instance=person, action=WITHDRAWN, user=by, data={"why": str(why)})
    return sealed


def pages_with(person: Person) -> set[int]:
    """The pages that name or picture a person, drafts among them."""
    return pages_of([person, *HubImage.objects.filter(person=person)])


def _seal(
    person: Person, name: str, entries: Iterable[Consent], why: WithdrawnFor, by: Any, now: datetime
) -> SealedEvidence:
    kept = []
    for entry in entries:
        values = model_to_dict(entry, exclude=["id", "person"]) | {"asked_by": entry.asked_by}
        kept.append({key: str(value) for key, value in values.items() if value not in ("", None)})
    last_day = timezone.localdate(now) + timedelta(days=settings.CONSENT_EVIDENCE_DAYS)
    return SealedEvidence.objects.create(
        person=person, name=name, entries=kept, why=why, withdrawn_at=now, withdrawn_by=by, delete_on=last_day
    )


def forget(sealed: SealedEvidence) -> None:
    """Take a sealed name from every text and address, where it is one that can be looked for; files follow by job."""
    try:
        found = Name(sealed.name)
    except ValueError:
        return
    role = sealed.person.role
    name_withdrawn.send(sender=Person, name=found, role=role)
    moved = addresses.rename(found, role)
    changed = sweep.sweep(found, role)
    sweep.tell(moved - changed)
    texts_swept.send(sender=Person, pages=moved | changed)
    enqueue(rename_files, sealed.pk)


def _forget_labels(person: Person) -> None:
    """The logs of the desk say what was done to the person's row, and no longer what it was called."""
    kind = ContentType.objects.get_for_model(Person)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk)).update(label=person.role, data={})


# Pictures -------------------------------------------------------------------------------------------------------------
def _remove_pictures(person: Person) -> None:
    """What a picture is called may say who is in it; the files follow by job, as no transaction holds them."""
    pictures = HubImage.objects.filter(person=person)
    kind = ContentType.objects.get_for_model(HubImage)
    keys = [str(key) for key in pictures.values_list("pk", flat=True)]
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys).update(label=MASK, data={})
    pictures.update(title=person.role, description="")
    enqueue(delete_pictures, person.pk)


@job("consent.pictures", outside=True)
def delete_pictures(person_id: int) -> None:
    """Deletes the originals and all sizes of a withdrawn person's pictures: files first, so that a crash repeats it."""
    for picture in HubImage.objects.filter(person=person_id, person__picture_withdrawn=True):
        for size in picture.renditions.all():
            size.file.storage.delete(size.file.name)
        picture.file.storage.delete(picture.file.name)
        with transaction.atomic():
            pages = pages_of([picture])
            picture.delete()
            sweep.tell(pages)
            sweep.tidy_index()
