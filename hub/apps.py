"""Registers the kernel with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.jobs.discovery import load_jobs

# Modules that register checks or listen to signals when they are imported, which needs the models to be ready.
LISTENERS = (
    *("hub.checks", "hub.withdrawal", "hub.version_periods", "hub.earlier.following"),
    *("hub.consent.rules", "hub.consent.logs", "hub.printing.following"),
)


class HubConfig(AppConfig):
    """The kernel."""

    name = "hub"
    verbose_name = _("Hub")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Listen to signals, register checks, and know every job of every room."""
        for name in LISTENERS:
            import_module(name)
        load_jobs()
