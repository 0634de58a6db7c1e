"""Registering and confirming, over HTTP. Showing acts on nothing, since scanners of mail open every link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import links
from events.answers import Answer
from events.door import Door, Subject, door_of, page_at, subject_of
from events.line import place_in_line
from events.models import Registration
from events.registration import confirm as confirm_registration
from events.registration import register, standing
from events.registration_form import LIMITS, RegistrationForm
from hub.forms import limits, protection
from hub.forms.pages import form_page, in_language, page
from hub.frame import Link


@form_page
def registration(request: HttpRequest, number: int) -> HttpResponse:
    """The form of an event or a series; filled in right, it registers and leads to the thanks."""
    now = timezone.now()
    door = found_door(number, now)
    status = 200
    form = RegistrationForm(dates=door.open, now=now) if door.open else None
    if form and request.method == "POST":
        form = RegistrationForm(protection.posted(request), dates=door.open, now=now, request=request)
        if form.is_valid():
            if not LIMITS.allow(request, subject=number, email=form.cleaned_data["email"]):
                form.add_error(None, limits.TOO_OFTEN)
                status = 429
            elif sent_in(form, now):
                return HttpResponseRedirect(in_language(request, reverse("registration_thanks", args=[number])))
    context = {"door": door, "form": form, "crumbs": crumbs_of(door.subject)}
    return page(request, "events/registration/page.html", pgettext("heading", "Register"), context, status=status)


def found_door(number: int, now: datetime) -> Door:
    """The door of a visible event or series.

    Raises:
        Http404: there is none.
    """
    found = page_at(number, now)
    if found is None:
        raise Http404
    return door_of(found)


def sent_in(form: RegistrationForm, now: datetime) -> bool:
    """Register what the form asks for; False, with an error in the form, when all its dates were closed meanwhile."""
    chosen = form.chosen()
    submission = register(
        [one.occurrence for one in chosen],
        **form.person(),
        email=form.cleaned_data["email"],
        seat_of=form.seat_of(),
        language=translation.get_language() or "nb",
        later=form.cleaned_data["later"],
        needs=form.cleaned_data["needs"],
        now=now,
    )
    if not submission.registrations:
        form.add_error("dates", _("What you chose takes no more registrations. Choose another date."))
    return bool(submission.registrations)


def crumbs_of(subject: Subject) -> list[Link]:
    """The way back to the event; none when readers cannot see it."""
    return [Link(subject.title, subject.url, subject.language)] if subject.url else []


@form_page
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    """What happens now: the same for every address, known or unknown."""
    door = found_door(number, timezone.now())
    crumbs = crumbs_of(door.subject)
    context = {"door": door, "minutes": settings.EVENTS_UNCONFIRMED_MINUTES, "crumbs": crumbs}
    return page(request, "events/registration/thanks.html", _("Look in your e-mail"), context)


@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button that confirms the address, for all dates of the form; then what came of each."""
    now = timezone.now()
    try:
        found = links.read(token, links.Purpose.CONFIRM, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, found)
    mine = together(found)
    act = request.method == "POST" and protection.sent_from_here(request)
    answers = [confirm_registration(one, now) for one in mine] if act else [standing(one) for one in mine]
    told = [outcome(answer, now) for answer in answers]
    waits_for_button = any(one["outcome"] == "unconfirmed" for one in told)
    title = _("Confirm your registration") if waits_for_button else _("Your registration")
    context = {"told": told, "ask": waits_for_button, "acted": act, "secret": True}
    return page(request, "events/registration/confirm.html", title, context)


def together(registration: Registration) -> list[Registration]:
    """The registrations that one form made for one address, in the order of their dates."""
    rows = Registration.objects.filter(submission=registration.submission, email_key=registration.email_key)
    related = rows.select_related("occurrence__page__locale", "occurrence__page__owner_organisation")
    return list(related.order_by("occurrence__start", "pk"))


def outcome(answer: Answer, now: datetime) -> dict[str, Any]:
    """How one date stands, for `outcome.html`."""
    registration = answer.registration
    return {
        "outcome": str(answer.outcome),
        "registration": registration,
        "occurrence": answer.occurrence,
        "subject": subject_of(answer.occurrence, now),
        "place": place_in_line(registration) if registration else None,
        "lost": answer.seat_was_lost,
    }


def speak(request: HttpRequest, registration: Registration) -> None:
    """Answer in the language that the participant registered in, unless the link asks for another."""
    if "sprak" not in request.GET:
        translation.activate(registration.language)


def bad_link(request: HttpRequest) -> HttpResponse:
    """The one page for every link that cannot be used, whatever the reason; nothing is changed.

    410 and no other status: who tries links learns nothing from it.
    """
    return page(request, "events/registration/bad_link.html", _("The link does not work"), {"secret": True}, status=410)
