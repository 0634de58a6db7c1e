"""What is in use cannot be deleted. The database knows it best; this says so in words instead of failing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.users.models import UserProfile

from hub.admin_access import DESK

NAMED = 5  # of what holds it


class InUseMiddleware:
    """Answers at the desk when a deletion was refused; nothing has been deleted then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing: the work is in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Name what holds the thing, and lead to where that is seen."""
        if not request.path.startswith(DESK) or not isinstance(exception, ProtectedError | RestrictedError):
            return None
        holders = exception.protected_objects if isinstance(exception, ProtectedError) else exception.restricted_objects
        names = ", ".join(sorted(str(holder) for holder in islice(holders, NAMED)))
        with translation.override(UserProfile.get_for_user(request.user).get_preferred_language()):
            text = _("Nothing was deleted, because it is in use: %(names)s.")
            messages.error(request, text % {"names": names if len(holders) <= NAMED else f"{names} …"})
        return redirect(way_on(request))


def way_on(request: HttpRequest) -> str:
    """Where the use of the thing is shown; else where the editor came from; else the desk."""
    match = request.resolver_match
    try:
        if match and "pk" in match.kwargs:
            return reverse(f"{match.namespace}:usage", kwargs={"pk": match.kwargs["pk"]})
    except NoReverseMatch:
        pass
    return get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
