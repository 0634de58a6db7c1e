"""Participants: add one who rang, give a seat, cancel for somebody, mark who came. Each is a POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from events.amendments import add_by_hand
from events.answers import Outcome
from events.attendance import attend
from events.desk.base import DeskView, about, own_date, own_participant, require_names, trail_of
from events.desk.forms import AddForm
from events.doorway import offered
from events.models import Occurrence, Registration
from events.registration import cancel
from events.seats import give_seat


class Add(DeskView):
    """Somebody who rang."""

    template = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        date = own_date(request, pk)
        require_names(request, date)
        return self._page(date, AddForm(seats=offered(date)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add them, with a mail that confirms it."""
        date = own_date(request, pk)
        require_names(request, date)
        form = AddForm(request.POST, seats=offered(date))
        if not form.is_valid():
            return self._page(date, form)
        answer = add_by_hand(date, **form.person(), now=timezone.now())
        told = {
            Outcome.SEAT: (messages.success, _("Added, with a seat.")),
            Outcome.WAITING: (messages.success, _("Added, at the end of the waiting list.")),
            Outcome.ALREADY: (messages.warning, _("The address is registered already. Nothing is changed.")),
        }
        say, text = told.get(answer.outcome, (messages.error, _("The date is cancelled and takes nobody.")))
        say(request, text)
        return redirect("events_desk:date", pk)

    def _page(self, date: Occurrence, form: AddForm) -> HttpResponse:
        return self.shown(
            _("Add a participant"), subtitle=about(date), trail=trail_of(date), form=form, submit=_("Add")
        )


class GiveSeat(View):
    """A seat for one who waits, also after the line has stopped."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give it if there is one."""
        one = own_participant(request, pk)
        if give_seat(one):
            messages.success(request, _("The seat is given, and the participant is told."))
        else:
            messages.error(request, _("No seat is free. Raise the number of seats first."))
        return redirect("events_desk:date", one.occurrence_id)


class CancelParticipant(DeskView):
    """Takes somebody out, after a question."""

    template = "cancel_participant"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        one = own_participant(request, pk)
        date = one.occurrence
        return self.shown(_("Cancel a participant"), subtitle=about(date), trail=trail_of(date), one=one, date=date)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Out; the first in line gets the seat."""
        one = own_participant(request, pk)
        cancel(one, timezone.now())
        messages.success(request, _("The participant is cancelled. The first on the waiting list gets the seat."))
        return redirect("events_desk:date", one.occurrence_id)


class Came(View):
    """Marks who came, and takes a mark back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the same place of the list."""
        one = own_participant(request, pk)
        if request.POST.get("came") == "0":
            Registration.objects.filter(pk=one.pk).update(attended_at=None)
        else:
            attend(one, timezone.now())
        return redirect(f"{_list(one)}#p{one.pk}")


def _list(one: Registration) -> str:
    return reverse("events_desk:check_in", args=[one.occurrence_id])
