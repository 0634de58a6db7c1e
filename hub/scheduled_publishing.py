"""Publishing and expiry at the time that an editor set: each minute, one job per object (decision 26).

Does what Wagtail's `publish_scheduled` does, for pages and for snippets with drafts, but an object that fails stops no
other: it is tried again, and at last stands in the report of jobs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from hub.jobs.kinds import GiveUp, JobKind, job
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue, fingerprint
from hub.jobs.schedule import every

# An object that was given up is left alone so long; then it gets another try.
AFTER_FAILURE = timedelta(days=1)


def draft_models() -> list[type[models.Model]]:
    """Every model that can be scheduled; all page types are covered by Wagtail's page."""
    snippets = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in snippets if not issubclass(model, Page))]


def due(now: datetime) -> Iterator[tuple[JobKind, tuple[int | str, ...]]]:
    """What is to be expired or published at `now`, as jobs: expiries first, then publications in their order."""
    for model in draft_models():
        expired = model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")
        for pk in expired.values_list("pk", flat=True):
            yield expire, (model._meta.label_lower, pk if isinstance(pk, int) else str(pk))
    revisions = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for pk in revisions.values_list("pk", flat=True):
        yield publish, (pk,)


def sweep(now: datetime) -> int:
    """Queues a job for each object that is due, except those given up lately; returns how many."""
    given_up = set(
        Job.objects.filter(state=JobState.DEAD, finished_at__gt=now - AFTER_FAILURE).values_list(
            "fingerprint", flat=True
        )
    )
    wanted = [(kind, ids) for kind, ids in due(now) if fingerprint(kind.name, ids, {}) not in given_up]
    for kind, ids in wanted:
        enqueue(kind, *ids)
    return len(wanted)


@job("publishing.publish")
def publish(revision_id: int) -> None:
    """Publishes a revision whose time has come, through the same gate as an editor."""
    revision = Revision.objects.get(pk=revision_id)
    if revision.approved_go_live_at is None or revision.approved_go_live_at > timezone.now():
        return  # published, cancelled or moved since
    try:
        revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as blocked:  # only an editor can mend it
        raise GiveUp(told(blocked)) from blocked


def told(blocked: ValidationError) -> str:
    """What stands in the way, each with its field where it has one."""
    if hasattr(blocked, "error_dict"):
        return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in blocked.message_dict.items())
    return "; ".join(blocked.messages)


@job("publishing.expire")
def expire(model_label: str, pk: int | str) -> None:
    """Takes an object out of sight whose time is over."""
    found = apps.get_model(model_label)._default_manager.get(pk=pk)
    if found.live and found.expire_at is not None and found.expire_at < timezone.now():
        subject = found.specific if isinstance(found, Page) else found
        subject.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@job("publishing.sweep")
def sweep_job() -> None:
    """The sweep of each minute."""
    sweep(timezone.now())


every("publishing.sweep", sweep_job, timedelta(minutes=1))
