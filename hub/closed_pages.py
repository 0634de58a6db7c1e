"""Pages that are open to some only. Wagtail leads whoever may not read one to the log-in page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def refuse_who_is_logged_in(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Say no to one who is logged in and still may not read: the log-in page would lead them back here, for ever.

    Raises:
        PermissionDenied: to them alone.
    """
    for restriction in page.get_view_restrictions():
        by_account = restriction.restriction_type != PageViewRestriction.PASSWORD
        # The user is asked for last: a look at the session would make a public page vary by cookie.
        if by_account and request.user.is_authenticated and not restriction.accept_request(request):
            raise PermissionDenied
