"""The hub's own link into a meeting: it opens 15 minutes before, and the organiser can change where it leads."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events import links
from events.attendance import Way, attend, way_in
from events.door import subject_of
from events.line import place_in_line
from events.views.registration import bad_link, crumbs_of, speak
from hub.forms import protection
from hub.forms.pages import form_page, in_language, page


@form_page
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Before its time when it opens, then the button that leads to the meeting, afterwards what is left of it."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.JOIN, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    occurrence = registration.occurrence
    found = way_in(registration, now)
    if request.method == "POST" and found.way == Way.OPEN and protection.sent_from_here(request):
        attend(registration, now)
        return HttpResponseRedirect(occurrence.join_url)
    subject = subject_of(occurrence, now)
    context = {
        "way": str(found.way),
        "opens": found.opens,
        "minutes": max(1, -(int((now - found.opens).total_seconds()) // 60)),
        "registration": registration,
        "occurrence": occurrence,
        "subject": subject,
        "place": place_in_line(registration),
        "evaluation": _evaluation(request, registration) if found.way == Way.OVER else "",
        "crumbs": crumbs_of(subject),
        "secret": True,
    }
    response = page(request, "events/registration/join.html", _("Join"), context)
    return _may_lead_on(response, occurrence.join_url) if found.way == Way.OPEN else response


def _may_lead_on(response: HttpResponse, address: str) -> HttpResponse:
    """Let the form of the page lead to the meeting.

    Browsers hold each step that follows a form to `form-action`, and meeting services lead on to hosts of their own.
    """
    response._csp_update = {"form-action": [f"{urlsplit(address).scheme}:"]}  # type: ignore[attr-defined]
    return response


def _evaluation(request: HttpRequest, registration) -> str:
    """The address where the participant tells what they think of it."""
    whole = links.address(registration, links.Purpose.EVALUATE)
    return in_language(request, urlsplit(whole).path)
