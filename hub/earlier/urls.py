"""The addresses of earlier versions, before Wagtail's own: they lie below every page."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from hub.earlier import views
from hub.earlier.addresses import CHANGES, UNTIL_TODAY
from hub.reserved import VERSIONS

PAGE = r"^(?P<path>(?:[\w\-]+/)*)"
NUMBER = r"(?P<number>[1-9]\d{0,5})/"


def _patterns(tree: str) -> list[URLPattern]:
    start = f"{PAGE}{VERSIONS[tree]}/"
    of_tree = {"tree": tree}
    return [
        re_path(f"{start}$", views.listed, of_tree, name=f"versions_{tree}"),
        re_path(f"{start}{NUMBER}$", views.shown, of_tree, name=f"version_{tree}"),
        re_path(f"{start}{NUMBER}{CHANGES[tree]}/$", views.changes, of_tree, name=f"version_changes_{tree}"),
        re_path(f"{start}{NUMBER}{UNTIL_TODAY[tree]}/$", views.until_today, of_tree, name=f"version_until_{tree}"),
    ]


urlpatterns = [*_patterns("nb"), *_patterns("en")]
