"""What participants do themselves by mailed link: cancel, change, see what is theirs, end mail about later events."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events import links, mails
from events.door import subject_of
from events.own import change_form, change_sent_in, own_rows
from events.registration import cancel as cancel_registration
from events.registration import standing
from events.registration_form import MINE_LIMITS, MineForm
from events.views.registration import bad_link, crumbs_of, outcome, speak
from hub.forms import limits, protection
from hub.forms.pages import form_page, in_language, page


@form_page
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """One button that takes the participant out of one date."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.CANCEL, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    if request.method == "POST" and protection.sent_from_here(request):
        cancel_registration(registration, now)
    told = outcome(standing(registration), now)
    over = registration.occurrence.is_behind(now)
    crumbs = crumbs_of(told["subject"])
    context = {"one": told, "over": over, "crumbs": crumbs, "secret": True}
    return page(request, "events/registration/cancel.html", _("Cancel your registration"), context)


@form_page
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The participant's own form: name, workplace, dates of the same series, room or online."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.CHANGE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    sent = protection.posted(request) if request.method == "POST" else None
    form = change_form(registration, sent, now, request)
    told = None
    if form and form.is_bound and form.is_valid():
        answers = change_sent_in(registration, form, now)
        told = [outcome(answer, now) for answer in answers] if answers is not None else None
    subject = subject_of(registration.occurrence, now)
    context = {
        "form": form,
        "told": told,
        "registration": registration,
        "occurrence": registration.occurrence,
        "subject": subject,
        "crumbs": crumbs_of(subject),
        "secret": True,
    }
    return page(request, "events/registration/change.html", _("Change your registration"), context)


@form_page
def mine(request: HttpRequest) -> HttpResponse:
    """Asks for an address and mails a link to it, if it has registrations; the answer is the same if it has none."""
    now = timezone.now()
    status, form = 200, MineForm(now=now)
    if request.method == "POST":
        form = MineForm(protection.posted(request), now=now, request=request)
        if form.is_valid():
            email = form.cleaned_data["email"]
            if MINE_LIMITS.allow(request, email=email):
                with transaction.atomic():
                    mails.mine(email, translation.get_language() or "nb")
                return HttpResponseRedirect(in_language(request, reverse("registration_mine"), sendt="ja"))
            form.add_error(None, limits.TOO_OFTEN)
            status = 429
    context = {"form": form, "sent": "sendt" in request.GET and request.method != "POST"}
    return page(request, "events/registration/mine.html", _("My registrations"), context, status=status)


@form_page
def mine_list(request: HttpRequest, token: str) -> HttpResponse:
    """All registrations of an address, each with the ways to change, cancel and join."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.MINE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    rows = own_rows(registration, now)
    context = {
        "email": registration.email,
        "coming": [row for row in rows if not row.is_over],
        "past": [row for row in rows if row.is_over],
        "own_data": in_language(request, reverse("personal_data", args=[token])),
        "crumbs": [],
        "secret": True,
    }
    return page(request, "events/registration/mine_list.html", _("My registrations"), context)


@form_page
def later(request: HttpRequest, token: str) -> HttpResponse:
    """One button that ends mail about an organiser's later events; mail programs press it too (RFC 8058)."""
    try:
        interest = links.read_interest(token, timezone.now())
    except links.BadLink:
        return bad_link(request)
    if "sprak" not in request.GET:
        translation.activate(interest.language)
    organiser = interest.organisation.name
    ended = request.method == "POST" and protection.sent_from_here(request)
    if ended:
        interest.delete()
    context = {"organiser": organiser, "ended": ended, "secret": True}
    return page(request, "events/registration/later.html", _("E-mail about later events"), context)
