"""Calendar files (RFC 5545, 5546, 7986): dates in, bytes out, always the same. Knows no database and no clock.

Each date is one VEVENT with its own UID, in local time with a time zone that is given by rules: the only form that a
dozen calendar clients were seen to read right. The zone that `icalendar` makes itself lists its changes as one RDATE,
of which several clients read the first only, an hour off all summer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vDuration, vGeo, vText, vUri

OSLO = ZoneInfo("Europe/Oslo")
PRODID = "-//Kunnskapsnav//events 1//NO"
REFRESH = timedelta(hours=6)  # how often a client should ask, if it listens
CLOSING = "END:VCALENDAR\r\n"

# What stands before the title: many clients show a date that has STATUS:CANCELLED as if nothing had happened.
PREFIXES = {
    "cancelled": {"nb": "AVLYST: ", "nn": "AVLYST: ", "en": "CANCELLED: "},
    "postponed": {"nb": "UTSATT: ", "nn": "UTSETT: ", "en": "POSTPONED: "},
}
JOIN = {"nb": "Bli med", "nn": "Bli med", "en": "Join"}

# The European Union's summer time, as Norway has kept it since 1996.
TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
X-LIC-LOCATION:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True)
class Entry:
    """One date as a calendar shows it.

    Attributes:
        uid, sequence: As stored; never made up here.
        status: `scheduled`, `postponed` or `cancelled`; a date that is postponed without a new one counts as cancelled
            until it is revived under the same UID.
        url: The event's page.
        start, end: Aware moments; of whole days the local midnights, `end` exclusive.
        latitude, longitude: Both or neither.
        organiser_name: The organising body; `organiser_email` is the hub's own address, which invitations come from.
        categories: In the order to show them.
        stamp: When the date was last changed.
        language: `nb`, `nn` or `en`.
        contact: Whom to ask, in words.
    """

    uid: str
    sequence: int
    status: str
    title: str
    description: str
    url: str
    start: datetime
    end: datetime
    all_day: bool
    place: str
    latitude: float | None
    longitude: float | None
    organiser_name: str
    organiser_email: str
    categories: tuple[str, ...]
    stamp: datetime
    language: str
    contact: str = ""

    @property
    def is_off(self) -> bool:
        """Whether it will not be held as it stands."""
        return self.status != "scheduled"

    @property
    def shown_title(self) -> str:
        """The title with what must be seen first."""
        return PREFIXES.get(self.status, {}).get(self.language, "") + one_line(self.title)


def fragment(entry: Entry) -> str:
    """The lines of one date for a public feed: CRLF, at most 75 octets, without participants and alarms."""
    return _event(entry).to_ical().decode()


def calendar(fragments: Iterable[str], *, name: str = "", description: str = "") -> bytes:
    """A calendar of ready-made fragments.

    Args:
        name: What a client calls the calendar when somebody subscribes. Without one it is a file of single dates to
            put into a calendar; with a name, Outlook would make a new calendar of it.
    """
    head = _calendar("PUBLISH")
    if name:
        head.add("NAME", one_line(name))
        head.add("X-WR-CALNAME", one_line(name))
        head.add("X-WR-TIMEZONE", OSLO.key)
        head.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        head.add("X-PUBLISHED-TTL", vDuration(REFRESH).to_ical().decode())
    if name and description:
        head.add("DESCRIPTION", clean(description))
        head.add("X-WR-CALDESC", clean(description))
    return _around(head, "".join(fragments))


def invitation(
    entry: Entry,
    *,
    method: Literal["REQUEST", "CANCEL"],
    attendee_name: str,
    attendee_email: str,
    join_url: str = "",
) -> bytes:
    """What a mail to one participant carries (iMIP, RFC 6047), so that the date stands in their calendar.

    The answer is given already: the mail follows a registration here. A change has the same UID and a higher sequence.

    Args:
        method: REQUEST to put in or change, CANCEL to take out: the date is off, or the participant is.
        join_url: Our own link to the meeting, for who takes part online; left out of a CANCEL.
    """
    leaving = method == "CANCEL"
    link = "" if leaving else join_url
    if link:
        text = f"{JOIN.get(entry.language, JOIN['nb'])}: {link}\n\n{entry.description}"
        entry = replace(entry, place=link, latitude=None, longitude=None, description=text)
    event = _event(entry)
    if leaving:
        event["STATUS"] = vText("CANCELLED")
        event["TRANSP"] = vText("TRANSPARENT")
    event.add("ATTENDEE", _attendee(attendee_name, attendee_email))
    if link:
        conference = vUri(link)
        # As a list: a text would be written as one quoted value.
        conference.params["FEATURE"] = ["AUDIO", "VIDEO"]
        conference.params["VALUE"] = "URI"
        event.add("CONFERENCE", conference)
    return _around(_calendar(method), event.to_ical().decode())


def _event(entry: Entry) -> Event:
    event = Event()
    stamp = entry.stamp.astimezone(UTC).replace(microsecond=0)
    event.add("UID", entry.uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", entry.sequence)
    for name, moment in (("DTSTART", entry.start), ("DTEND", entry.end)):
        local = moment.astimezone(OSLO)
        event.add(name, local.date() if entry.all_day else local.replace(microsecond=0))
    event.add("SUMMARY", entry.shown_title)
    event.add("STATUS", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if entry.is_off else "OPAQUE")
    event.add("URL", entry.url)
    event.add("DESCRIPTION", clean(entry.description))
    event.add("ORGANIZER", _address(entry.organiser_name, entry.organiser_email))
    for name, text in (("LOCATION", entry.place), ("CONTACT", entry.contact)):
        if text:
            event.add(name, one_line(text))
    if entry.latitude is not None and entry.longitude is not None:
        event.add("GEO", vGeo((float(entry.latitude), float(entry.longitude))))
    categories = [one_line(category) for category in entry.categories if category]
    if categories:
        event.add("CATEGORIES", categories)  # as a list: a text would be one category with commas in it
    return event


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = one_line(name).replace('"', "'")  # no quotation mark may stand in a parameter
    return address


def _attendee(name: str, email: str) -> vCalAddress:
    address = _address(name, email)
    given = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    address.params.update(given)
    return address


def _calendar(method: str) -> Calendar:
    head: Any = Calendar()
    for name, value in (("VERSION", "2.0"), ("PRODID", PRODID), ("CALSCALE", "GREGORIAN"), ("METHOD", method)):
        head.add(name, value)
    return head


def _around(head: Calendar, events: str) -> bytes:
    """The whole file: what `icalendar` makes of the head, with our own time zone and the events inside."""
    opening = head.to_ical().decode().removesuffix(CLOSING)
    return "".join([opening, TIME_ZONE, events, CLOSING]).encode()


def clean(text: str) -> str:
    """Text without control characters, which break calendars silently; lines stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs")).strip()


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())
