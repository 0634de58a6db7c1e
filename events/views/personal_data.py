"""What is known about somebody, to see, take along or have erased, by the links of «my registrations»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events import links
from events.door import subject_of
from events.erasure import ahead
from events.erasure import erase as erase_all
from events.keeping import last_to_go
from events.own import of_the_same
from events.own_copy import export
from events.views.registration import bad_link, speak
from hub.forms import protection
from hub.forms.pages import form_page, in_language, page


@form_page
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """All of it, to read."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.MINE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    context = {
        "data": export(registration, now),
        "deleted_on": last_to_go(list(of_the_same(registration))),
        "file": in_language(request, reverse("personal_data_file", args=[token])),
        "mine": in_language(request, reverse("registration_mine_list", args=[token])),
        "erase": in_language(request, f"{links.PATHS[links.Purpose.ERASE]}{_erase_token(registration, now)}/"),
        "secret": True,
    }
    return page(request, "events/personal/own_data.html", _("What is stored about you"), context)


def _erase_token(registration, now) -> str:
    return links.token(registration, links.Purpose.ERASE, now)


@form_page
def own_file(request: HttpRequest, token: str) -> HttpResponse:
    """All of it, as a file for machines."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.MINE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    answer = JsonResponse(export(registration, now), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="mine-opplysninger.json"'
    return answer


@form_page
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """What would go, with one button; then that it is gone. No mail says so: there is no address to write to."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.ERASE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    context: dict = {"secret": True}
    if request.method == "POST" and protection.sent_from_here(request):
        context["erased"] = erase_all(registration, now)
        return page(request, "events/personal/erased.html", _("It is deleted"), context)
    rows = list(of_the_same(registration).order_by("occurrence__start", "pk"))
    coming = ahead(rows, now)
    context |= {
        "email": registration.email,
        "coming": [{"occurrence": one.occurrence, "subject": subject_of(one.occurrence, now)} for one in coming],
        "others": len(rows) - len(coming),
    }
    return page(request, "events/personal/erase.html", _("Delete everything about you"), context)
