"""The page about personal data."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_safe

from hub import languages
from hub.forms import pages
from hub.legal.purposes import statements
from hub.models import HubSettings


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the hub keeps about people, why, and until when."""
    return languages.render_in(languages.asked_language(request), lambda: respond(request))


def respond(request: HttpRequest) -> HttpResponse:
    """The page in the active language."""
    about = HubSettings.load()
    who = getattr(about, f"run_by_{get_language()}", "") or about.run_by_nb or settings.WAGTAIL_SITE_NAME
    context = {"statements": statements(), "who": who, "email": about.email}
    return pages.page(request, "hub/privacy.html", pgettext("personal data", "Privacy"), context)
