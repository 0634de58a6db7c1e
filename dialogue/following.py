"""What happens to a contribution when editors work with its story in Wagtail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published

from dialogue import mails
from dialogue.enums import ContributionState
from dialogue.models import Contribution
from stories.models import StoryPage

STATE = ContributionState


@receiver(post_save, sender=Revision)
def on_revision(instance: Revision, **_kwargs: Any) -> None:
    """The first draft that a user saves says that it is being edited."""
    if instance.user_id and instance.content_type.model_class() is StoryPage:
        being_edited(int(instance.object_id))


@transaction.atomic
def being_edited(page_id: int) -> None:
    """From received to being edited, once, and told to the contributor."""
    contribution = Contribution.objects.filter(page_id=page_id, state=STATE.RECEIVED).select_related("sender").first()
    if contribution is None:
        return
    contribution.state, contribution.touched_at = STATE.EDITING, timezone.now()
    contribution.save(update_fields=["state", "touched_at"])
    mails.being_edited(contribution)


@receiver(page_published, sender=StoryPage)
def on_published(instance: StoryPage, **_kwargs: Any) -> None:
    """The gate has let it out: its contributor hears of it. What is published later is the editors' own."""
    waiting = Contribution.objects.filter(page_id=instance.pk, state=STATE.APPROVED)
    contribution = waiting.select_related("sender").first()
    if contribution is None:
        return
    contribution.state, contribution.touched_at = STATE.LIVE, timezone.now()
    contribution.version += 1
    contribution.save(update_fields=["state", "touched_at", "version"])
    mails.live(contribution, instance.path_from_root)
