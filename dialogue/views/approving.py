"""The contributor reads the edited text and approves it, or says what should be changed, by a mailed link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue import approval, links
from dialogue.contribution_forms import WishesForm
from dialogue.links import BadLink, Purpose
from dialogue.models import Contribution
from dialogue.purposes import LICENCE_ADDRESS, LICENCE_NAME, of_contributions
from dialogue.views.answers import bad_link, speak
from hub.forms import protection
from hub.forms.pages import form_page, in_language, page
from stories.questions import QUESTIONS


@form_page
def approve(request: HttpRequest, token: str) -> HttpResponse:
    """The text as it is to be published, one button, and a form for changes; each acts once."""
    now = timezone.now()
    try:
        contribution = links.read(token, Purpose.APPROVE, now)
    except BadLink:
        return bad_link(request)
    assert isinstance(contribution, Contribution)
    story = approval.asked_page(contribution)
    if story is None:
        return bad_link(request)
    speak(request, contribution.language)
    form = WishesForm(now=now)
    if request.method == "POST":
        if "godkjenn" in protection.posted(request) and protection.sent_from_here(request):
            approval.approve(contribution, now)
            return HttpResponseRedirect(in_language(request, reverse("dialogue_approved")))
        form = WishesForm(protection.posted(request), now=now, request=request)
        if form.is_valid():
            approval.wish(contribution, form.cleaned_data["wishes"], now)
            return HttpResponseRedirect(in_language(request, reverse("dialogue_wished")))
    context = {
        "contribution": contribution,
        "page": story,
        "whole": approval.words(story),
        "asked": {question.field for question in QUESTIONS},
        "form": form,
        "privacy": of_contributions(),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_ADDRESS},
        "secret": True,
    }
    return page(request, "dialogue/approve.html", _("Read and approve"), context)


@form_page
def approved(request: HttpRequest) -> HttpResponse:
    """That it is approved."""
    return page(request, "dialogue/approved.html", _("Thank you"))


@form_page
def wished(request: HttpRequest) -> HttpResponse:
    """That the editors have got what should be changed."""
    return page(request, "dialogue/wished.html", _("Thank you"))
