"""Items of the editors' menu that not everybody sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy


class ViewersItem(MenuItem):
    """Shown to those who may see what it leads to.

    Args:
        policy: Of the model that is behind it.
    """

    def __init__(self, *args: Any, policy: ModelPermissionPolicy, **options: Any) -> None:
        super().__init__(*args, **options)
        self.policy = policy

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return self.policy.user_has_permission(request.user, "view")
