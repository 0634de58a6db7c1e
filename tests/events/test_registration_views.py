"""Registering over HTTP: every state of the door, every language, what is hostile, and that showing changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events import links
from events.enums import EventFormat, OccurrenceStatus, Precision, RegistrationPolicy, Seat
from events.models import AccessNeeds, Registration
from hub.mail.models import OutgoingMail
from tests.builders.events import make_event, make_occurrence, make_registration, make_series
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation, make_settings
from tests.builders.public_forms import BROWSER, main_of, send, to_mend, told

pytestmark = pytest.mark.django_db
SOON = timedelta(days=20)
PERSON = {"name": "Kari Eksempel", "email": "kari@kommune.example", "workplace": "Bodø kommune"}


@pytest.fixture(autouse=True)
def hub_settings():
    make_settings()
    owner = make_organisation()
    owner.email = "webinar@bodo.example"
    owner.save()


def date(**fields):
    fields.setdefault("start", timezone.now() + SOON)
    return make_occurrence(**fields)


def door(occurrence):
    return f"/pamelding/{occurrence.page_id}/"


def register(client, occurrence, *, sprak="", **data):
    address = door(occurrence) + (f"?sprak={sprak}" if sprak else "")
    return send(client, address, "registration", **{"dates": [occurrence.pk], **PERSON, **data})


# The way that most take -----------------------------------------------------------------------------------------------
def test_a_reader_registers_and_is_thanked(client):
    occurrence = date()
    answer = register(client, occurrence, needs=["sign-language"], later="on")
    assert (answer.status_code, answer["Location"]) == (302, f"{door(occurrence)}takk/")
    registration = Registration.objects.get()
    assert (registration.name, registration.email) == (PERSON["name"], PERSON["email"])
    assert (registration.organisation.name, registration.workplace) == ("Bodø kommune", "Bodø kommune")
    assert (registration.state, registration.has_seat, registration.seat) == ("unconfirmed", True, Seat.ONLINE)
    assert (registration.language, registration.wants_later) == ("nb", True)
    assert AccessNeeds.objects.get().needs == ["sign-language"]
    assert "Vi har sendt deg en e-post" in told(client.get(answer["Location"]))
    assert OutgoingMail.objects.count() == 1


def test_nothing_is_ticked_for_the_reader(client):
    page = soup(client.get(door(date())))
    assert page.find("input", checked=True) is None


def test_known_and_unknown_addresses_are_answered_the_same(client):
    occurrence = date()
    first = register(client, occurrence)
    second = register(client, occurrence)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.headers.keys() == second.headers.keys()
    assert Registration.objects.count() == 1


def test_a_series_has_a_box_for_each_date_and_one_mail_answers(client):
    series = make_series(title="Serien")
    dates = [
        date(page=make_event(parent=series, title=f"Tema {n}"), start=timezone.now() + SOON + timedelta(days=n))
        for n in range(3)
    ]
    address = f"/pamelding/{series.pk}/"
    page = soup(client.get(address))
    assert [box["value"] for box in page.find_all("input", attrs={"name": "dates"})] == [str(one.pk) for one in dates]
    assert all(f"Tema {n}" in page.get_text() for n in range(3))
    answer = send(client, address, "registration", dates=[dates[0].pk, dates[2].pk], **PERSON)
    assert answer.status_code == 302
    assert set(Registration.objects.values_list("occurrence", flat=True)) == {dates[0].pk, dates[2].pk}
    assert Registration.objects.values("submission").distinct().count() == 1
    assert OutgoingMail.objects.count() == 1


def test_a_hybrid_date_asks_where_and_has_a_line_for_each(client):
    occurrence = date(page=make_event(format=EventFormat.HYBRID), room_capacity=1)
    make_registration(occurrence=occurrence, email="first@x.example", seat=Seat.ROOM)
    form = main_of(client.get(door(occurrence))).find("form")
    assert len(form.find_all("input", type="radio")) == 2
    answer = register(client, occurrence)
    assert to_mend(answer)[0][0] == f"#felt-seat-{occurrence.pk}_0"
    assert main_of(answer).find(id=f"felt-seat-{occurrence.pk}_0")
    register(client, occurrence, **{f"seat-{occurrence.pk}": "online"})
    assert Registration.objects.get(email=PERSON["email"]).seat == Seat.ONLINE


# Every state of the door ----------------------------------------------------------------------------------------------
def in_the_past():
    return date(start=timezone.now() - timedelta(days=3))


def full(**fields):
    occurrence = date(online_capacity=1, **fields)
    make_registration(occurrence=occurrence, email="first@x.example")
    return occurrence


def too_late():
    page = make_event(format=EventFormat.FYSISK)
    occurrence = date(page=page, room_capacity=1, start=timezone.now() + timedelta(hours=3))
    make_registration(occurrence=occurrence, email="first@x.example", seat=Seat.ROOM)
    return occurrence


def recorded():
    occurrence = in_the_past()
    occurrence.page.recording_page = "https://video.example/opptak"
    occurrence.page.save()
    return occurrence


ELSEWHERE = {"policy": RegistrationPolicy.ELSEWHERE, "registration_url": "https://example.org/meld-deg"}
SHUT = {
    "none": (lambda: date(policy=RegistrationPolicy.NONE), "Du trenger ikke melde deg på", ""),
    "elsewhere": (lambda: date(**ELSEWHERE), "Du melder deg på hos arrangøren", "https://example.org/meld-deg"),
    "invitation": (
        lambda: date(policy=RegistrationPolicy.INVITATION),
        "etter invitasjon",
        "mailto:webinar@bodo.example",
    ),
    "not yet": (lambda: date(precision=Precision.MONTH), "ikke åpnet ennå", "/arrangementer/"),
    "closed": (lambda: date(closed=True), "er stengt", "mailto:webinar@bodo.example"),
    "deadline": (lambda: date(deadline=timezone.now()), "Fristen var", "mailto:webinar@bodo.example"),
    "full": (too_late, "for sent å komme på ventelisten", "mailto:webinar@bodo.example"),
    "past": (in_the_past, "Dette var", "/arrangementer/"),
    "recorded": (recorded, "Dette var", "https://video.example/opptak"),
    "cancelled": (lambda: date(status=OccurrenceStatus.CANCELLED), "er avlyst", "/arrangementer/"),
    "postponed": (lambda: date(status=OccurrenceStatus.POSTPONED), "er utsatt", "/arrangementer/"),
}


@pytest.mark.parametrize("name", SHUT)
def test_a_door_that_is_shut_says_why_and_what_to_do_instead(client, name):
    make, words, target = SHUT[name]
    occurrence = make()
    page = main_of(client.get(door(occurrence)))
    assert words in page.get_text()
    assert page.find("form") is None
    assert any(link["href"].startswith(target) for link in page.find_all("a"))
    before = Registration.objects.count()
    assert register(client, occurrence).status_code == 200
    assert Registration.objects.count() == before
    assert not OutgoingMail.objects.exists()


def test_an_event_without_dates_says_so(client):
    page = make_event()
    assert "Ingen dato er satt ennå" in told(client.get(f"/pamelding/{page.pk}/"))


def test_a_full_date_takes_for_the_line_and_says_how_many_wait(client):
    occurrence = full()
    assert "Fullt. Venteliste" in told(client.get(door(occurrence)))
    make_registration(occurrence=occurrence, email="second@x.example", has_seat=False)
    assert "1 foran deg" in told(client.get(door(occurrence)))
    assert register(client, occurrence).status_code == 302
    assert Registration.objects.get(email=PERSON["email"]).has_seat is False


def test_of_several_dates_those_that_are_shut_say_why_beside_the_form(client):
    page = make_event()
    date(page=page)
    date(page=page, start=timezone.now() + SOON * 2, status=OccurrenceStatus.CANCELLED)
    assert "Datoer du ikke kan melde deg på her" in told(client.get(f"/pamelding/{page.pk}/"))


def test_all_that_was_chosen_may_close_while_the_form_is_open(client, monkeypatch):
    occurrence = date()
    monkeypatch.setattr("events.registration.doorways", lambda dates, now: {one.pk: Shut() for one in dates})
    answer = register(client, occurrence)
    assert "tar ikke imot flere påmeldinger" in to_mend(answer)[0][1]


class Shut:
    def accepts(self, seat):
        return False


# What is to be mended -------------------------------------------------------------------------------------------------
def test_an_error_is_listed_and_what_was_written_is_kept(client):
    page = make_event()
    first, second = date(page=page), date(page=page, start=timezone.now() + SOON * 2)
    data = {**PERSON, "email": "kari@larvik", "needs": ["live-text"], "later": "on", "dates": []}
    answer = send(client, door(first), "registration", **data)
    assert [target for target, _text in to_mend(answer)] == ["#felt-dates_0", "#felt-email"]
    shown = main_of(answer)
    assert all(shown.find(id=target.removeprefix("#")) for target, _text in to_mend(answer))
    assert shown.find(id="felt-name")["value"] == PERSON["name"]
    assert shown.find(id="felt-email")["value"] == "kari@larvik"
    assert shown.find("input", type="checkbox", value="live-text").has_attr("checked")
    assert shown.find(id="felt-later").has_attr("checked")
    assert second.pk
    assert not Registration.objects.exists()


# Languages ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_flow_keeps_its_language_and_the_registration_knows_it(client, language):
    occurrence = date(start=datetime(2030, 2, 4, 8, 0, tzinfo=UTC))
    address = f"{door(occurrence)}?sprak={language}"
    response = client.get(address)
    assert faults(soup(response), language) == []
    assert response["Content-Language"] == language
    assert ("4 February 2030" if language == "en" else "4. februar 2030") in told(response)
    form = main_of(response).find("form")
    assert form["action"] == address
    answer = register(client, occurrence, sprak=language)
    assert answer["Location"].endswith(f"takk/?sprak={language}")
    thanks = client.get(answer["Location"])
    assert faults(soup(thanks), language) == []
    assert Registration.objects.get().language == language
    confirm = links.address(Registration.objects.get(), links.Purpose.CONFIRM)
    assert soup(client.get(confirm)).html["lang"] == language
    assert soup(client.get(confirm.partition("?")[0])).html["lang"] == language  # a mail program cut it


def test_a_page_leads_to_itself_in_the_other_languages(client):
    navigation = main_of(client.get(door(date()))).find("nav", attrs={"aria-label": "Språk"})
    assert [link["hreflang"] for link in navigation.find_all("a")] == ["nn", "en"]


@pytest.mark.parametrize("email", ["kari@larvik", "kari@kommune.example"])
def test_another_language_keeps_what_was_written_and_acts_on_nothing(client, email):
    answer = register(client, date(), name="", needs=["live-text"], later="on")
    switch = main_of(answer).find("nav", attrs={"aria-label": "Språk"})
    button = switch.find("button", lang="nn")
    sent = [(one["name"], one["value"]) for one in switch.find_all("input")]
    right = {"name": PERSON["name"], "email": email}  # even when nothing is left to mend, it is not a registration
    data = {name: right.get(name, value) for name, value in sent} | {button["name"]: button["value"]}
    shown = client.post(button["formaction"], data, headers=BROWSER)
    page = main_of(shown)
    assert (shown.status_code, shown["Content-Language"]) == (200, "nn")
    assert faults(soup(shown), "nn") == []
    assert page.find(id="felt-email")["value"] == email
    assert page.find("input", type="checkbox", value="live-text").has_attr("checked")
    assert page.find(id="felt-later").has_attr("checked")
    assert page.find("button", lang="en")
    assert not Registration.objects.exists()
    ready = {**data, **right, "email": PERSON["email"]}
    del ready[button["name"]]
    assert client.post(page.find("form", class_="reg")["action"], ready, headers=BROWSER).status_code == 302
    assert Registration.objects.get().language == "nn"


# What nobody keeps, and what showing changes --------------------------------------------------------------------------
def test_pages_are_kept_by_nobody_and_set_no_cookie(client):
    occurrence = date()
    confirm = links.address(make_registration(occurrence=occurrence), links.Purpose.CONFIRM)
    for address in (door(occurrence), f"{door(occurrence)}takk/", confirm, "/mine-pameldinger/", "/bli-med/x/"):
        response = client.get(address)
        assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert response["X-Robots-Tag"] == "noindex"
        assert soup(response).find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert not response.cookies
        assert soup(response).find("link", rel="canonical") is None
    assert not register(client, occurrence, email="b@x.example").cookies


def test_no_other_way_than_get_and_post(client):
    for method in (client.put, client.delete, client.patch, client.options):
        assert method(door(date())).status_code == 405


@pytest.mark.parametrize("number", [0, 99_999_999, 1])
def test_what_is_no_visible_event_has_no_door(client, number):
    assert client.get(f"/pamelding/{number}/").status_code == 404
    assert client.get(f"/pamelding/{number}/takk/").status_code == 404


def test_a_hidden_event_has_no_door(client):
    occurrence = date(page=make_event(live=False))
    assert register(client, occurrence).status_code == 404
    assert not Registration.objects.exists()
