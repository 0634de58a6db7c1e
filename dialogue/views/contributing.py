"""«Del din erfaring», over HTTP: begun on an open page, written step by step behind a link, sent in at the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue import contributing, links, own
from dialogue.contribution_forms import LAST, LIMITS, MAIL_AGAIN_LIMITS, STEP_OF, STEPS, StartForm, initial_of, names_of
from dialogue.enums import ContributionState
from dialogue.erasure import forget_contribution
from dialogue.half_filled import QUERY, half_filled, known
from dialogue.links import BadLink, Purpose
from dialogue.models import Contribution
from dialogue.purposes import LICENCE_ADDRESS, LICENCE_NAME, of_contributions
from dialogue.views.answers import bad_link, speak
from hub.forms import limits, protection
from hub.forms.pages import form_page, in_language, page
from stories.questions import BY_FIELD


# Beginning ------------------------------------------------------------------------------------------------------------
@form_page
def start(request: HttpRequest) -> HttpResponse:
    """Why share, and the first few questions; then the steps, behind a link that is mailed too."""
    now, status = timezone.now(), 200
    if request.method == "POST":
        form = StartForm(protection.posted(request), now=now, request=request)
        if form.is_valid():
            if LIMITS.allow(request, email=form.cleaned_data["email"]):
                return HttpResponseRedirect(_begun(form, now))
            form.add_error(None, limits.TOO_OFTEN)
            status = 429
    else:
        form = StartForm(now=now, initial={"language": translation.get_language(), **half_filled(request.GET)})
    query = {name: request.GET[name] for name in ("om", "kommune", *QUERY) if name in request.GET}
    context = {"form": form, "privacy": of_contributions(), "steps": STEPS, "query": query}
    return page(request, "dialogue/start.html", _("Share your experience"), context, status=status)


def _begun(form: StartForm, now: datetime) -> str:
    data = form.cleaned_data
    contribution = contributing.begin(
        email=data["email"],
        name=data["name"],
        workplace=data["workplace"],
        language=data["language"],
        answers=known(data["service_form"], data["patient_group"], data["phase"]),
        now=now,
    )
    return _step_path(contribution, 1, now)


def _step_path(contribution: Contribution, number: int, now: datetime) -> str:
    asked = "" if contribution.language == "nb" else f"?sprak={contribution.language}"
    return f"{links.path(contribution, Purpose.CONTINUE, now)}{number}/{asked}"


# Writing --------------------------------------------------------------------------------------------------------------
def _opened(token: str, now: datetime) -> Contribution:
    found = links.read(token, Purpose.CONTINUE, now)
    assert isinstance(found, Contribution)
    return found


@form_page
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """What the mailed link leads to: the first step that has not been saved yet."""
    try:
        contribution = _opened(token, timezone.now())
    except BadLink:
        return bad_link(request)
    speak(request, contribution.language)
    unseen = (step.number for step in STEPS[:-1] if not set(names_of(step.form)) <= contribution.answers.keys())
    path = reverse("dialogue_step", args=[token, next(unseen, LAST)])
    return HttpResponseRedirect(in_language(request, path))


@form_page
def step(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One step. Each saving button keeps what is written; «later» mails the link as well."""
    now = timezone.now()
    try:
        contribution = _opened(token, now)
    except BadLink:
        return bad_link(request)
    if not 1 <= number <= LAST:
        return bad_link(request)
    speak(request, contribution.language)
    here = STEPS[number - 1]
    form = here.form(now=now, initial=initial_of(here.form, contribution.answers))
    if request.method == "POST":
        form = here.form(protection.posted(request), now=now, request=request)
        answer = _sent(request, contribution, form, token, number, now)
        if answer:
            return answer
    context = {
        "form": form,
        "step": here,
        "steps": STEPS,
        "token": token,
        "contribution": contribution,
        "back": reverse("dialogue_step", args=[token, number - 1]) if number > 1 else "",
        "privacy": of_contributions(),
        "secret": True,
        **(_read_through(contribution) if number == LAST else {}),
    }
    return page(request, "dialogue/step.html", _("Share your experience"), context)


def _sent(request, contribution, form, token, number, now) -> HttpResponse | None:
    """Where a form that was sent leads; None to show it again."""
    if number == LAST and contributing.lacking(contribution):
        form.add_error(None, _("Something that readers need is missing. It is listed below."))
    if not form.is_valid():
        return None
    if number == LAST:
        contributing.send_in(contribution, now)
        return HttpResponseRedirect(in_language(request, reverse("dialogue_sent", args=[contribution.reference])))
    later = "senere" in form.data
    mail = later and MAIL_AGAIN_LIMITS.allow(request, email=contribution.sender.email)
    contributing.save(contribution, form.cleaned_data, now, mail=mail)
    if not later:
        return HttpResponseRedirect(in_language(request, reverse("dialogue_step", args=[token, number + 1])))
    told = {} if mail else {"mail": "nei"}
    return HttpResponseRedirect(in_language(request, reverse("dialogue_saved", args=[token]), **told))


def _read_through(contribution: Contribution) -> dict[str, Any]:
    lacking = [(STEP_OF[name], _name_of(name)) for name in contributing.lacking(contribution)]
    return {
        "lacking": lacking,
        "answers": own.answers_of(contribution),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_ADDRESS},
    }


def _name_of(name: str) -> str:
    if name in BY_FIELD:
        return str(BY_FIELD[name].text)
    return str(STEPS[0].form.base_fields[name].label)


@form_page
def saved(request: HttpRequest, token: str) -> HttpResponse:
    """That it is saved, until when, and how to go on; or a button to delete it."""
    now = timezone.now()
    try:
        contribution = _opened(token, now)
    except BadLink:
        return bad_link(request)
    speak(request, contribution.language)
    if request.method == "POST" and "slett" in protection.posted(request) and protection.sent_from_here(request):
        forget_contribution(contribution)
        return HttpResponseRedirect(in_language(request, reverse("dialogue_deleted")))
    goes = {"deleted_on": own.contribution_goes(contribution), "mailed": "mail" not in request.GET}
    context = {"contribution": contribution, **goes, "token": token, "secret": True}
    return page(request, "dialogue/saved.html", _("It is saved"), context)


@form_page
def deleted(request: HttpRequest) -> HttpResponse:
    """That a draft is gone."""
    return page(request, "dialogue/deleted.html", _("It is deleted"))


@form_page
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The reference, and what happens now; the same for every number, so that it tells nothing of any."""
    found = Contribution.objects.filter(reference=reference).exclude(state=ContributionState.UNFINISHED)
    shown = reference if found.exists() else ""
    return page(request, "dialogue/sent.html", _("Thank you"), {"reference": shown})
