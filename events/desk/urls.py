"""The addresses of the desk, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from events.desk.dates import CheckIn, DateView, DeleteDate, EditDate, NewDate
from events.desk.files import Export
from events.desk.making import CopyEvent, MoreOfSeries, NewEvent
from events.desk.notices import SendNotice
from events.desk.overview import EventView, Overview, SeriesView
from events.desk.people import Add, Came, CancelParticipant, GiveSeat
from events.desk.writing import WriteSeries
from events.organisers import is_organiser, manages_all

PATTERNS = [
    path("", Overview.as_view(), name="overview"),
    path("new/", NewEvent.as_view(), name="new"),
    path("event/<int:pk>/", EventView.as_view(), name="event"),
    path("event/<int:pk>/new-date/", NewDate.as_view(), name="new_date"),
    path("series/<int:pk>/", SeriesView.as_view(), name="series"),
    path("series/<int:pk>/more/", MoreOfSeries.as_view(), name="more"),
    path("series/<int:pk>/write/", WriteSeries.as_view(), name="write"),
    path("date/<int:pk>/", DateView.as_view(), name="date"),
    path("date/<int:pk>/settings/", EditDate.as_view(), name="edit_date"),
    path("date/<int:pk>/delete/", DeleteDate.as_view(), name="delete_date"),
    path("date/<int:pk>/copy/", CopyEvent.as_view(), name="copy"),
    path("date/<int:pk>/add/", Add.as_view(), name="add"),
    path("date/<int:pk>/check-in/", CheckIn.as_view(), name="check_in"),
    path("date/<int:pk>/send/<slug:kind>/", SendNotice.as_view(), name="send"),
    path("date/<int:pk>/export/<slug:what>.<slug:file_format>", Export.as_view(), name="export"),
    path("participant/<int:pk>/seat/", GiveSeat.as_view(), name="give_seat"),
    path("participant/<int:pk>/cancel/", CancelParticipant.as_view(), name="cancel_participant"),
    path("participant/<int:pk>/came/", Came.as_view(), name="came"),
]


def urls() -> list[Any]:
    """For Wagtail's hook `register_admin_urls`."""
    return [path("events/", include((PATTERNS, "events_desk")))]


class DeskItem(MenuItem):
    """Shown to organisers and to those who publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By what they may work with."""
        return is_organiser(request.user) or manages_all(request.user)


def menu_item() -> MenuItem:
    """For Wagtail's hook `register_admin_menu_item`."""
    return DeskItem(_("Events"), reverse("events_desk:overview"), name="events", icon_name="date", order=150)
