"""Registers the room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that listen to signals or stand at the gate, which needs the models to be ready.
LISTENERS = ("dialogue.approval", "dialogue.following", "dialogue.refused", "dialogue.statements")


class DialogueConfig(AppConfig):
    """The room's entry in Django's registry."""

    name = "dialogue"
    verbose_name = _("From readers")
    default_auto_field = "django.db.models.BigAutoField"
    own_names = ("message.name", "contribution.name")  # where a name is that of who wrote it (see `hub.consent.sweep`)
    editor_permissions = (("message", ("view", "change")), ("contribution", ("view", "change")))

    def ready(self):
        """Listen to what changes."""
        for name in LISTENERS:
            import_module(name)
