"""Reads a calendar as Evolution and GNOME do (libical, with Debian's Python): UID, start and end in UTC, as JSON."""

import json
import sys
from datetime import UTC, datetime

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def moment(time):
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    seconds = time.as_timet_with_zone(time.get_timezone())
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def main():
    root = ICalGLib.Component.new_from_string(sys.stdin.buffer.read().decode())
    kind = ICalGLib.ComponentKind.VEVENT_COMPONENT
    found, event = {}, root.get_first_component(kind)
    while event:
        found[event.get_uid()] = [moment(event.get_dtstart()), moment(event.get_dtend())]
        event = root.get_next_component(kind)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
