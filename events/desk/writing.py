"""The drafts of a series on one page: what each is about, then one click that publishes all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from events.desk.base import DeskView, own_series, when
from events.desk.forms import SummaryField
from events.models import EventSeriesPage
from events.writing import Draft, drafts_of, publish, write
from hub.completeness import problems
from hub.forms.fields import PlainTextField


class SubjectForm(forms.Form):
    """What an event is about."""

    title = PlainTextField(label=gettext_lazy("Title"), max_length=200)
    summary = SummaryField()

    def __init__(self, data: Any = None, *, page: Draft) -> None:
        super().__init__(data, prefix=f"p{page.pk}", initial={"title": page.title, "summary": page.summary})
        self.page = page

    @property
    def about(self) -> str:
        """Which date it is; of the series itself, that it is the series."""
        if isinstance(self.page, EventSeriesPage):
            return _("The series")
        return ", ".join(when(one) for one in self.page.dates) or self.page.title

    def write(self, by: Any) -> None:
        """Save the draft if anything has changed."""
        if self.has_changed():
            write(self.page, self.cleaned_data["title"], self.cleaned_data["summary"], by)

    def is_complete(self) -> bool:
        """Whether the page may go out; what it lacks is told at the field, else at the head of the form."""
        found = problems(self.page)
        for problem in found:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)
        return not found


class WriteSeries(DeskView):
    """All drafts of a series, one below the other."""

    template = "write"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The forms."""
        series = own_series(request, pk)
        return self._page(series, [SubjectForm(page=page) for page in drafts_of(series)])

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save what is written; with `step=publish`, and when nothing is missing, let all of it out."""
        series = own_series(request, pk)
        formset = [SubjectForm(request.POST, page=page) for page in drafts_of(series)]
        if not all([form.is_valid() for form in formset]):  # a list, so that each tells what is wrong
            return self._page(series, formset, faulty=True)
        for form in formset:
            form.write(request.user)
        if request.POST.get("step") != "publish":
            messages.success(request, _("The drafts are saved."))
            return redirect("events_desk:write", pk)
        if not all([form.is_complete() for form in formset]):
            return self._page(series, formset, faulty=True)
        publish([form.page for form in formset], request.user)  # type: ignore[arg-type]
        show = messages.button(series.full_url, _("See it"))
        messages.success(request, _("The series is published."), buttons=[show])
        return redirect("events_desk:series", pk)

    def _page(self, series: EventSeriesPage, formset: list[SubjectForm], *, faulty: bool = False) -> HttpResponse:
        title = _("Write and publish")
        return self.shown(title, subtitle=series.title, formset=formset, series=series, faulty=faulty)
