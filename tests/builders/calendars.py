"""Builders and readers of calendar files; the readers are other people's, each with a parser of its own."""

import json
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import vobject
from ical.calendar_stream import IcsCalendarStream

from events.calendar import OSLO, Entry
from tests.services import DEBIAN_PYTHON

READERS = Path(__file__).resolve().parents[1] / "events"
ROOT = READERS.parents[1]


def make_entry(*, uid="occ-1@kunnskapsnav.example", start, end, **fields):
    """A webinar in the calendar."""
    defaults = {
        "sequence": 0,
        "status": "scheduled",
        "title": "Hjemmeoppfølging",
        "description": "En kort ingress.",
        "url": "https://hub.example/arrangementer/hjemmeoppfolging/",
        "all_day": False,
        "place": "Digitalt",
        "latitude": None,
        "longitude": None,
        "organiser_name": "Bodø kommune",
        "organiser_email": "hub@hub.example",
        "categories": ("Webinar",),
        "stamp": datetime(2026, 1, 2, 9, 0, tzinfo=UTC),
        "language": "nb",
    }
    return Entry(**{**defaults, "uid": uid, "start": start, "end": end, **fields})


def oslo(text):
    """A local moment: `2026-03-29 03:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def unfolded(body):
    """The logical lines of a calendar."""
    return body.decode().replace("\r\n ", "").split("\r\n")


def lint(body):
    """What breaks a calendar although many parsers forgive it."""
    found = []
    text = body.decode(errors="replace")
    if not text.endswith("END:VCALENDAR\r\n") or re.search(r"[^\r]\n|\r[^\n]", text):
        found.append("line ends")
    for number, line in enumerate(body.split(b"\r\n"), 1):
        if len(line) > 75:
            found.append(f"line {number}: {len(line)} octets")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"line {number}: folded inside a character")
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text):
        found.append("control characters")
    return found


# Readers: UID → start and end, `2026-03-29T01:30:00Z` or a date -------------------------------------------------------
def words(moment):
    """A moment as the readers in other languages write it."""
    if not isinstance(moment, datetime):
        assert isinstance(moment, date)
        return moment.isoformat()
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read_ical(body):
    """PyPI's `ical`, which Home Assistant uses."""
    events = IcsCalendarStream.calendar_from_ics(body.decode()).events
    return {event.uid: [words(event.dtstart), words(event.dtend)] for event in events}


def read_vobject(body):
    """PyPI's `vobject`, which builds the zone from the file's own VTIMEZONE; not from one that it has read before."""
    vobject.icalendar.__tzidMap.pop("Europe/Oslo", None)
    events = vobject.readOne(body.decode()).vevent_list
    return {event.uid.value: [words(event.dtstart.value), words(event.dtend.value)] for event in events}


def read_ical_js(body):
    """npm's `ical.js`, which Thunderbird and Nextcloud use."""
    return outside(["node", str(READERS / "instants.mjs")], body)


def read_libical(body):
    """Debian's libical, which Evolution and GNOME use."""
    return outside([DEBIAN_PYTHON, str(READERS / "instants_libical.py")], body)


def outside(command, body):
    """What a program of another language reads."""
    done = subprocess.run(command, input=body, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
