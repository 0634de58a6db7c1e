"""The logs of the desk never hold a person's name: what was done to whose row is found by its id."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from hub.masking import MASK
from hub.models import Person


@receiver(pre_save, sender=ModelLogEntry)
def leave_out_the_name(sender: type[ModelLogEntry], instance: ModelLogEntry, **kwargs) -> None:
    """Label an entry about a person by the role."""
    if instance.content_type_id == ContentType.objects.get_for_model(Person).pk:
        role = Person.objects.filter(pk=instance.object_id).values_list("role", flat=True).first()
        instance.label = role or MASK
