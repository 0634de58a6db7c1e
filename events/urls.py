"""Fixed addresses of the events room."""

from django.urls import path

from events.views import calendars, evaluation, joining, personal_data, registration, self_service

urlpatterns = [
    # Files below the list of events, which is a page: see `hub.reserved`.
    path("arrangementer/kalender.ics", calendars.feed, name="calendar"),
    path("arrangementer/kalender/<str:uid>.ics", calendars.occurrence_file, name="calendar_date"),
    # Participants. What a mailed link leads to stands in `events.links.PATHS` too.
    path("pamelding/<int:number>/", registration.registration, name="registration"),
    path("pamelding/<int:number>/takk/", registration.thanks, name="registration_thanks"),
    path("pamelding/bekreft/<str:token>/", registration.confirm, name="registration_confirm"),
    path("pamelding/avmeld/<str:token>/", self_service.cancel, name="registration_cancel"),
    path("pamelding/endre/<str:token>/", self_service.change, name="registration_change"),
    path("pamelding/senere/<str:token>/", self_service.later, name="registration_later"),
    path("mine-pameldinger/", self_service.mine, name="registration_mine"),
    path("mine-pameldinger/<str:token>/", self_service.mine_list, name="registration_mine_list"),
    path("mine-pameldinger/<str:token>/opplysninger/", personal_data.own_data, name="personal_data"),
    path("mine-pameldinger/<str:token>/opplysninger.json", personal_data.own_file, name="personal_data_file"),
    path("mine-pameldinger/slett/<str:token>/", personal_data.erase, name="personal_data_erase"),
    path("evaluering/<str:token>/", evaluation.evaluate, name="evaluation"),
    path("bli-med/<str:token>/", joining.join, name="registration_join"),
]
