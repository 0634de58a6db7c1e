"""Builders of events, their dates and registrations: plain functions, the same result every time."""

from datetime import timedelta

from django.utils import timezone

from events.enums import EventFormat, EventKind, Precision, RegistrationPolicy, RegistrationState, Seat
from events.models import EventCoOrganiser, EventIndexPage, EventPage, EventSeriesPage, Occurrence, Registration
from tests.builders.hub import FIRST_DAY, make_organisation, make_page

START = FIRST_DAY + timedelta(days=60)  # 3 March 2026, 10.00 in Oslo
TITLES = {"nb": "Arrangementer", "en": "Events"}


def make_event_index(*, language="nb"):
    """The list of events of a tree; made once, then the same one."""
    found = EventIndexPage.objects.filter(locale__language_code=language).first()
    title = TITLES[language]
    return found or make_page(EventIndexPage, language=language, title=title, slug=title.lower())


def make_event(*, language="nb", co_organisers=(), **fields):
    """A webinar that can be published, without dates; the organiser is Bodø unless another owner is given."""
    fields.setdefault("parent", make_event_index(language=language))
    fields.setdefault("owner_organisation", make_organisation())
    fields.setdefault("kind", EventKind.WEBINAR)
    fields.setdefault("format", EventFormat.DIGITALT)
    page = make_page(EventPage, **fields)
    for place, organisation in enumerate(co_organisers):
        EventCoOrganiser.objects.create(page=page, organisation=organisation, sort_order=place)
    return EventPage.objects.get(pk=page.pk)


def make_series(*, language="nb", **fields):
    """A series without events."""
    fields.setdefault("parent", make_event_index(language=language))
    fields.setdefault("owner_organisation", make_organisation())
    return make_page(EventSeriesPage, **fields)


def make_occurrence(*, page=None, start=START, hours=1, **fields):
    """A date of a new event or of `page`: an hour, with registration here and as many seats online as anyone wants."""
    fields.setdefault("precision", Precision.TIME)
    fields.setdefault("policy", RegistrationPolicy.HERE)
    fields.setdefault("end", start + timedelta(hours=hours))
    return Occurrence.objects.create(page=page or make_event(), start=start, **fields)


def make_registration(*, occurrence=None, email="kari@kommune.example", **fields):
    """A confirmed registration online with a seat, counted on its date."""
    occurrence = occurrence or make_occurrence()
    fields.setdefault("seat", Seat.ONLINE)
    fields.setdefault("state", RegistrationState.CONFIRMED)
    fields.setdefault("has_seat", True)
    fields.setdefault("name", "Kari Eksempel")
    if fields["state"] == RegistrationState.CONFIRMED:
        fields.setdefault("confirmed_at", timezone.now())
    row = Registration.objects.create(occurrence=occurrence, email=email, email_key=email.lower(), **fields)
    if row.has_seat:
        column = "room_taken" if row.seat == Seat.ROOM else "online_taken"
        Occurrence.objects.filter(pk=occurrence.pk).update(**{column: occurrence.taken(row.seat) + 1})
        occurrence.refresh_from_db()
    return row
