"""Events and series as readers meet them: when, whether, where, and what afterwards; nothing of what is hidden."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.enums import EventFormat, OccurrenceStatus, Precision, RegistrationPolicy, RegistrationState, Seat
from events.models import EventPage, EventSeriesPage, Material, Session, SessionSpeaker
from hub.publishing import problems
from tests.builders.events import START, make_event, make_occurrence, make_registration, make_series
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation, make_page, make_person, make_settings, make_term
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db

FAR = datetime(2090, 2, 2, 8, tzinfo=UTC)  # a Thursday, 09.00 in Oslo
ELSEWHERE = {"policy": RegistrationPolicy.ELSEWHERE, "registration_url": "https://example.org/meld-deg"}


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


def shown(client, page):
    make_settings()
    found = soup(client.get(page.path_from_root))
    assert list(faults(found, page.language)) == []
    return found


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def english_event(**fields):
    return make_event(language="en", **fields)


# States ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Free places"),
        ({"online_capacity": 3}, "3 free places"),
        ({"online_capacity": 0}, "Full. Waiting list"),
        ({"closed": True}, "Registration is closed"),
        ({"deadline": START}, "The deadline has passed"),
        ({"policy": RegistrationPolicy.INVITATION}, "By invitation"),
        ({"policy": RegistrationPolicy.NONE}, "No registration"),
        (ELSEWHERE, "Registration at the organiser’s page"),
        ({"status": OccurrenceStatus.CANCELLED}, "Cancelled"),
        ({"status": OccurrenceStatus.POSTPONED}, "Postponed, a new date will come"),
        ({"moved_from": FAR - timedelta(days=7)}, "Moved from 26 January 2090"),
    ],
)
def test_a_date_to_come_says_how_it_stands(client, fields, told):
    page = english_event()
    make_occurrence(page=page, start=FAR, **fields)
    found = shown(client, page)
    assert told in words(found.select_one(".facts"))
    assert "Thursday 2 February 2090" in words(found.select_one(".facts"))
    assert found.select_one("#pamelding")
    off = fields.get("status") in (OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED)
    assert bool(found.select(".panel a[href*='.ics']")) is not off


def test_who_waits_is_counted():
    date = make_occurrence(start=FAR, online_capacity=0)
    make_registration(occurrence=date, has_seat=False)
    page = EventPage.objects.get(pk=date.page_id)
    with translation.override("en"):
        assert page.shown_date.seats == "Full. Waiting list, 1 ahead of you"
        assert page.shown_date.seats_in_short == "Full, waiting list"


def test_room_and_online_are_told_apart():
    page = make_event(format=EventFormat.HYBRID)
    make_occurrence(page=page, start=FAR, room_capacity=0)
    with translation.override("en"):
        assert page.shown_date.seats == "In the room: full. Waiting list. Online: free places"


def test_the_same_content_again_is_a_table_of_dates(client):
    page = english_event()
    for weeks in range(3):
        make_occurrence(page=page, start=FAR + timedelta(days=7 * weeks))
    make_occurrence(page=page)
    found = shown(client, page)
    rows = found.select(".matrix tbody tr")
    assert [words(row.td) for row in rows] == ["10:00–11:00", "09:00–10:00", "09:00–10:00", "09:00–10:00"]
    assert [bool(row.select("a[href$='.ics']")) for row in rows] == [False, True, True, True]
    assert "Next time Thursday 2 February 2090" in words(found.select_one(".facts"))


@pytest.mark.parametrize(
    ("precision", "day", "told"),
    [(Precision.YEAR, "2022", "2022"), (Precision.MONTH, "2022-03", "March 2022"), (Precision.DAY, "2022-03-01", "1 ")],
)
def test_no_more_is_told_than_is_known(client, precision, day, told):
    page = english_event()
    make_occurrence(page=page, start=datetime(2022, 2, 28, 23, tzinfo=UTC), hours=24, precision=precision)
    found = shown(client, page)
    assert found.select_one(".facts time")["datetime"] == day
    assert told in words(found.select_one(".facts time"))
    assert "kl" not in words(found.select_one(".facts time"))
    assert not found.select("a[href*='kalender/']")


def test_an_event_without_a_date_says_so(client):
    assert "No date yet" in words(shown(client, english_event()).select_one(".facts"))


def test_the_next_date_is_one_that_is_held():
    page = make_event()
    make_occurrence(page=page)
    off = make_occurrence(page=page, start=FAR, status=OccurrenceStatus.CANCELLED)
    held = make_occurrence(page=page, start=FAR + timedelta(days=7))
    assert page.next_date() == held
    held.delete()
    assert EventPage.objects.get(pk=page.pk).next_date() == off
    off.delete()
    assert EventPage.objects.get(pk=page.pk).next_date() is None


# Programme, and what comes afterwards ---------------------------------------------------------------------------------
def test_programme_speakers_and_access(client):
    page = english_event(access_offered="Live captions.", recorded=EventPage.Recorded.YES)
    person = make_person(name="Kari Nordmann")
    session = Session.objects.create(page=page, title="Welcome", begins="09:00", sort_order=0)
    SessionSpeaker.objects.create(session=session, person=person)
    Session.objects.create(page=page, title="Second day", day=2, sort_order=1)
    make_occurrence(page=page, start=FAR, hours=30)
    aside = shown(client, page).aside
    assert [words(tag) for tag in aside.select("h2")][:2] == ["Thursday 2 February", "Friday 3 February"]
    assert "09:00 Welcome Kari Nordmann" in words(aside)
    assert "Live captions." in words(aside)
    person.withdrawn = True
    person.save()
    assert "Kari" not in words(shown(client, page))


def test_a_speakers_name_stands_with_the_person_only():
    page = make_event()
    session = Session.objects.create(page=page, title="Velkommen", text="Om starten")
    SessionSpeaker.objects.create(session=session, person=make_person(name="Kari Nordmann"))
    told = " ".join(part.text for part in EventPage.detail_queryset().get(pk=page.pk).text_parts())
    assert "Velkommen Om starten" in told
    assert "Kari" not in told


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, False),
        ({"recording_captioned": True}, False),
        ({"recording_transcript": "<p>Alt som blir sagt.</p>"}, False),
        ({"recording_captioned": True, "recording_transcript": "<p>Alt som blir sagt.</p>"}, True),
    ],
)
def test_a_recording_is_shown_only_when_all_can_follow_it(client, fields, is_shown):
    page = english_event(recording_url="https://vimeo.com/42", recording_page="https://example.org/opptak", **fields)
    make_occurrence(page=page)
    make_settings()
    answer = client.get(page.path_from_root)
    found = soup(answer)
    assert list(faults(found, "en")) == []
    assert bool(found.select(".film[data-src*='player.vimeo.com']")) is is_shown
    assert ("player.vimeo.com" in answer.headers["Content-Security-Policy"]) is is_shown
    assert bool(found.select("a[href='https://example.org/opptak']")) is not is_shown
    assert ("Alt som blir sagt." in words(found)) is is_shown
    assert not found.select("iframe, video")


def test_material_answers_and_experiences(client):
    page = english_event(questions_answered="<p>Who pays? The municipality.</p>", related=[make_story(title="Larvik")])
    Material.objects.create(page=page, title="Slides", url="https://example.org/slides", sort_order=0)
    make_occurrence(page=page)
    found = shown(client, page)
    assert found.select_one("#materiell ~ ul a")["href"] == "https://example.org/slides"
    assert "Who pays?" in words(found)
    assert "Larvik" in words(found.aside)


def test_a_recording_lies_in_one_place():
    page = make_event(recording_url="https://vimeo.com/42")
    page.recording_document_id = 1
    assert [problem.field for problem in problems(page)] == ["recording_url"]


def test_a_demonstration_is_marked(client):
    page = english_event(demonstration=True)
    make_occurrence(page=page, start=FAR)
    found = shown(client, page)
    assert "Demonstration" in words(found.select_one(".eyebrow"))
    assert "demonstration" in json.loads(found.select_one("script[type='application/ld+json']").string)["name"]


def test_structured_data_of_a_hostile_title(client):
    page = english_event(title="</script><b>x & y", summary="<!--")
    make_occurrence(page=page, start=FAR)
    data = json.loads(shown(client, page).select_one("script[type='application/ld+json']").string)
    assert (data["name"], data["description"]) == (page.title, "<!--")


# Series ---------------------------------------------------------------------------------------------------------------
def make_full_series(count, **fields):
    page = make_series(**fields)
    for number in range(count):
        event = make_event(parent=page, title=f"Webinar {number}", language=fields.get("language", "nb"))
        Session.objects.create(page=event, title="Velkommen", begins="09:00")
        make_occurrence(page=event, start=FAR + timedelta(days=28 * number))
    return EventSeriesPage.objects.get(pk=page.pk)


def test_a_series_shows_its_dates_and_what_they_have_in_common(client):
    page = make_full_series(3, language="en")
    make_event(parent=page, title="Draft", language="en", live=False)
    found = shown(client, page)
    assert [words(row.a) for row in found.select(".matrix tbody tr")] == ["Webinar 0", "Webinar 1", "Webinar 2"]
    assert "Programme each time 09:00 Velkommen" in words(found.aside)
    assert f"serie={page.pk}" in found.select_one(".panel a[href^='webcal:']")["href"]
    data = json.loads(found.select_one("script[type='application/ld+json']").string)
    assert (data["@type"], len(data["subEvent"])) == ("EventSeries", 3)
    event = shown(client, page.events[0])
    assert event.select_one(f".facts a[href='{page.path_from_root}']")


def test_a_series_without_dates_can_be_read(client):
    assert shown(client, make_series(language="en")).h1


# Cost -----------------------------------------------------------------------------------------------------------------
def fill(page, count):
    for number in range(count):
        session = Session.objects.create(page=page, title=f"Punkt {number}", sort_order=number)
        SessionSpeaker.objects.create(session=session, person=make_person(name=f"Person {number}"))
        Material.objects.create(page=page, title=f"Lysark {number}", url="https://example.org/", sort_order=number)
        date = make_occurrence(page=page, start=FAR + timedelta(days=number), online_capacity=1)
        make_registration(occurrence=date, email="a@kommune.example")
        make_registration(
            occurrence=date,
            email="b@kommune.example",
            has_seat=False,
            state=RegistrationState.CONFIRMED,
            seat=Seat.ONLINE,
        )


def test_an_event_costs_the_same_however_much_it_holds(client):
    make_settings()
    few, many = (
        make_event(
            related=[make_story(title=f"Erfaring {count} {number}") for number in range(count)],
            co_organisers=[make_organisation(name=f"Kommune {number}") for number in range(count)],
            terms=[make_term(slug="kols")],
        )
        for count in (2, 12)
    )
    fill(few, 2)
    fill(many, 12)
    assert queries(client, few.path_from_root) == queries(client, many.path_from_root) <= 15


def test_a_series_costs_the_same_however_many_events_it_has(client):
    make_settings()
    few, many = make_full_series(2), make_full_series(12)
    assert queries(client, few.path_from_root) == queries(client, many.path_from_root) <= 15


def test_a_draft_can_be_previewed():
    page = make_event(live=False)
    make_occurrence(page=page, start=FAR)
    assert page.make_preview_request().status_code == 200
    assert make_page(EventSeriesPage, parent=page.get_parent(), live=False).make_preview_request().status_code == 200
