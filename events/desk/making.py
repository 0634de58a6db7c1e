"""Making events at the desk, in one step each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events.dates import WrongTime
from events.desk.base import DeskView, about, own_date, own_series, trail_of
from events.desk.dates import spans_of
from events.desk.forms import OF_THE_PAGE, CopyForm, NewDateForm, NewEventForm
from events.models import EventIndexPage, EventSeriesPage
from events.organisers import is_organiser, manages_all
from events.planning import copy_with_date, draft, draft_series, drafts_in


class NewEvent(DeskView):
    """A draft with its dates: an event, a series with a page per date, or a page with several dates."""

    template = "form"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For organisers and for those who publish."""
        if not (is_organiser(request.user) or manages_all(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self._page(NewEventForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the drafts, and open what is to be written next."""
        form, index = NewEventForm(request.POST), EventIndexPage.objects.filter(locale__language_code="nb").first()
        if index is None:
            messages.error(request, _("The list of events is missing."))
            return redirect("events_desk:overview")
        spans = spans_of(form) if form.is_valid() else []
        if not spans:
            return self._page(form)
        data, user = form.cleaned_data, request.user
        given: dict[str, Any] = {"page": form.page_fields(), "settings": form.date_fields(), "by": user}
        if len(spans) > 1 and data["pages"] == "series":
            series, _drafts = draft_series(index, user.organisation, spans, **given)  # type: ignore[union-attr]
            messages.success(request, _("The series is drafted. Give each event its own subject, then publish."))
            return redirect("events_desk:write", series.pk)
        event = draft(index, user.organisation, spans, **given)  # type: ignore[union-attr]
        messages.success(request, _("The draft is made. Write the rest and publish."))
        return redirect("wagtailadmin_pages:edit", event.pk)

    def _page(self, form: NewEventForm) -> HttpResponse:
        return self.shown(_("New event"), form=form, submit=_("Make a draft"))


class MoreOfSeries(DeskView):
    """Drafts below a series, one page per date."""

    template = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        return self._page(own_series(request, pk), NewDateForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make them like the last event of the series."""
        series, form = own_series(request, pk), NewDateForm(request.POST)
        spans = spans_of(form) if form.is_valid() else []
        if not spans:
            return self._page(series, form)
        last = series.get_children().order_by("path").last()
        like = last.specific if last else None
        page = {"title": series.title, **{name: getattr(like, name) for name in OF_THE_PAGE if like}}
        drafts_in(series, series.owner_organisation, spans, page=page, settings=form.date_fields(), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The events are drafted. Give each its own subject, then publish."))
        return redirect("events_desk:write", pk)

    def _page(self, series: EventSeriesPage, form: NewDateForm) -> HttpResponse:
        return self.shown(_("More events in the series"), subtitle=series.title, form=form, submit=_("Make drafts"))


class CopyEvent(DeskView):
    """Last month's webinar once more: page, settings and hours, on another day."""

    template = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The one question."""
        return self._page(own_date(request, pk), CopyForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the draft and open it."""
        date, form = own_date(request, pk), CopyForm(request.POST)
        if not form.is_valid():
            return self._page(date, form)
        try:
            event = copy_with_date(date, form.cleaned_data["day"], request.user)  # type: ignore[arg-type]
        except WrongTime as wrong:
            form.add_error("day", wrong)
            return self._page(date, form)
        messages.success(request, _("The copy is a draft. Look through it and publish."))
        return redirect("wagtailadmin_pages:edit", event.pk)

    def _page(self, date: Any, form: CopyForm) -> HttpResponse:
        return self.shown(
            _("Copy to another day"), subtitle=about(date), trail=trail_of(date), form=form, submit=_("Copy")
        )
