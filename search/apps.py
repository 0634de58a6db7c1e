"""Registers the search room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register checks, jobs or listen to signals when they are imported, which needs the models to be ready.
LISTENERS = (
    "search.signals",
    "search.registration",
    "search.analytics",
    "search.check",
    "search.checks",
    "search.rebuild",
    "search.statements",
)


class SearchConfig(AppConfig):
    """Finds everything; imports no content room."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"
    # What the group that edits may do here (see `hub.editors`).
    editor_permissions = (("word", ("add", "change", "delete", "view")), ("querycount", ("view",)))

    def ready(self):
        """Listen to what changes, and know every job of the room."""
        for name in LISTENERS:
            import_module(name)
