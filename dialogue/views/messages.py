"""«Si fra» and «spør», and the role's answer, over HTTP."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue import feedback, links
from dialogue.about import About, about
from dialogue.enums import MessagePurpose
from dialogue.feedback_form import LIMITS, AnswerForm, MessageForm
from dialogue.links import BadLink, Purpose
from dialogue.models import Message
from dialogue.purposes import of_answers, of_messages
from dialogue.views.answers import bad_link
from hub.forms import limits, protection
from hub.forms.fields import plain
from hub.forms.pages import form_page, in_language, page

PREFILLED = 300  # characters


@form_page
def tell(request: HttpRequest) -> HttpResponse:
    """The form; filled in right, it is kept and leads to its reference."""
    now, status = timezone.now(), 200
    if request.method == "POST":
        form = MessageForm(protection.posted(request), now=now, request=request)
        subject = about(form["om"].value() or "")
        if form.is_valid():
            if LIMITS.allow(request, subject=subject.path, email=form.cleaned_data["email"]):
                message = _received(form, subject, now)
                thanks = reverse("dialogue_thanks", args=[message.reference])
                return HttpResponseRedirect(in_language(request, thanks))
            form.add_error(None, limits.TOO_OFTEN)
            status = 429
    else:
        subject = about(request.GET.get("om", ""))
        form = MessageForm(now=now, initial=_initial(request, subject))
    context = {
        "form": form,
        "about": subject,
        "privacy": of_messages(subject.contact[0]),
        "query": {"om": subject.path} if subject.path else {},
        "crumbs": [(subject.title, subject.path)] if subject.page or subject.organisation else [],
    }
    return page(request, "dialogue/tell.html", _("Ask, or tell us of an error"), context, status=status)


def _initial(request: HttpRequest, subject: About) -> dict[str, str]:
    purpose = request.GET.get("hva", "")
    return {
        "om": subject.path,
        "purpose": purpose if purpose in MessagePurpose.values else "",
        "text": plain(request.GET.get("tekst", "")[:PREFILLED], lines=True),
    }


def _received(form: MessageForm, subject: About, now: datetime) -> Message:
    wanted = {name: form.cleaned_data[name] for name in ("purpose", "text", "name", "email")}
    return feedback.receive(**wanted, subject=subject, language=translation.get_language() or "nb", now=now)


@form_page
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """The reference, and what happens now; the address says nothing of who wrote or what."""
    message = get_object_or_404(Message.objects.select_related("page"), reference=reference)
    subject = about(message.path)
    known = subject if subject.page or subject.organisation else None
    context = {"message": message, "about": known, "answer": message.sender_id is not None}
    return page(request, "dialogue/thanks.html", _("Thank you"), context)


# The role -------------------------------------------------------------------------------------------------------------
@form_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What was written, with a form to answer it or a button to close it; each acts once."""
    now = timezone.now()
    try:
        message = links.read(token, Purpose.ANSWER, now)
    except BadLink:
        return bad_link(request)
    assert isinstance(message, Message)
    form = AnswerForm(now=now)
    if request.method == "POST":
        if "lukk" in protection.posted(request) and protection.sent_from_here(request):
            feedback.close(message, now)
            return HttpResponseRedirect(in_language(request, reverse("dialogue_answered")))
        form = AnswerForm(protection.posted(request), now=now, request=request)
        if form.is_valid():
            feedback.answer(message, form.cleaned_data["text"], now)
            return HttpResponseRedirect(in_language(request, reverse("dialogue_answered")))
    context = {"message": message, "about": about(message.path), "form": form, "privacy": of_answers(), "secret": True}
    return page(request, "dialogue/answer.html", _("Answer a reader"), context)


@form_page
def answered(request: HttpRequest) -> HttpResponse:
    """That it is done."""
    return page(request, "dialogue/answered.html", _("It is done"))
