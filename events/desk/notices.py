"""Everything that mails all who are registered: first the recipients and the mail itself, then a second click sends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from events import changes, mails
from events.changes import CannotChange, recipients, without_address
from events.desk import coordinates
from events.desk.base import DeskView, about, own_date, trail_of
from events.desk.forms import MessageForm, MoveForm, NoteForm, time_initial
from events.models import Notice, Occurrence
from events.organisers import Names, names_for
from events.rehearsal import rehearse

Act = Callable[[Occurrence, Any, Any, datetime], Notice]


def _timed(change: Callable[..., Notice]) -> Act:
    def act(date: Occurrence, form: MoveForm, by: Any, now: datetime) -> Notice:
        start, end, precision = form.span
        note, place = form.cleaned_data["note"], form.place_fields()
        return change(date, start, end, precision=precision, place=place, by=by, note=note, now=now)

    return act


def _noted(change: Callable[..., Notice]) -> Act:
    return lambda date, form, by, now: change(date, by=by, note=form.cleaned_data["note"], now=now)


def _message(date: Occurrence, form: MessageForm, by: Any, now: datetime) -> Notice:
    return changes.message(date, **form.cleaned_data, by=by, now=now)


# Name in the address: title, form, what it does, what is said afterwards.
KINDS: dict[str, tuple[str | Promise, type[Form], Act, str | Promise]] = {
    "move": (gettext_lazy("Move"), MoveForm, _timed(changes.move), gettext_lazy("The date is moved.")),
    "postpone": (
        gettext_lazy("Postpone without a new date"),
        NoteForm,
        _noted(changes.postpone),
        gettext_lazy("The date is postponed."),
    ),
    "revive": (
        gettext_lazy("Give it a new date"),
        MoveForm,
        _timed(changes.revive),
        gettext_lazy("It has a new date."),
    ),
    "cancel": (
        gettext_lazy("Cancel the date"),
        NoteForm,
        _noted(changes.cancel),
        gettext_lazy("The date is cancelled."),
    ),
    "message": (
        gettext_lazy("Message to all"),
        MessageForm,
        _message,
        gettext_lazy("The message is on its way."),
    ),
}


class SendNotice(DeskView):
    """Three steps of one form: write, look, send."""

    template = "notice"

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Write."""
        date, form_type = own_date(request, pk), self._of(kind)[1]
        return self._page(date, kind, form_type(initial=initial(date) if form_type is MoveForm else {}))

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Look, a test to oneself, or send; a second click on «send» sends nothing more."""
        date, (_title, form_type, act, done) = own_date(request, pk), self._of(kind)
        form = form_type(request.POST, initial=initial(date) if form_type is MoveForm else {})
        step, seen = request.POST.get("step", "preview"), str(date.notices.count())
        if not form.is_valid() or step == "write":
            return self._page(date, kind, form)
        now, user = timezone.now(), request.user
        try:
            if step == "send" and request.POST.get("seen") == seen:
                act(date, form, user, now)
                messages.success(request, str(done))
                return redirect("events_desk:date", pk)
            language = date.page.language  # type: ignore[union-attr]
            preview = rehearse(lambda: act(date, form, user, now), now, language)
        except CannotChange as refused:
            form.add_error(None, str(refused))
            return self._page(date, kind, form)
        if step == "test":
            mails.send_test(preview, user.email)  # type: ignore[union-attr]
            messages.success(request, _("The test is on its way to %(address)s.") % {"address": user.email})  # type: ignore[union-attr]
        elif step == "send":
            messages.warning(request, _("Something was sent meanwhile. Look again before you send."))
        return self._page(date, kind, form, preview=preview, seen=seen)

    @staticmethod
    def _of(kind: str) -> tuple[str | Promise, type[Form], Act, str | Promise]:
        if kind not in KINDS:
            raise Http404
        return KINDS[kind]

    def _page(self, date: Occurrence, kind: str, form: Form, **preview: Any) -> HttpResponse:
        """Names of recipients only for those who see names."""
        names = names_for(self.request.user, date.page) == Names.SHOWN  # type: ignore[arg-type]
        to, rung = recipients(date), without_address(date)
        return self.shown(
            str(self._of(kind)[0]),
            subtitle=about(date),
            trail=trail_of(date),
            date=date,
            kind=kind,
            form=form,
            count=to.count(),
            people=to if names else [],
            rung_count=rung.count(),
            rung=rung if names else [],
            from_address=settings.DEFAULT_FROM_EMAIL,
            **preview,
        )


def initial(date: Occurrence) -> dict[str, Any]:
    """Time and place as they are."""
    place = {"place": date.place, "address": date.address, "municipality": date.municipality_id}
    return {**time_initial(date), **place, "coordinates": coordinates.shown(date)}
