"""What the pages of the room share: the one page for links that cannot be used, and the language of whom it is for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from hub.forms.pages import page


def bad_link(request: HttpRequest) -> HttpResponse:
    """The one page for every link that cannot be used, whatever the reason; nothing is changed.

    410 and no other status: who tries links learns nothing from it.
    """
    return page(request, "dialogue/bad_link.html", _("The link does not work"), {"secret": True}, status=410)


def speak(request: HttpRequest, language: str) -> None:
    """Answer in the language that somebody wrote in, unless the link asks for another."""
    if "sprak" not in request.GET:
        translation.activate(language)
