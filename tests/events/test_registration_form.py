"""Hostile and crowded: what is sent to the form of registration, how often, and what comes of a confirming link."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import links
from events.enums import EventFormat, RegistrationState, Seat
from events.models import AccessNeeds, Occurrence, Registration
from events.registration_form import LIMITS
from hub.mail.models import OutgoingMail
from tests.builders.events import make_event, make_occurrence, make_registration, make_series
from tests.builders.hub import make_organisation
from tests.builders.public_forms import BROWSER, main_of, make_token, press, send, to_mend, told

pytestmark = pytest.mark.django_db
PERSON = {"name": "Kari Eksempel", "email": "kari@kommune.example"}


@pytest.fixture
def occurrence():
    return make_occurrence(start=timezone.now() + timedelta(days=20))


def door(occurrence):
    return f"/pamelding/{occurrence.page_id}/"


def register(client, occurrence, **data):
    headers = data.pop("headers", {})
    if "seconds" in data:
        data["token"] = make_token("registration", seconds=data.pop("seconds"))
    fields = {"dates": [occurrence.pk], **PERSON, **data}
    return send(client, door(occurrence), "registration", headers=headers, **fields)


# Hostile --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        {"name": "x" * 10_000},
        {"email": "x" * 10_000},
        {"workplace": "x" * 10_000},
        {"name": "\x00\x01"},
        {"name": "Kjøp på https://spam.example"},
        {"name": "01018012371"},
        {"workplace": "010180 12371"},
        {"email": "kari@kommune.example\r\nBcc: all@x.example"},
        {"email": "kari@kommune.example, ola@kommune.example"},
        {"dates": ["99999999"]},
        {"dates": ["1 OR 1=1"]},
        {"dates": []},
        {"needs": ["everything"]},
    ],
)
def test_what_cannot_be_right_is_shown_again_and_does_nothing(client, occurrence, data):
    answer = register(client, occurrence, **data)
    assert answer.status_code == 200
    assert len(to_mend(answer)) == 1
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_date_of_another_event_is_none_of_this_form(client, occurrence):
    other = make_occurrence(page=make_event(title="Annet"), start=timezone.now() + timedelta(days=3))
    assert to_mend(register(client, occurrence, dates=[occurrence.pk, other.pk]))
    assert not Registration.objects.exists()


def test_script_in_a_name_is_text(client, occurrence):
    answer = register(client, occurrence, name="<script>alert(1)</script>", email="kari")
    assert main_of(answer).find("script") is None
    assert main_of(answer).find(id="felt-name")["value"] == "<script>alert(1)</script>"


def test_line_ends_in_a_name_end_no_header(client, occurrence):
    register(client, occurrence, name="Kari\r\nSubject: hei")
    assert Registration.objects.get().name == "Kari Subject: hei"
    mail = message_from_bytes(bytes(OutgoingMail.objects.get().content))
    assert mail.get_all("Subject") == [mail["Subject"]]
    assert "hei" not in mail["Subject"]


def test_the_room_of_an_event_online_is_no_way_to_take_part(client, occurrence):
    register(client, occurrence, **{f"seat-{occurrence.pk}": "room"})
    assert Registration.objects.get().seat == Seat.ONLINE
    hybrid = make_occurrence(page=make_event(format=EventFormat.HYBRID), start=timezone.now() + timedelta(days=2))
    assert to_mend(register(client, hybrid, **{f"seat-{hybrid.pk}": "roof"}))


@pytest.mark.parametrize(
    "data",
    [
        {"token": ""},
        {"token": "forged.forged"},
        {"token": make_token("mine")},
        {"token": make_token("registration", seconds=3 * 24 * 3600)},
        {"seconds": 0},
        {"homepage": "https://spam.example"},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
    ],
)
def test_what_no_reader_sends_is_told_calmly_and_kept(client, occurrence, data):
    answer = register(client, occurrence, **data)
    assert answer.status_code == 200
    assert "Skjemaet ble ikke sendt. Det du skrev, står her fortsatt." in told(answer)
    assert main_of(answer).find(id="felt-name")["value"] == PERSON["name"]
    assert not Registration.objects.exists()
    shown = main_of(answer).find("input", attrs={"name": "homepage"})
    assert not shown.get("value")
    assert shown.find_parent(hidden=True)


def test_a_form_that_is_sent_again_changes_nothing_more(client, occurrence):
    data = {"token": make_token("registration"), "dates": [occurrence.pk], **PERSON}
    for _time in range(3):
        assert client.post(door(occurrence), data, headers=BROWSER).status_code == 302
    assert Registration.objects.count() == 1
    occurrence.refresh_from_db()
    assert occurrence.online_taken == 1


def test_rubbish_is_no_error(client, occurrence):
    for body, kind in ((b"\xff\xfe\x00", "application/octet-stream"), (b"{}", "application/json"), (b"", "text/plain")):
        answer = client.post(door(occurrence), body, content_type=kind)
        assert answer.status_code == 200
        assert "ble ikke sendt" in told(answer)


# Crowds ---------------------------------------------------------------------------------------------------------------
def test_a_whole_municipality_registers_from_one_address():
    assert LIMITS.ip.number >= 200
    assert LIMITS.ip.period <= timedelta(minutes=10)
    assert LIMITS.subject.number >= LIMITS.ip.number


def test_one_mail_address_gets_few_mails_and_the_words_are_the_same_when_it_is_unknown(client, occurrence):
    for _time in range(LIMITS.email.number):
        assert register(client, occurrence).status_code == 302
    answer = register(client, occurrence)
    assert answer.status_code == 429
    assert "sendt mange ganger" in told(answer)
    assert main_of(answer).find(id="felt-email")["value"] == PERSON["email"]
    assert register(client, occurrence, email="ola@kommune.example").status_code == 302


def test_one_network_address_is_stopped_in_the_end(client, occurrence, monkeypatch):
    monkeypatch.setattr("hub.forms.limits._count", lambda name, rate, value: not name.endswith("ip"))
    answer = register(client, occurrence)
    assert answer.status_code == 429
    assert not Registration.objects.exists()


def test_who_mends_errors_uses_up_nothing(client, occurrence):
    for _time in range(LIMITS.email.number + 1):
        register(client, occurrence, name="")
    assert register(client, occurrence).status_code == 302


# Queries --------------------------------------------------------------------------------------------------------------
def test_the_form_costs_the_same_for_two_dates_and_for_twelve(client):
    def cost(number):
        series = make_series(title=f"Serie {number}")
        for n in range(number):
            page = make_event(parent=series, title=f"Tema {n}")
            make_occurrence(page=page, start=timezone.now() + timedelta(days=10 + n))
        client.get(f"/pamelding/{series.pk}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/pamelding/{series.pk}/")
        return len(queries)

    assert cost(2) == cost(12)


# Personal data --------------------------------------------------------------------------------------------------------
def test_the_form_says_who_answers_why_on_which_basis_and_until_when(client, settings):
    page = make_event(owner_organisation=make_organisation(name="Helse Bergen HF", slug="hb"))
    occurrence = make_occurrence(page=page, start=timezone.now().replace(year=2030, month=2, day=4, hour=8))
    text = told(client.get(door(occurrence) + "?sprak=en"))
    assert "Helse Bergen HF is responsible" in text
    assert "Article 6 (1) e" in text
    assert "6 March 2030" in text  # thirty days after
    assert "deleted the day after the event" in text
    names = [field.get("name") for field in main_of(client.get(door(occurrence))).find_all("input")]
    assert not any("consent" in (name or "") for name in names)


def test_needs_of_a_room_are_asked_for_where_there_is_a_room(client, occurrence):
    assert not main_of(client.get(door(occurrence))).find("input", value="step-free")
    room = make_occurrence(page=make_event(format=EventFormat.FYSISK), start=timezone.now() + timedelta(days=3))
    assert main_of(client.get(door(room))).find("input", value="step-free")


# Confirming -----------------------------------------------------------------------------------------------------------
def unconfirmed(occurrence, **fields):
    return make_registration(occurrence=occurrence, state=RegistrationState.UNCONFIRMED, **fields)


def confirming(registration):
    return links.address(registration, links.Purpose.CONFIRM)


def test_a_link_shows_a_button_and_the_button_confirms(client, occurrence):
    registration = unconfirmed(occurrence)
    for _time in range(2):
        page = client.get(confirming(registration))
        assert len(main_of(page).find_all("form")) == 1
        assert client.head(confirming(registration)).status_code == 200
    registration.refresh_from_db()
    assert registration.state == RegistrationState.UNCONFIRMED
    answer = press(client, confirming(registration))
    assert "Du har digital plass" in told(answer)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert "bekreftet fra før" in told(client.get(confirming(registration)))
    assert "Du har digital plass" in told(press(client, confirming(registration)))


def test_a_late_confirmation_gets_a_place_in_line_and_is_told_why(client):
    start = timezone.now() + timedelta(days=20)
    occurrence = make_occurrence(start=start, online_capacity=1)
    make_registration(occurrence=occurrence, email="first@x.example")
    late = unconfirmed(occurrence, has_seat=False, seat_lost_at=timezone.now())
    assert "det som er ledig nå" in told(client.get(confirming(late)))
    answer = press(client, confirming(late))
    assert "Du er nummer 1 på ventelisten" in told(answer)
    assert "Plassen som var holdt av til deg" in told(answer)


def test_one_button_confirms_all_dates_of_the_form(client):
    page = make_event()
    dates = [make_occurrence(page=page, start=timezone.now() + timedelta(days=20 + n)) for n in range(2)]
    send(client, door(dates[0]), "registration", dates=[one.pk for one in dates], **PERSON)
    first = Registration.objects.first()
    press(client, confirming(first))
    assert set(Registration.objects.values_list("state", flat=True)) == {RegistrationState.CONFIRMED}


def test_another_site_confirms_nothing(client, occurrence):
    registration = unconfirmed(occurrence)
    answer = press(client, confirming(registration), **{"Sec-Fetch-Site": "cross-site"})
    assert main_of(answer).find("form")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.UNCONFIRMED


@pytest.mark.parametrize(
    "path", ["pamelding/bekreft", "pamelding/avmeld", "pamelding/endre", "bli-med", "mine-pameldinger"]
)
def test_every_bad_link_gets_the_same_calm_page_and_changes_nothing(client, occurrence, path):
    registration = unconfirmed(occurrence)
    wrong = links.token(registration, links.Purpose.EVALUATE)
    whole = confirming(registration).rstrip("/").rpartition("/")[2]
    seen = set()
    for token in ("x", wrong, whole[:-1], whole[::-1], "x" * 2000):
        for answer in (client.get(f"/{path}/{token}/"), press(client, f"/{path}/{token}/")):
            assert answer.status_code == 410
            assert token not in told(answer)
            seen.add(told(answer))
    assert len(seen) == 1
    registration.refresh_from_db()
    assert registration.state == RegistrationState.UNCONFIRMED
    assert not AccessNeeds.objects.exists()
    assert Occurrence.objects.get().online_taken == 1


def test_the_page_of_a_key_tells_the_key_to_nobody(client, occurrence):
    registration = unconfirmed(occurrence)
    answer = client.get(confirming(registration))
    key = links.token(registration, links.Purpose.CONFIRM)
    body = answer.content.decode().replace("/bekreft/", "")
    mails = [part for part in body.split('"') if part.startswith("mailto:")]
    assert key.split(".")[0]
    assert not any("pamelding" in mail for mail in mails)
