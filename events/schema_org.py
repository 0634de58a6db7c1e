"""Events for search engines, as schema.org describes them (https://schema.org/Event). Knows no database and no clock.

There are no `offers`: nothing is sold, and seats are told where one registers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from events.calendar import OSLO
from events.enums import EventFormat, OccurrenceStatus, Precision

VOCABULARY = "https://schema.org"
STATUS = {
    OccurrenceStatus.SCHEDULED: "EventScheduled",
    OccurrenceStatus.POSTPONED: "EventPostponed",
    OccurrenceStatus.CANCELLED: "EventCancelled",
}
RESCHEDULED = "EventRescheduled"
ATTENDANCE = {
    EventFormat.DIGITALT: "OnlineEventAttendanceMode",
    EventFormat.FYSISK: "OfflineEventAttendanceMode",
    EventFormat.HYBRID: "MixedEventAttendanceMode",
}
# As in Django's `json_script`: inside a script element these could end it, or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Place:
    """Where one meets; what is not known is left empty."""

    name: str = ""
    address: str = ""
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Described:
    """One date of an event, in the words of its page.

    Attributes:
        start, end: Aware; as in `Occurrence`, so of whole days `end` is the midnight after the last.
        organisers: Name and address of each.
        series: Title and address of the series that it belongs to.
    """

    name: str
    description: str
    url: str
    language: str
    start: datetime
    end: datetime
    precision: str
    status: str
    moved_from: datetime | None = None
    format: str = ""
    place: Place = Place()
    organisers: Sequence[tuple[str, str]] = ()
    series: tuple[str, str] | None = None


def event(date: Described) -> dict[str, Any]:
    """One date as an `Event`."""
    moved = date.moved_from is not None and date.status == OccurrenceStatus.SCHEDULED
    found = {
        "@type": "Event",
        "name": date.name,
        "description": date.description,
        "url": date.url,
        "inLanguage": date.language,
        "startDate": written(date.start, date.precision),
        "endDate": ending(date),
        "previousStartDate": written(date.moved_from, date.precision) if moved and date.moved_from else None,
        "eventStatus": f"{VOCABULARY}/{RESCHEDULED if moved else STATUS[OccurrenceStatus(date.status)]}",
        "eventAttendanceMode": f"{VOCABULARY}/{ATTENDANCE[EventFormat(date.format)]}" if date.format else None,
        "location": location(date),
        "organizer": [{"@type": "Organization", "name": name, "url": url} for name, url in date.organisers],
        "superEvent": {"@type": "EventSeries", "name": date.series[0], "url": date.series[1]} if date.series else None,
    }
    return filled(found)


def series(name: str, description: str, url: str, dates: Iterable[Described]) -> dict[str, Any]:
    """A series with its dates."""
    events = [event(date) for date in dates]
    return filled({"@type": "EventSeries", "name": name, "description": description, "url": url, "subEvent": events})


def written(moment: datetime, precision: str) -> str:
    """ISO 8601 with Norway's offset; a day, a month or a year where no more is known."""
    local = moment.astimezone(OSLO)
    if precision == Precision.TIME:
        return local.isoformat(timespec="seconds")
    return local.date().isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)]


def ending(date: Described) -> str | None:
    """The end, of whole days the last one; None when it says no more than the beginning."""
    last = date.end if date.precision == Precision.TIME else date.end - timedelta(microseconds=1)
    end = written(last, date.precision)
    return end if end != written(date.start, date.precision) else None


def location(date: Described) -> list[dict[str, Any]]:
    """Online at the page that says how to take part, in a room, or both."""
    online = {"@type": "VirtualLocation", "url": date.url}
    where = [online] if date.format in (EventFormat.DIGITALT, EventFormat.HYBRID) else []
    if date.format != EventFormat.DIGITALT and (place := place_of(date.place)):
        where.append(place)
    return where


def place_of(place: Place) -> dict[str, Any]:
    """A place with what is known of its address; empty when nothing is."""
    if not (place.name or place.address or place.municipality):
        return {}
    address = {"streetAddress": place.address, "addressLocality": place.municipality, "addressCountry": "NO"}
    known = place.latitude is not None and place.longitude is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    found = {
        "@type": "Place",
        "name": place.name or place.address or place.municipality,
        "address": filled({"@type": "PostalAddress", **address}),
        "geo": geo if known else None,
    }
    return filled(found)


def filled(found: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def script_text(things: Sequence[Mapping[str, Any]]) -> str:
    """What stands inside `<script type="application/ld+json">`; no text of an editor can end the element."""
    graph = {"@context": VOCABULARY, **(things[0] if len(things) == 1 else {"@graph": list(things)})}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
