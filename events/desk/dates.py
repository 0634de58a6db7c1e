"""One date: its figures, its participants, its settings, its check-in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events.changes import without_address
from events.dates import WrongTime, recurrence
from events.desk import coordinates
from events.desk.base import DeskView, about, own_date, own_event, require_names, trail_of, when
from events.desk.forms import EditDateForm, NewDateForm, ReasonForm
from events.desk.overview import lacking
from events.doorway import offered
from events.enums import RegistrationState
from events.evaluation import summary
from events.figures import by_county, by_municipality, figures_of
from events.models import NameAccess, Notice, Occurrence, Registration
from events.organisers import Names, log_look, names_for
from events.planning import add_dates, repeated
from events.seats import CAPACITY, BelowTaken, set_capacity

SETTINGS = ("policy", "registration_url", "deadline", "closed", "join_url")


def participants(occurrence: Occurrence) -> QuerySet[Registration]:
    """Who is registered, in line order; what the organiser needs to help them comes along."""
    rows = Registration.objects.filter(occurrence=occurrence, anonymised_at=None)
    return rows.select_related("municipality", "organisation", "access_needs").order_by("queued_at", "pk")


class DateView(DeskView):
    """The page of a date."""

    template = "date"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Figures for all; names for those of the organising bodies."""
        return self._page(own_date(request, pk), ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An administrator gives the reason for looking at names; each look is logged."""
        date, form = own_date(request, pk), ReasonForm(request.POST)
        if names_for(request.user, date.page) != Names.REASON:  # type: ignore[arg-type]
            raise PermissionDenied
        if not form.is_valid():
            return self._page(date, form)
        reason = form.cleaned_data["reason"]
        log_look(date, request.user, reason, participants(date).count(), timezone.now())  # type: ignore[arg-type]
        return self._page(date, form, look=True)

    def _page(self, date: Occurrence, form: Form, *, look: bool = False) -> HttpResponse:
        now, page = timezone.now(), date.page
        names = names_for(self.request.user, page)  # type: ignore[arg-type]
        places = by_municipality([date])
        shows = names == Names.SHOWN or look
        return self.shown(
            page.title,  # type: ignore[union-attr]
            trail=[{"url": reverse("events_desk:event", args=[date.page_id]), "label": _("Dates")}],
            date=date,
            event=page,
            when=when(date),
            is_over=date.is_over(now),
            figures=figures_of([date])[date.pk],
            seats=[(seat.label, date.taken(seat), date.capacity(seat)) for seat in offered(date)],
            names=names.value,
            shows=shows,
            acts=names == Names.SHOWN,
            reason_form=form,
            people=participants(date) if shows else [],
            by_telephone=without_address(date).count(),
            places=places,
            counties=by_county(places),
            evaluation=summary(date),
            lacks=lacking(page) if date.is_over(now) else [],
            notices=Notice.objects.filter(occurrence=date).select_related("sent_by"),
            accesses=NameAccess.objects.filter(occurrence=date).select_related("user"),
            deletable=is_deletable(date),
        )


class CheckIn(DeskView):
    """The list at the door, for a telephone."""

    template = "check_in"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Those who have a seat, by name."""
        date = own_date(request, pk)
        require_names(request, date)
        people = participants(date).filter(state=RegistrationState.CONFIRMED, has_seat=True).order_by("name", "pk")
        came = sum(1 for one in people if one.attended_at)
        return self.shown(
            _("Check-in"), subtitle=about(date), trail=trail_of(date), date=date, people=people, came=came
        )


# Settings -------------------------------------------------------------------------------------------------------------
class EditDate(DeskView):
    """What can be changed without telling anybody: registration, seats, the link to the meeting."""

    template = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        date = own_date(request, pk)
        names = (*SETTINGS, *CAPACITY.values())
        return self._page(date, EditDateForm(initial={name: getattr(date, name) for name in names}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save all or, with fewer seats than are taken, nothing."""
        date, form = own_date(request, pk), EditDateForm(request.POST)
        if not form.is_valid() or not save_settings(date, form):
            return self._page(date, form)
        messages.success(request, _("The date is saved."))
        return redirect("events_desk:date", pk)

    def _page(self, date: Occurrence, form: Form) -> HttpResponse:
        return self.shown(
            _("Registration and seats"), subtitle=about(date), trail=trail_of(date), form=form, submit=_("Save")
        )


def save_settings(date: Occurrence, form: EditDateForm) -> bool:
    """Store the settings, seats only as far as they are not taken; whether it did."""
    with transaction.atomic():
        for seat, column in CAPACITY.items():
            try:
                set_capacity(date, seat, form.cleaned_data[column], timezone.now())
            except BelowTaken as below:
                text = _("%(taken)s seats are taken. Cancel some participants first, or choose a higher number.")
                form.add_error(column, text % {"taken": below.taken})
                transaction.set_rollback(True)
                return False
        Occurrence.objects.filter(pk=date.pk).update(**{name: form.cleaned_data[name] for name in SETTINGS})
    return True


class NewDate(DeskView):
    """Another date, or several, of the same event: the same content again."""

    template = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form, with the settings of the last date."""
        event = own_event(request, pk)
        last = event.occurrences.order_by("-start").first()
        fields = ("policy", "registration_url", "place", "address", "municipality", "join_url", *CAPACITY.values())
        initial = {name: getattr(last, name) for name in fields} if last else {}
        initial["coordinates"] = coordinates.shown(last) if last else ""
        return self._page(event, NewDateForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make them."""
        event, form = own_event(request, pk), NewDateForm(request.POST)
        spans = spans_of(form) if form.is_valid() else []
        if not spans:
            return self._page(event, form)
        add_dates(event, spans, form.date_fields())
        messages.success(request, _("The dates are added.") if len(spans) > 1 else _("The date is added."))
        return redirect("events_desk:event", pk)

    def _page(self, event: Any, form: Form) -> HttpResponse:
        trail = [{"url": reverse("events_desk:event", args=[event.pk]), "label": event.title}]
        return self.shown(_("New date"), subtitle=event.title, trail=trail, form=form, submit=_("Add"))


def spans_of(form: NewDateForm) -> list:
    """The times that a form asks for; none, with an error in the form, when one of them does not exist."""
    every, count = form.cleaned_data["every"], form.cleaned_data["count"] or 1
    if not every:
        return [form.span]
    try:
        return repeated(form.span, recurrence(form.cleaned_data["first_day"], every=every, count=count))
    except WrongTime as wrong:
        form.add_error("every", wrong)
        return []


class DeleteDate(DeskView):
    """A date that nobody has seen or registered for; any other is cancelled instead."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it."""
        date = own_date(request, pk)
        event = date.page_id
        if is_deletable(date):
            date.delete()
            messages.success(request, _("The date is deleted."))
        else:
            messages.error(request, _("This date has been announced. Cancel it, so that calendars learn it."))
        return redirect("events_desk:event", event)


def is_deletable(date: Occurrence) -> bool:
    """Whether a date can go without a trace."""
    return date.announced_at is None and not Registration.objects.filter(occurrence=date).exists()
