"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    """The room's entry in Django's registry."""

    name = "research"
    verbose_name = _("Research")
    default_auto_field = "django.db.models.BigAutoField"
