"""Other people's parsers read every instant right, over both changes of the clock; the instants are written by hand."""

import pytest

from events.calendar import calendar, fragment, invitation
from tests.builders.calendars import make_entry, oslo, read_ical, read_ical_js, read_libical, read_vobject

# Local start and end, and what that is in UTC.
INSTANTS = {
    "winter": ("2026-02-03 09:00", "2026-02-03 10:00", "2026-02-03T08:00:00Z", "2026-02-03T09:00:00Z"),
    "spring-before": ("2026-03-29 01:30", "2026-03-29 01:59", "2026-03-29T00:30:00Z", "2026-03-29T00:59:00Z"),
    "spring-over": ("2026-03-29 01:30", "2026-03-29 03:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
    "spring-first": ("2026-03-29 03:00", "2026-03-29 03:45", "2026-03-29T01:00:00Z", "2026-03-29T01:45:00Z"),
    "spring-after": ("2026-03-29 09:00", "2026-03-29 10:00", "2026-03-29T07:00:00Z", "2026-03-29T08:00:00Z"),
    "spring-monday": ("2026-03-30 09:00", "2026-03-30 10:00", "2026-03-30T07:00:00Z", "2026-03-30T08:00:00Z"),
    "summer": ("2026-06-04 09:00", "2026-06-04 10:00", "2026-06-04T07:00:00Z", "2026-06-04T08:00:00Z"),
    "autumn-before": ("2026-10-25 01:00", "2026-10-25 01:59", "2026-10-24T23:00:00Z", "2026-10-24T23:59:00Z"),
    "autumn-over": ("2026-10-25 01:30", "2026-10-25 03:30", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"),
    "autumn-first": ("2026-10-25 03:00", "2026-10-25 04:00", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z"),
    "autumn-monday": ("2026-10-26 09:00", "2026-10-26 10:00", "2026-10-26T08:00:00Z", "2026-10-26T09:00:00Z"),
    "next-spring": ("2027-03-28 03:30", "2027-03-28 04:00", "2027-03-28T01:30:00Z", "2027-03-28T02:00:00Z"),
    "summer-after-2038": ("2039-07-04 09:00", "2039-07-04 10:00", "2039-07-04T07:00:00Z", "2039-07-04T08:00:00Z"),
    "winter-after-2038": ("2039-12-05 09:00", "2039-12-05 10:00", "2039-12-05T08:00:00Z", "2039-12-05T09:00:00Z"),
}
# Whole days: the day after the last one ends them.
DAYS = {
    "spring-day": ("2026-03-29 00:00", "2026-03-30 00:00", "2026-03-29", "2026-03-30"),
    "autumn-days": ("2026-10-24 00:00", "2026-10-26 00:00", "2026-10-24", "2026-10-26"),
}
EXPECTED = {uid: [start, end] for uid, (_one, _other, start, end) in (INSTANTS | DAYS).items()}
READERS = [
    pytest.param(read_ical, id="ical"),
    pytest.param(read_vobject, id="vobject"),
    pytest.param(read_ical_js, id="ical.js"),
    pytest.param(read_libical, id="libical", marks=pytest.mark.libical),
]


def entries():
    """One entry an instant, with text that is hard to fold."""
    for uid, (start, end, *_expected) in (INSTANTS | DAYS).items():
        text = f"Blåbærsyltetøy, «æøå»; 😀 \\ {uid}: " * 9
        yield make_entry(uid=uid, start=oslo(start), end=oslo(end), all_day=uid in DAYS, title=text, description=text)


@pytest.mark.parametrize("read", READERS)
def test_every_reader_finds_every_instant_of_a_feed(read):
    body = calendar(map(fragment, entries()), name="Arrangementer – Kunnskapsnav")
    assert read(body) == EXPECTED


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_every_reader_finds_the_instant_of_an_invitation(read, method):
    for entry in entries():
        if entry.uid in ("spring-over", "autumn-first", "autumn-days"):
            kari = {"attendee_name": "Kari Ås", "attendee_email": "kari@kommune.example"}
            body = invitation(entry, method=method, join_url="https://hub.example/bli-med/abc/", **kari)
            assert read(body) == {entry.uid: EXPECTED[entry.uid]}


@pytest.mark.parametrize("read", [read_vobject, read_ical_js], ids=["vobject", "ical.js"])
def test_the_control_a_zone_without_its_rules_is_read_wrong(read):
    body = calendar(map(fragment, entries())).replace(b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n", b"")
    found = read(body)
    assert found["winter"] == EXPECTED["winter"]
    assert found["summer"] != EXPECTED["summer"]
