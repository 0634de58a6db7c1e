"""Addresses that put a date into a calendar, or subscribe to a feed: as a file, by `webcal:`, at Google and Outlook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from events.calendar import OSLO, Entry

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK_DATE = "https://outlook.office.com/calendar/0/deeplink/compose"
OUTLOOK_FEED = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Links:
    """Ways into a calendar.

    Attributes:
        file: The `.ics` file.
        webcal: Subscribes in the calendar of the reader's own machine.
        google, outlook: The two big calendars on the web.
    """

    file: str
    webcal: str
    google: str
    outlook: str


def links_of_date(entry: Entry, *, file: str, feed: str) -> Links:
    """Links for one date.

    Args:
        file: Address of the date as a file.
        feed: Address of a feed with this date alone, so that who subscribes learns of a change.
    """
    text = f"{entry.description}\n\n{entry.url}" if entry.url not in entry.description else entry.description
    google = {
        "action": "TEMPLATE",
        "text": entry.shown_title,
        "dates": f"{_google(entry.start, entry)}/{_google(entry.end, entry)}",
        "ctz": OSLO.key,
        "details": text,
        "location": entry.place,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": entry.shown_title,
        "startdt": _outlook(entry.start, entry),
        "enddt": _outlook(entry.end, entry),
        "allday": "true" if entry.all_day else "",
        "body": text,
        "location": entry.place,
    }
    return Links(file, webcal(feed), _address(GOOGLE, google), _address(OUTLOOK_DATE, outlook))


def links_of_feed(feed: str, *, name: str) -> Links:
    """Links that subscribe to a feed, as `name` where the calendar asks for one."""
    google = _address(GOOGLE, {"cid": webcal(feed)})  # it takes no https address here
    return Links(feed, webcal(feed), google, _address(OUTLOOK_FEED, {"url": feed, "name": name}))


def webcal(feed: str) -> str:
    """The address that makes a machine's own calendar subscribe."""
    return f"webcal://{feed.partition('://')[2]}"


def _address(start: str, parameters: dict[str, str]) -> str:
    return f"{start}?{urlencode({name: value for name, value in parameters.items() if value}, quote_via=quote)}"


def _google(moment: datetime, entry: Entry) -> str:
    """In local time: the zone stands beside it."""
    return f"{moment.astimezone(OSLO):{'%Y%m%d' if entry.all_day else '%Y%m%dT%H%M%S'}}"


def _outlook(moment: datetime, entry: Entry) -> str:
    local = moment.astimezone(OSLO)
    return local.date().isoformat() if entry.all_day else local.isoformat(timespec="seconds")
