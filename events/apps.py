"""Registers the room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that listen to signals or register checks when they are imported, which needs the models to be ready.
LISTENERS = ("events.deletion", "events.signals", "events.telling", "events.statements")  # the guard comes first


class EventsConfig(AppConfig):
    """The room's entry in Django's registry."""

    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"
    own_names = ("registration.name",)  # where a name is that of who wrote it (see `hub.consent.sweep`)

    def ready(self):
        """Listen to what changes."""
        for name in LISTENERS:
            import_module(name)
        for name in ("events.wagtail_policies", "events.explorer"):
            import_module(name).install()
