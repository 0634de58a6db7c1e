"""Tells the other rooms when an event's dates change: they are rows outside the page, which is not saved then."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from events.models import EventPage, Occurrence
from hub.indexing import told_anew


@receiver([post_save, post_delete], sender=Occurrence, dispatch_uid="events date told to other rooms")
def tell(sender: type[Occurrence], instance: Occurrence, raw: bool = False, **kwargs) -> None:
    """A date was made, changed or deleted; all versions of the event in other languages show it too."""
    if raw or not instance.page_id:
        return
    keys = EventPage.objects.filter(pk=instance.page_id).values("translation_key")
    for page in EventPage.objects.filter(translation_key__in=keys, live=True):
        told_anew.send(sender=EventPage, instance=page)
