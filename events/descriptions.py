"""From an event's page to what `events.schema_org` writes down."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from events.models import EventPage, EventSeriesPage, Occurrence
from events.schema_org import Described, Place


def described(page: EventPage | EventSeriesPage, series: EventSeriesPage | None = None) -> list[Described]:
    """The dates of an event, or of all events of a series."""
    if isinstance(page, EventSeriesPage):
        return [one for event in page.events for one in described(event)]
    return [date(page, one, series) for one in page.dates]


def date(page: EventPage, occurrence: Occurrence, series: EventSeriesPage | None) -> Described:
    """One date in the words of its page."""
    return Described(
        name=marked(page),
        description=page.summary,
        url=address(page),
        language=page.title_language or page.language,
        start=occurrence.start,
        end=occurrence.end,
        precision=occurrence.precision,
        status=occurrence.status,
        moved_from=occurrence.moved_from,
        format=page.format,
        place=place(occurrence),
        organisers=[(one.name, address(one)) for one in page.organisers],
        series=(series.title, address(series)) if series else None,
    )


def marked(page: EventPage) -> str:
    """The title; nobody must take a demonstration for something to go to."""
    name = _("demonstration")
    return f"{page.title} ({name})" if page.demonstration and name not in page.title.casefold() else page.title


def place(occurrence: Occurrence) -> Place:
    """Where it is held."""
    exact = occurrence.latitude is not None and occurrence.longitude is not None
    return Place(
        occurrence.place,
        occurrence.address,
        occurrence.municipality.name if occurrence.municipality else "",
        float(occurrence.latitude) if exact else None,  # type: ignore[arg-type]
        float(occurrence.longitude) if exact else None,  # type: ignore[arg-type]
    )


def address(thing) -> str:
    """The whole address of a page or an organisation."""
    return settings.PUBLIC_URL + thing.path_from_root
