"""A withdrawn name in the names of files: they get another one by job, as no transaction holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import models, transaction
from django.utils import timezone

from hub.consent import sweep
from hub.consent.used import pages_of
from hub.consent.words import Name
from hub.jobs.kinds import job
from hub.models import SealedEvidence

SETTLED = timedelta(hours=1)  # a younger file may have a row that is not committed yet


@job("consent.files", outside=True)
def rename_files(sealed_id: int) -> None:
    """Give files whose name holds a sealed one another name, and delete those that no row names.

    The copy comes first, then the row, then the old file goes: a crash leaves a file that the next round deletes.
    """
    sealed = SealedEvidence.objects.select_related("person").filter(pk=sealed_id).exclude(name="").first()
    if sealed is None:
        return
    try:
        name = Name(sealed.name)
    except ValueError:
        return
    for model, field in _columns():
        for row in model._base_manager.filter(**{f"{field.name}__icontains": name.fragment}):
            if name.stands_in(getattr(row, field.name).name):
                _rename(row, field, name, sealed.person.role)
    _delete_lost(name)


def _columns() -> Iterator[tuple[type[models.Model], models.FileField]]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                yield model, field


def _rename(row: models.Model, field: models.FileField, name: Name, role: str) -> None:
    file = getattr(row, field.name)
    former, storage = file.name, file.storage
    folder, _, own = former.rpartition("/")
    wanted = "/".join(filter(None, [name.replaced(folder, role), storage.get_valid_name(name.replaced(own, role))]))
    if storage.exists(former):
        with storage.open(former) as content:
            present = storage.save(wanted, content, max_length=field.max_length)
    else:
        present = storage.get_available_name(wanted, max_length=field.max_length)
    with transaction.atomic():
        changed = type(row)._base_manager.filter(pk=row.pk, **{field.name: former}).update(**{field.name: present})
        sweep.tell(pages_of([row]))  # files for print name it
    storage.delete(former if changed else present)


def _delete_lost(name: Name) -> None:
    for path in list(_walk(default_storage, "")):
        if not name.stands_in(path.rpartition("/")[2]):
            continue
        named = any(model._base_manager.filter(**{field.name: path}).exists() for model, field in _columns())
        if not named and default_storage.get_modified_time(path) < timezone.now() - SETTLED:
            default_storage.delete(path)


def _walk(storage: Storage, folder: str) -> Iterator[str]:
    if not storage.exists(folder):  # there is no folder before the first upload
        return
    folders, files = storage.listdir(folder)
    yield from (f"{folder}/{file}".lstrip("/") for file in files)
    for one in folders:
        yield from _walk(storage, f"{folder}/{one}".lstrip("/"))
