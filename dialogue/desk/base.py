"""What the pages of the desk share: who may see them, and how they look."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.permission_policies import ModelPermissionPolicy

from dialogue.models import Contribution, Message

MESSAGES, CONTRIBUTIONS = ModelPermissionPolicy(Message), ModelPermissionPolicy(Contribution)


class DeskView(View):
    """A page of the desk.

    Attributes:
        template: Below `dialogue/desk/`.
        policy: Of the model that it shows; to see asks for `view`, to act for `change`.
    """

    template = ""
    policy = MESSAGES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let pass by permission."""
        action = "change" if request.method == "POST" else "view"
        if not self.policy.user_has_permission(request.user, action):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def shown(self, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page with its head and the way back."""
        trail = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("dialogue_desk:messages"), "label": _("From readers")},
        ]
        trail += [*context.pop("trail", []), {"url": "", "label": title}]
        given = {"breadcrumbs_items": trail, "header_icon": "mail", "header_title": title, "page_title": title}
        may_change = self.policy.user_has_permission(self.request.user, "change")
        given |= {"may_change": may_change}
        return render(self.request, f"dialogue/desk/{self.template}.html", {**given, **context}, status=status)
