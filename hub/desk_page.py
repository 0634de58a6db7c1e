"""A page of our own at the editors' desk, with Wagtail's head and the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View


class DeskPage(View):
    """What such pages have in common.

    Attributes:
        template: Its template.
        icon: The name of one of Wagtail's icons.
    """

    template = ""
    icon = "doc-full"

    def shown(self, title: str, *, trail: list[dict[str, str]] | None = None, **context: Any) -> HttpResponse:
        """The page; `trail` leads back to it, between the desk's front page and the page itself."""
        crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *(trail or [])]
        crumbs.append({"url": "", "label": title})
        head = {"breadcrumbs_items": crumbs, "header_icon": self.icon, "header_title": title, "page_title": title}
        return render(self.request, self.template, {**head, **context})
