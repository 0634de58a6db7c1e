"""The questions after a date, over HTTP: one answer for each link, and no word of who gave it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events import evaluation, links
from events.door import subject_of
from events.evaluation import Stage
from events.evaluation_form import LABELS, EvaluationForm
from events.models import Registration
from events.views.registration import bad_link, crumbs_of, speak
from hub.forms import protection
from hub.forms.pages import form_page, in_language, page


@form_page
def evaluate(request: HttpRequest, token: str) -> HttpResponse:
    """The form while it is open; else why it is not, and to whoever has answered what all have said."""
    now = timezone.now()
    try:
        registration = links.read(token, links.Purpose.EVALUATE, now)
    except links.BadLink:
        return bad_link(request)
    speak(request, registration)
    form = None
    if evaluation.stage(registration, now) == Stage.OPEN:
        sent = protection.posted(request) if request.method == "POST" else None
        form = EvaluationForm(sent, now=now, request=request if sent is not None else None)
        if form.is_bound and form.is_valid():
            evaluation.answer(registration, **_answers(form), now=now)
            return HttpResponseRedirect(in_language(request, request.path))
    return page(request, "events/evaluation/page.html", _("Evaluation"), _context(registration, form, now))


def _answers(form: EvaluationForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("useful", "will_use", "missed")}


def _context(registration: Registration, form: EvaluationForm | None, now: datetime) -> dict[str, Any]:
    stage = evaluation.stage(registration, now)
    subject = subject_of(registration.occurrence, now)
    summary = evaluation.summary(registration.occurrence) if stage == Stage.ANSWERED else None
    return {
        "form": form,
        "stage": str(stage),
        "summary": summary,
        "counts": [(LABELS[value], number) for value, number in summary.counts.items()] if summary else [],
        "enough": evaluation.ENOUGH,
        "closes": evaluation.closes(registration.occurrence) if form else None,
        "occurrence": registration.occurrence,
        "subject": subject,
        "crumbs": crumbs_of(subject),
        "secret": True,
    }
