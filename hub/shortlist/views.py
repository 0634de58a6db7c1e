"""The page of a shortlist. It holds nothing that is not in its address, so no search engine shall keep it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub import languages
from hub.forms import pages
from hub.shortlist import picked


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """The pages that the address names, and a field to find more."""
    response = languages.render_in(languages.asked_language(request), lambda: respond(request))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def respond(request: HttpRequest) -> HttpResponse:
    """The page in the active language."""
    chosen = picked.read(request.GET)
    ids = ",".join(map(str, chosen.ids))
    query = {name: value for name, value in (("s", ids), ("finn", chosen.question)) if value}
    count = len(chosen.picked)
    counted = ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}
    context = {
        "chosen": chosen,
        "ids": ids,
        "counted": counted,
        "most": picked.MOST,
        "path": picked.PATH,
        "whole_address": settings.PUBLIC_URL + picked.address(chosen.ids),
        "canonical": settings.PUBLIC_URL + picked.PATH,
        "query": query,
    }
    return pages.page(request, "hub/shortlist.html", _("Shortlist"), context)
