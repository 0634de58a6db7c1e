"""Fixed addresses of the events room."""

from django.urls import path

from events.views import calendars

urlpatterns = [
    # Files below the list of events, which is a page: see `hub.reserved`.
    path("arrangementer/kalender.ics", calendars.feed, name="calendar"),
    path("arrangementer/kalender/<str:uid>.ics", calendars.occurrence_file, name="calendar_date"),
]
