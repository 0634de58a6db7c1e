"""What participants do by mailed link: cancel, change, see what is theirs, end mail about later events."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import links
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.models import LaterInterest, Registration
from events.registration_form import MINE_LIMITS
from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail.models import OutgoingMail
from tests.builders.events import make_event, make_occurrence, make_registration, make_series
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation
from tests.builders.public_forms import main_of, press, send, to_mend, told

pytestmark = pytest.mark.django_db
Purpose = links.Purpose


def date(*, days=20, **fields):
    return make_occurrence(start=timezone.now() + timedelta(days=days), **fields)


def link(registration, purpose):
    return links.address(registration, purpose)


# Cancelling -----------------------------------------------------------------------------------------------------------
def test_cancelling_takes_a_button_and_gives_the_seat_on(client):
    occurrence = date(online_capacity=1)
    mine = make_registration(occurrence=occurrence)
    waiting = make_registration(occurrence=occurrence, email="ola@x.example", has_seat=False)
    address = link(mine, Purpose.CANCEL)
    client.get(address)
    client.head(address)
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CONFIRMED
    assert "ikke lenger påmeldt" in told(press(client, address))
    mine.refresh_from_db()
    waiting.refresh_from_db()
    assert (mine.state, waiting.has_seat) == (RegistrationState.CANCELLED, True)
    for again in (client.get(address), press(client, address)):
        assert "ikke lenger påmeldt" in told(again)
    assert client.get(link(mine, Purpose.CHANGE)).status_code == 200


def test_another_site_cancels_nothing(client):
    mine = make_registration(occurrence=date())
    press(client, link(mine, Purpose.CANCEL), **{"Sec-Fetch-Site": "cross-site"})
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CONFIRMED


def test_an_event_whose_page_is_hidden_can_be_cancelled(client):
    mine = make_registration(occurrence=date(page=make_event(live=False, title="Skjult")))
    page = main_of(client.get(link(mine, Purpose.CANCEL)))
    assert "Skjult" in page.get_text()
    assert not [one for one in page.find_all("a") if "skjult" in one["href"]]
    press(client, link(mine, Purpose.CANCEL))
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CANCELLED


# Changing -------------------------------------------------------------------------------------------------------------
def change(client, registration, **data):
    fields = {"name": registration.name, "workplace": registration.workplace, "dates": [registration.occurrence_id]}
    return send(client, link(registration, Purpose.CHANGE), "change", **{**fields, **data})


def test_name_and_workplace_are_changed(client):
    make_organisation()
    mine = make_registration(occurrence=date(), workplace="Bedriften")
    page = main_of(client.get(link(mine, Purpose.CHANGE)))
    assert page.find(id="felt-name")["value"] == mine.name
    assert "Det er endret" in told(change(client, mine, name="Kari Ny", workplace="bodø kommune"))
    mine.refresh_from_db()
    assert (mine.name, mine.workplace, mine.organisation.name) == ("Kari Ny", "bodø kommune", "Bodø kommune")


def test_what_is_wrong_changes_nothing(client):
    mine = make_registration(occurrence=date())
    assert [target for target, _text in to_mend(change(client, mine, name="", dates=[]))] == [
        "#felt-dates_0",
        "#felt-name",
    ]
    other = date(page=make_event(title="Annet"))
    assert to_mend(change(client, mine, dates=[other.pk]))
    assert Registration.objects.count() == 1


def test_dates_of_the_series_are_added_and_dropped_at_once(client):
    series = make_series()
    dates = [date(page=make_event(parent=series, title=f"Tema {n}"), days=20 + n) for n in range(3)]
    make_registration(occurrence=dates[2], email="other@x.example")
    mine = make_registration(occurrence=dates[0])
    boxes = main_of(client.get(link(mine, Purpose.CHANGE))).find_all("input", attrs={"name": "dates"})
    assert [box.has_attr("checked") for box in boxes] == [True, False, False]
    answer = change(client, mine, name="Kari Ny", dates=[dates[1].pk, dates[2].pk])
    assert "Det er endret" in told(answer)
    states = dict(Registration.objects.filter(email_key=mine.email_key).values_list("occurrence", "state"))
    assert states == {dates[0].pk: "cancelled", dates[1].pk: "confirmed", dates[2].pk: "confirmed"}
    assert Registration.objects.get(occurrence=dates[1]).name == "Kari Ny"


def test_room_and_online_are_changed_and_a_full_room_changes_nothing(client):
    occurrence = date(page=make_event(format=EventFormat.HYBRID), room_capacity=1)
    mine = make_registration(occurrence=occurrence)
    seat = f"seat-{occurrence.pk}"
    assert "Du har plass i lokalet" in told(change(client, mine, **{seat: "room"}))
    other = make_registration(occurrence=occurrence, email="ola@x.example")
    answer = change(client, other, name="Ola Ny", **{seat: "room"})
    assert to_mend(answer)[0][0] == f"#felt-{seat}_0"
    other.refresh_from_db()
    assert (other.seat, other.name) == (Seat.ONLINE, "Kari Eksempel")


def test_the_kind_of_seat_of_an_added_date_is_the_chosen_one(client):
    page = make_event(format=EventFormat.HYBRID)
    first, second = date(page=page), date(page=page, days=30)
    mine = make_registration(occurrence=first)
    change(client, mine, dates=[first.pk, second.pk], **{f"seat-{first.pk}": "online", f"seat-{second.pk}": "room"})
    assert Registration.objects.get(occurrence=second).seat == Seat.ROOM


@pytest.mark.parametrize("fields", [{"days": -1 / 12}, {"status": OccurrenceStatus.CANCELLED}])
def test_nothing_is_left_to_change_of_what_is_over_or_cancelled(client, fields):
    mine = make_registration(occurrence=date(**fields))
    assert "ingenting igjen å endre" in told(client.get(link(mine, Purpose.CHANGE)))
    assert "ingenting igjen å endre" in told(change(client, mine, name="Ny"))
    mine.refresh_from_db()
    assert mine.name == "Kari Eksempel"


# My registrations -----------------------------------------------------------------------------------------------------
def ask(client, email, *, sprak=""):
    return send(client, f"/mine-pameldinger/{sprak}", "mine", email=email)


def test_known_and_unknown_addresses_get_the_same_answer_and_only_the_known_a_mail(client):
    make_registration(occurrence=date())
    known, unknown = ask(client, "Kari@kommune.example"), ask(client, "nobody@x.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "Hvis adressen har påmeldinger" in told(client.get(known["Location"]))
    drain(DATABASE_LANE)
    assert OutgoingMail.objects.get().recipient == "kari@kommune.example"
    assert not Job.objects.filter(state=JobState.DEAD).exists()


def work_of(client, email):
    """What the database is asked to do for an address, in its words but without the values."""
    with CaptureQueriesContext(connection) as asked:
        ask(client, email)
    return [re.sub(r"'(?:[^']|'')*'|\bs?\d+(?:_x\d+)?\b", "?", query["sql"]) for query in asked.captured_queries]


def test_known_and_unknown_addresses_cost_the_same_work(client):
    """Else the time that an answer takes would tell who is registered."""
    make_registration(occurrence=date())
    once_cancelled = {"state": RegistrationState.CANCELLED, "has_seat": False}
    make_registration(occurrence=date(), email="ola@kommune.example", **once_cancelled)
    work_of(client, "warm@x.example")
    known = work_of(client, "kari@kommune.example")
    assert any("INSERT" in words for words in known)
    for email in ("kari@kommune.example", "ola@kommune.example", "nobody@x.example", "nobody.else@x.example"):
        assert work_of(client, email) == known


def test_an_address_gets_few_such_mails_and_the_limit_does_not_tell_who_is_known(client):
    make_registration(occurrence=date())
    for email in ("kari@kommune.example", "nobody@x.example"):
        for _time in range(MINE_LIMITS.email.number):
            assert ask(client, email).status_code == 302
        assert ask(client, email).status_code == 429
    drain(DATABASE_LANE)
    assert OutgoingMail.objects.count() == MINE_LIMITS.email.number


def test_an_address_that_is_none_is_to_be_mended(client):
    answer = ask(client, "kari")
    assert to_mend(answer)[0][0] == "#felt-email"
    assert main_of(answer).find(id="felt-email")["value"] == "kari"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_list_shows_how_each_date_stands_in_the_language_asked_for(client, language):
    mine = make_registration(occurrence=date(), language=language)
    make_registration(occurrence=date(page=make_event(title="Venter")), has_seat=False)
    make_registration(occurrence=date(page=make_event(title="Over"), days=-3))
    make_registration(occurrence=date(page=make_event(title="Annens")), email="other@x.example")
    response = client.get(link(mine, Purpose.MINE))
    assert faults(soup(response), language) == []
    assert "Venter" in told(response)
    assert "Annens" not in told(response)
    paths = {one["href"].strip("/").rpartition("/")[0] for one in main_of(response).find_all("a")}
    assert {"pamelding/avmeld", "pamelding/endre", "bli-med"} <= paths or language != "nb"
    for one in main_of(response).find_all("a"):
        if "/pamelding/" in one["href"] or "/bli-med/" in one["href"]:
            assert client.get(one["href"]).status_code == 200


def test_the_list_outlives_a_cancellation(client):
    mine = make_registration(occurrence=date())
    address = link(mine, Purpose.MINE)
    press(client, link(mine, Purpose.CANCEL))
    assert "Du er meldt av" in told(client.get(address))


def test_the_list_changes_nothing_when_it_is_posted_to(client):
    mine = make_registration(occurrence=date())
    assert press(client, link(mine, Purpose.MINE)).status_code == 200
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CONFIRMED


# Later events ---------------------------------------------------------------------------------------------------------
def test_mail_about_later_events_ends_by_a_button(client):
    interest = LaterInterest.objects.create(
        organisation=make_organisation(), email="kari@kommune.example", email_key="kari@kommune.example", language="nn"
    )
    address = link(interest, Purpose.LATER)
    assert soup(client.get(address)).html["lang"] == "nn"
    assert LaterInterest.objects.exists()
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})  # as a mail program sends it
    assert "ikkje meir e-post" in told(answer)
    assert not LaterInterest.objects.exists()
    assert client.get(address).status_code == 410
