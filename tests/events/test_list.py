"""The list of events: to come and past, narrowed, in calendars, and never a date of what is hidden."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventFormat, EventKind, OccurrenceStatus, Precision
from tests.builders.events import START, make_event, make_event_index, make_occurrence, make_registration, make_series
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation, make_settings, make_term, restrict

pytestmark = pytest.mark.django_db

FAR = datetime(2090, 2, 2, 8, tzinfo=UTC)


def dated(title, start=FAR, *, occurrence=None, **fields):
    """An event with one date."""
    return make_occurrence(page=make_event(title=title, **fields), start=start, **(occurrence or {})).page


def listed(client, query=""):
    """The titles to come and the past ones."""
    make_settings()
    page = soup(client.get(make_event_index().path_from_root + query))
    assert list(faults(page, "nb")) == []
    past = page.select_one("#tidligere")
    titles = [link.get_text() for link in page.select("main .row h3 a")]
    cut = len(past.find_all_previous("li", class_="row")) if past else len(titles)
    return titles[:cut], titles[cut:]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_what_is_to_come_soonest_first_and_what_has_been_latest_first(client):
    dated("Senere", FAR + timedelta(days=9))
    dated("Snart")
    make_event(title="Uten dato")
    dated("Nylig", START)
    dated("Lenge siden", START - timedelta(days=900))
    dated("I 2025", datetime(2024, 12, 31, 23, tzinfo=UTC), occurrence={"precision": Precision.YEAR, "hours": 365 * 24})
    assert listed(client) == (["Snart", "Senere", "Uten dato"], ["Nylig", "I 2025", "Lenge siden"])
    assert listed(client, "?sorter=tittel") == (["Senere", "Snart", "Uten dato"], ["I 2025", "Lenge siden", "Nylig"])


def test_an_event_with_several_dates_stands_once_at_its_next(client):
    page = dated("Flere ganger", START)
    make_occurrence(page=page, start=FAR + timedelta(days=3))
    dated("Før", FAR)
    assert listed(client) == (["Før", "Flere ganger"], [])


def test_what_is_called_off_stays_until_its_time_has_passed(client):
    dated("Avlyst", occurrence={"status": OccurrenceStatus.CANCELLED})
    dated("Avlyst før", START, occurrence={"status": OccurrenceStatus.CANCELLED})
    assert listed(client) == (["Avlyst"], ["Avlyst før"])


def test_hidden_pages_and_their_dates_never_show(client):
    dated("Utkast", live=False)
    restrict(dated("Lukket"))
    restrict(dated("Lukket før", START))
    below = make_series(live=False)
    dated("Under utkast", parent=below)
    assert listed(client) == ([], [])
    english = make_event(language="en", title="Twin", translation_of=dated("Skjult original", live=False))
    page = soup(client.get(english.get_parent().get_url()))
    assert "2090" not in page.main.get_text()


def test_only_the_past_has_pages(client):
    for number in range(23):
        dated(f"Snart {number}", FAR + timedelta(days=number))
        dated(f"Tidligere {number}", START - timedelta(days=number))
    coming, past = listed(client)
    assert (len(coming), len(past)) == (23, 20)
    assert listed(client, "?side=2") == ([], ["Tidligere 20", "Tidligere 21", "Tidligere 22"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?tjenesteform=hjemmesykehus", ["Konferanse"]),
        ("?malgruppe=leder", ["Webinar"]),
        ("?form=fysisk", ["Konferanse"]),
        ("?type=webinar", ["Webinar"]),
        ("?eier=bergen-kommune", ["Konferanse"]),
        ("?eier=bodo-kommune", ["Webinar", "Konferanse"]),
        ("?malform=nn", ["Konferanse"]),
        ("?ledig=1", ["Webinar"]),
        ("?ledig=venteliste", ["Konferanse"]),
        ("?ledig=1&ledig=venteliste&type=konferanse", ["Konferanse"]),
    ],
)
def test_it_is_narrowed(client, query, titles):
    dated("Webinar", terms=[make_term(vocabulary="audiences", slug="leder")])
    dated(
        "Konferanse",
        FAR + timedelta(days=1),
        occurrence={"room_capacity": 0},
        format=EventFormat.FYSISK,
        kind=EventKind.KONFERANSE,
        written_standard="nn",
        terms=[make_term(vocabulary="service_forms", slug="hjemmesykehus")],
        co_organisers=[make_organisation(name="Bergen kommune")],
    )
    assert listed(client, query)[0] == titles


def test_a_seat_that_somebody_waits_for_is_not_free(client):
    page = dated("Venter", occurrence={"online_capacity": 1})
    make_registration(occurrence=page.occurrences.get(), has_seat=False)
    assert listed(client, "?ledig=1")[0] == []
    assert listed(client, "?ledig=venteliste")[0] == ["Venter"]


def test_a_date_that_is_over_has_no_free_seats(client):
    dated("Over", START)
    assert listed(client, "?ledig=1") == ([], [])


def test_calendars_get_the_same_selection(client):
    dated("Webinar")
    make_settings()
    address = make_event_index().path_from_root
    page = soup(client.get(address + "?type=webinar&form=digitalt&ledig=1&q=webinar"))
    webcal = next(link["href"] for link in page.select(".panel a") if link["href"].startswith("webcal:"))
    assert urlsplit(webcal).path == "/arrangementer/kalender.ics"
    assert parse_qs(urlsplit(webcal).query) == {"type": ["webinar"], "form": ["digitalt"]}
    plain = soup(client.get(address))
    assert any(link["href"].endswith("/arrangementer/kalender.ics") for link in plain.select(".panel a"))


def test_the_atom_feed_follows_the_selection(client):
    dated("Webinar")
    dated("Kurs", kind=EventKind.KURS)
    body = client.get(make_event_index().path_from_root + "atom.xml?type=kurs").content.decode()
    assert "<title>Kurs</title>" in body
    assert "<title>Webinar</title>" not in body


def test_the_list_costs_the_same_however_many_events(client):
    make_settings()
    address = make_event_index().path_from_root
    other = make_organisation(name="Bergen kommune")

    def add(number):
        page = dated(f"Snart {number}", FAR, occurrence={"online_capacity": 0}, co_organisers=[other])
        make_registration(occurrence=page.occurrences.get(), has_seat=False)
        dated(f"Over {number}", START)

    for number in range(2):
        add(number)
    few = queries(client, address)
    for number in range(2, 20):
        add(number)
    assert queries(client, address) == few <= 12
