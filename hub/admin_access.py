"""Who may pass to the editors' desk: those with the right, and where it is required, with a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

DESK = "/admin/"
# What anyone may reach: the ways in and out, and what the pages of the desk are drawn with.
OPEN = ("/admin/login/", "/admin/logout/", "/admin/password_reset/", "/admin/jsi18n/", "/admin/sprite/")


class AdminAccessMiddleware:
    """Guards `/admin/`. Who is not logged in is sent to the log-in page by Wagtail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass, refuse, or lead to the set-up of the second factor."""
        if request.path.startswith(DESK) and not request.path.startswith(OPEN) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                # Wagtail would send them to the log-in page, and that back here, for ever.
                raise PermissionDenied
            if needs_second_factor(request.user):
                messages.info(request, _("Your account needs a second factor before you can edit."))
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def needs_second_factor(user: AbstractBaseUser) -> bool:
    """Whether one is required and the user has none yet; who has one was asked for it at log-in."""
    return settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user)
