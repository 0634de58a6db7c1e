"""What an address has sent, to see and to delete, by mailed link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue import links, own
from dialogue.erasure import erase as erase_all
from dialogue.feedback_form import MINE_LIMITS, MineForm
from dialogue.links import BadLink, Purpose
from dialogue.models import Sender
from dialogue.purposes import of_own_link
from dialogue.views.answers import bad_link, speak
from hub.forms import limits, protection
from hub.forms.pages import form_page, in_language, page


@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an address and mails a link to it, if it has sent anything; the answer is the same if it has not."""
    now, status = timezone.now(), 200
    form = MineForm(now=now)
    if request.method == "POST":
        form = MineForm(protection.posted(request), now=now, request=request)
        if form.is_valid():
            email = form.cleaned_data["email"]
            if MINE_LIMITS.allow(request, email=email):
                own.ask_for_link(email, translation.get_language() or "nb")
                return HttpResponseRedirect(in_language(request, reverse("dialogue_mine"), sendt="ja"))
            form.add_error(None, limits.TOO_OFTEN)
            status = 429
    context = {"form": form, "privacy": of_own_link(), "sent": "sendt" in request.GET and request.method != "POST"}
    return page(request, "dialogue/mine.html", _("What you have sent us"), context, status=status)


@form_page
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """All of it, to read."""
    now = timezone.now()
    try:
        sender = links.read(token, Purpose.MINE, now)
    except BadLink:
        return bad_link(request)
    assert isinstance(sender, Sender)
    speak(request, sender.language)
    context = {
        "sender": sender,
        "messages_sent": own.messages_of(sender),
        "contributions": own.contributions_of(sender, now),
        "erase": in_language(request, links.path(sender, Purpose.ERASE, now)),
        "secret": True,
    }
    return page(request, "dialogue/own.html", _("What you have sent us"), context)


@form_page
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """What would go, with one button; then that it is gone."""
    now = timezone.now()
    try:
        sender = links.read(token, Purpose.ERASE, now)
    except BadLink:
        return bad_link(request)
    assert isinstance(sender, Sender)
    speak(request, sender.language)
    if request.method == "POST" and protection.sent_from_here(request):
        context = {"erased": erase_all(sender), "secret": True}
        return page(request, "dialogue/erased.html", _("It is deleted"), context)
    context = {
        "sender": sender,
        "messages_sent": own.messages_of(sender),
        "contributions": own.contributions_of(sender, now),
        "secret": True,
    }
    return page(request, "dialogue/erase.html", _("Delete everything about you"), context)
