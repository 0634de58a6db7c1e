"""Invitations as a calendar program meets them: the mail's structure, and what a date becomes over time."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from icalendar import Calendar

from events import invitations, links, mails
from events.door import subject_of
from events.enums import EventFormat, NoticeKind, OccurrenceStatus, Precision, RegistrationState, Seat
from events.models import Notice, Occurrence
from events.registration import cancel, confirm, register
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.hub import make_organisation
from tests.builders.mails import body_of, calendar_of, event_of, last_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.PUBLIC_URL = "https://hub.example"
    settings.DEFAULT_FROM_EMAIL = "Kunnskapsnav <hub@hub.example>"


@pytest.fixture
def date():
    """In three weeks."""
    return make_occurrence(start=(timezone.now() + timedelta(days=21)).replace(microsecond=0))


def ask(date, **fields):
    told = register([date], name="Kari Ås", email="kari@kommune.example", seat_of={}, now=timezone.now(), **fields)
    return told.registrations[0]


def told_of(date, kind, **fields):
    """The mail of a notice to the one who comes."""
    Occurrence.objects.filter(pk=date.pk).update(sequence=date.sequence + 1, **fields)
    date.refresh_from_db()
    registration = date.registrations.exclude(state=RegistrationState.CANCELLED).get()
    notice = Notice.objects.create(occurrence=date, kind=kind, sequence=date.sequence)
    mails.notice(notice, registration)
    return last_mail()


def part_for(registration, now, act=invitations.request):
    with translation.override(registration.language):
        return act(registration, subject_of(registration.occurrence, now), now)


def test_the_invitation_stands_as_a_form_of_the_body_and_as_a_file(date):
    confirm(ask(date), timezone.now())
    message = last_mail()
    assert message.get_content_type() == "multipart/mixed"
    body, file = message.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    plain, html, calendar = body.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REQUEST")
    assert calendar.get_content_charset() == "utf-8"
    assert (file.get_filename(), file.get_content_disposition()) == ("invitasjon.ics", "attachment")
    assert file.get_content() == calendar.get_content().replace("\r\n", "\n").replace("\n", "\r\n").encode()
    assert Calendar.from_ical(file.get_content())["METHOD"] == "REQUEST"


def test_it_is_for_one_participant_who_has_answered_and_from_the_address_of_the_mail(date):
    confirm(ask(date), timezone.now())
    message = last_mail()
    event = event_of(message)
    attendee = event["ATTENDEE"]
    assert attendee == "mailto:kari@kommune.example"
    assert [attendee.params[name] for name in ("CN", "PARTSTAT", "RSVP")] == ["Kari Ås", "ACCEPTED", "FALSE"]
    assert event["ORGANIZER"] == "mailto:hub@hub.example"
    assert message["From"] == "Kunnskapsnav <hub@hub.example>"
    assert (event["UID"], event["STATUS"]) == (date.uid, "CONFIRMED")
    assert event["DTSTART"].dt == date.start
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"


def test_online_it_has_our_own_link_to_join_and_never_the_one_to_cancel(date):
    row = ask(date)
    Occurrence.objects.update(join_url="https://meeting.example/secret")
    confirm(row, timezone.now())
    message = last_mail()
    text = calendar_of(message).to_ical().decode().replace("\r\n ", "")
    assert event_of(message)["LOCATION"].startswith("https://hub.example/bli-med/")
    assert "meeting.example" not in str(message)
    for purpose in (links.Purpose.CANCEL, links.Purpose.CHANGE, links.Purpose.CONFIRM):
        assert links.PATHS[purpose] not in text
    assert links.PATHS[links.Purpose.CANCEL] in body_of(message)


def test_in_the_room_it_has_the_place_and_no_link():
    page = make_event(format=EventFormat.HYBRID)
    date = make_occurrence(page=page, place="Alrek helseklynge", address="Årstadveien 17")
    row = make_registration(occurrence=date, seat=Seat.ROOM)
    event = Calendar.from_ical(part_for(row, timezone.now()).content).walk("VEVENT")[0]
    assert event["LOCATION"] == "Alrek helseklynge, Årstadveien 17"
    assert "CONFERENCE" not in event


@pytest.mark.parametrize(
    ("registration", "date_fields"),
    [
        ({"has_seat": False}, {}),
        ({"state": RegistrationState.UNCONFIRMED}, {}),
        ({}, {"status": OccurrenceStatus.POSTPONED}),
        ({}, {"precision": Precision.MONTH}),
    ],
)
def test_who_has_nothing_to_come_to_gets_none(registration, date_fields):
    row = make_registration(occurrence=make_occurrence(**date_fields), **registration)
    assert part_for(row, timezone.now()) is None


def test_who_waits_gets_one_when_moved_up(date):
    Occurrence.objects.update(online_capacity=1)
    first = make_registration(occurrence=date, email="first@kommune.example")
    confirm(ask(date), timezone.now())
    assert calendar_of(last_mail()) is None
    cancel(first, timezone.now())
    assert last_mail()["To"] == "kari@kommune.example"
    assert calendar_of(last_mail())["METHOD"] == "REQUEST"


def test_a_date_keeps_its_uid_and_its_sequence_grows_through_all_that_can_happen(date):
    confirm(ask(date), timezone.now())
    seen = [last_mail()]
    later = {"start": date.start + timedelta(days=7), "end": date.end + timedelta(days=7)}
    seen.append(told_of(date, NoticeKind.MOVED, **later))
    seen.append(told_of(date, NoticeKind.POSTPONED, status=OccurrenceStatus.POSTPONED))
    seen.append(told_of(date, NoticeKind.MOVED, status=OccurrenceStatus.SCHEDULED))
    seen.append(told_of(date, NoticeKind.CANCELLED, status=OccurrenceStatus.CANCELLED))
    methods = [str(calendar_of(message)["METHOD"]) for message in seen]
    assert methods == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    events = [event_of(message) for message in seen]
    assert {event["UID"] for event in events} == {date.uid}
    sequences = [event["SEQUENCE"] for event in events]
    assert sequences == sorted(set(sequences))
    assert [str(event["STATUS"]) for event in events] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert events[1]["DTSTART"].dt == later["start"]
    assert (events[2]["SUMMARY"][:8], events[4]["SUMMARY"][:8]) == ("UTSATT: ", "AVLYST: ")
    assert not events[3]["SUMMARY"].startswith("UTSATT")


def test_who_cancels_and_registers_again_gets_a_later_invitation():
    made = timezone.now() - timedelta(days=3)
    row = make_registration(occurrence=make_occurrence(created_at=made))
    steps = [
        part_for(row, made + timedelta(days=1)),
        part_for(row, made + timedelta(days=2), invitations.cancellation),
        part_for(row, made + timedelta(days=2, seconds=1)),
    ]
    events = [Calendar.from_ical(part.content).walk("VEVENT")[0] for part in steps]
    assert events[0]["SEQUENCE"] < events[1]["SEQUENCE"] < events[2]["SEQUENCE"] < 2**31
    assert events[0]["DTSTAMP"].dt < events[1]["DTSTAMP"].dt < events[2]["DTSTAMP"].dt


def test_cancelling_takes_it_out_of_the_calendar_unless_it_never_was_there(date):
    row = ask(date)
    confirm(row, timezone.now())
    cancel(row, timezone.now())
    event = event_of(last_mail())
    assert (calendar_of(last_mail())["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert not event["SUMMARY"].startswith("AVLYST")
    assert "bli-med" not in calendar_of(last_mail()).to_ical().decode()
    waits = make_registration(occurrence=date, email="ola@kommune.example", has_seat=False)
    cancel(waits, timezone.now())
    assert last_mail()["To"] == "ola@kommune.example"
    assert calendar_of(last_mail()) is None


@pytest.mark.parametrize(("language", "prefix"), [("nb", "UTSATT: "), ("nn", "UTSETT: "), ("en", "POSTPONED: ")])
def test_it_is_in_the_participants_language_as_far_as_the_event_is(language, prefix):
    page = make_event(title="Hjemmeoppfølging")
    english = page.copy_for_translation(page_locale("en"), copy_parents=True)
    english.title = "Home follow-up"
    english.save_revision().publish()
    date = make_occurrence(page=page, status=OccurrenceStatus.POSTPONED)
    row = make_registration(occurrence=date, language=language)
    part = part_for(row, timezone.now(), invitations.cancellation)
    event = Calendar.from_ical(part.content).walk("VEVENT")[0]
    assert event["SUMMARY"] == prefix + ("Home follow-up" if language == "en" else "Hjemmeoppfølging")


def page_locale(code):
    return make_event(language=code, title="Another").locale


def test_it_can_be_taken_out_although_the_page_is_gone(date):
    row = make_registration(occurrence=date)
    Occurrence.objects.update(page=None, status=OccurrenceStatus.CANCELLED)
    row.refresh_from_db()
    assert part_for(row, timezone.now()) is None
    part = part_for(row, timezone.now(), invitations.cancellation)
    event = Calendar.from_ical(part.content).walk("VEVENT")[0]
    assert (part.method, event["UID"]) == ("CANCEL", date.uid)
    assert event["SUMMARY"].startswith("AVLYST: ")
    Occurrence.objects.update(ics="")
    row.refresh_from_db()
    assert part_for(row, timezone.now(), invitations.cancellation) is None


def test_a_name_brings_no_line_into_the_calendar_or_the_mail(date):
    name = 'Kari"\r\nATTENDEE:mailto:all@world.example\r\nX:";CN=Ola'
    date.page.owner_organisation = make_organisation(name="Bodø kommune")
    row = make_registration(occurrence=date, name=name)
    mails.confirmation(row)
    message = last_mail()
    (event,) = calendar_of(message).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:kari@kommune.example"
    assert "X" not in event
    assert message.get_all("To") == ["kari@kommune.example"]
    assert message["Bcc"] is None
