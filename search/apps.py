"""Registers the search room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds everything; imports no content room."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"
    # What the group that edits may do here (see `hub.editors`).
    editor_permissions = (("word", ("add", "change", "delete", "view")), ("querycount", ("view",)))
