"""The addresses of the desk, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dialogue.desk.base import MESSAGES
from dialogue.desk.contributions import Contributions, ContributionView
from dialogue.desk.messages import Messages, MessageView
from hub.admin_menu import ViewersItem

PATTERNS = [
    path("", Messages.as_view(), name="messages"),
    path("<int:pk>/", MessageView.as_view(), name="message"),
    path("experiences/", Contributions.as_view(), name="contributions"),
    path("experiences/<int:pk>/", ContributionView.as_view(), name="contribution"),
]


def urls() -> list[Any]:
    """For Wagtail's hook `register_admin_urls`."""
    return [path("readers/", include((PATTERNS, "dialogue_desk")))]


def menu_item() -> MenuItem:
    """For Wagtail's hook `register_admin_menu_item`."""
    address = reverse("dialogue_desk:messages")
    return ViewersItem(_("From readers"), address, name="readers", icon_name="mail", order=160, policy=MESSAGES)
