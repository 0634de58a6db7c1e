"""Calendar files: every line as the standards and the clients want it, and the same bytes every time."""

from datetime import UTC, datetime

import pytest

from events.calendar import calendar, fragment, invitation
from tests.builders.calendars import lint, make_entry, oslo, unfolded

START, END = oslo("2026-03-30 09:00"), oslo("2026-03-30 10:00")
KARI = {"attendee_name": "Kari Ås", "attendee_email": "kari@kommune.example"}
LINK = "https://hub.example/bli-med/abc/"


def entry(**fields):
    return make_entry(**{"start": START, "end": END, **fields})


def lines(one):
    return unfolded(fragment(one).encode())


def test_a_date_as_it_stands_in_a_feed():
    full = entry(
        place="Alrek helseklynge, Bergen", latitude=60.37, longitude=5.35, contact="Prosjektleder, hub@bodo.no"
    )
    assert lines(full) == [
        "BEGIN:VEVENT",
        "SUMMARY:Hjemmeoppfølging",
        "DTSTART;TZID=Europe/Oslo:20260330T090000",
        "DTEND;TZID=Europe/Oslo:20260330T100000",
        "DTSTAMP:20260102T090000Z",
        "UID:occ-1@kunnskapsnav.example",
        "SEQUENCE:0",
        "CATEGORIES:Webinar",
        r"CONTACT:Prosjektleder\, hub@bodo.no",
        "DESCRIPTION:En kort ingress.",
        "GEO:60.37;5.35",
        "LAST-MODIFIED:20260102T090000Z",
        r"LOCATION:Alrek helseklynge\, Bergen",
        'ORGANIZER;CN="Bodø kommune":mailto:hub@hub.example',
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://hub.example/arrangementer/hjemmeoppfolging/",
        "END:VEVENT",
        "",
    ]


def test_what_a_subscribed_calendar_says_of_itself():
    head = unfolded(calendar([], name="Arrangementer – Kunnskapsnav", description="Alle"))
    assert head[:12] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kunnskapsnav//events 1//NO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "DESCRIPTION:Alle",
        "X-WR-CALDESC:Alle",
        "NAME:Arrangementer – Kunnskapsnav",
        "X-WR-CALNAME:Arrangementer – Kunnskapsnav",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Europe/Oslo",
    ]
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in head
    assert not [line for line in head if line.startswith("RDATE")]


def test_a_file_of_single_dates_has_no_name_of_its_own():
    found = unfolded(calendar([fragment(entry())], description="Alle"))
    assert not [line for line in found if line.startswith(("NAME", "X-WR", "X-PUBLISHED", "REFRESH"))]


def test_moments_of_the_database_are_written_in_local_time():
    found = lines(entry(start=datetime(2026, 6, 4, 7, tzinfo=UTC), end=datetime(2026, 6, 4, 8, tzinfo=UTC)))
    assert "DTSTART;TZID=Europe/Oslo:20260604T090000" in found


def test_whole_days_end_with_the_day_after_the_last():
    found = lines(entry(start=oslo("2026-10-24 00:00"), end=oslo("2026-10-26 00:00"), all_day=True))
    assert {"DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261026"} <= set(found)


@pytest.mark.parametrize(
    ("status", "language", "title"),
    [
        ("cancelled", "nb", "AVLYST: Hjemmeoppfølging"),
        ("cancelled", "nn", "AVLYST: Hjemmeoppfølging"),
        ("cancelled", "en", "CANCELLED: Hjemmeoppfølging"),
        ("postponed", "nb", "UTSATT: Hjemmeoppfølging"),
        ("postponed", "nn", "UTSETT: Hjemmeoppfølging"),
        ("postponed", "en", "POSTPONED: Hjemmeoppfølging"),
    ],
)
def test_a_date_that_is_off_says_so_in_three_ways(status, language, title):
    found = lines(entry(status=status, language=language, sequence=3))
    assert {f"SUMMARY:{title}", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:3"} <= set(found)


def test_a_public_date_names_no_participant_and_rings_no_bell():
    text = calendar([fragment(entry())], name="Alle").decode()
    assert "ATTENDEE" not in text
    assert "VALARM" not in text


def test_categories_are_a_list_and_a_place_without_coordinates_has_none():
    found = lines(entry(categories=("Webinar", "Hjem, og drift", "")))
    assert r"CATEGORIES:Webinar,Hjem\, og drift" in found
    assert not [line for line in found if line.startswith("GEO")]


def test_what_breaks_calendars_is_taken_out():
    nasty = "A\x00B\x0bC\x85D\x7fE\r\nF\udcff"
    found = lines(entry(title=nasty, description=nasty, organiser_name='Senter "e-helse"\n', place=nasty))
    assert {"SUMMARY:ABCDE F", r"DESCRIPTION:ABCDE\nF", "LOCATION:ABCDE F"} <= set(found)
    assert "ORGANIZER;CN=\"Senter 'e-helse'\":mailto:hub@hub.example" in found


@pytest.mark.parametrize("letter", ["a", "æ", "–", "😀", ",", "\\", "ß́"])
@pytest.mark.parametrize("length", [*range(55, 80), 900])
def test_lines_are_folded_between_characters(letter, length):
    body = calendar([fragment(entry(title=letter * length, organiser_name=letter * length))], name=letter * length)
    assert lint(body) == []
    text = {",": r"\,", "\\": r"\\"}.get(letter, letter) * length
    assert f"SUMMARY:{text}" in unfolded(body)


def test_the_lint_would_see_a_bad_fold():
    body = calendar([fragment(entry(title="æ" * 80))])
    assert lint(body.replace(b"\r\n ", b"")) != []
    assert lint(body.replace(b"\r\n", b"\n")) != []
    assert lint(b"X:" + "æ".encode()[:1] + b"\r\n " + "æ".encode()[1:] + b"\r\nEND:VCALENDAR\r\n") != []


def test_the_same_bytes_every_time():
    one, other = (calendar([fragment(entry(categories=("A", "B")))], name="Alle") for _ in range(2))
    assert one == other


# Invitations ----------------------------------------------------------------------------------------------------------
def test_an_invitation_to_take_part_online():
    body = invitation(entry(sequence=2, latitude=60.0, longitude=5.0), method="REQUEST", join_url=LINK, **KARI)
    found = unfolded(body)
    assert lint(body) == []
    assert {
        "METHOD:REQUEST",
        "STATUS:CONFIRMED",
        "SEQUENCE:2",
        f"LOCATION:{LINK}",
        rf"DESCRIPTION:Bli med: {LINK}\n\nEn kort ingress.",
        f"CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:{LINK}",
        'ORGANIZER;CN="Bodø kommune":mailto:hub@hub.example',
    } <= set(found)
    assert [line for line in found if line.startswith("ATTENDEE")] == [
        'ATTENDEE;CN="Kari Ås";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE'
        ":mailto:kari@kommune.example"
    ]
    assert not [line for line in found if line.startswith(("GEO", "BEGIN:VALARM"))]


def test_an_invitation_into_the_room_keeps_the_place():
    found = unfolded(invitation(entry(place="Alrek"), method="REQUEST", join_url="", **KARI))
    assert "LOCATION:Alrek" in found
    assert not [line for line in found if line.startswith("CONFERENCE")]


@pytest.mark.parametrize("status", ["scheduled", "cancelled", "postponed"])
def test_a_cancellation_takes_the_date_out_and_holds_no_link(status):
    body = invitation(entry(status=status), method="CANCEL", join_url=LINK, **KARI)
    found = unfolded(body)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "UID:occ-1@kunnskapsnav.example"} <= set(found)
    assert LINK not in body.decode()
    assert len([line for line in found if line.startswith("ATTENDEE")]) == 1
