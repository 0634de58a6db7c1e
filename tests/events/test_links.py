"""Links do one thing, for a time, for one registration, and tell nothing about it."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from django.core import signing

from events import links
from events.answers import Outcome
from events.enums import OccurrenceStatus, RegistrationState
from events.links import BadLink, Purpose, read, read_interest, token
from events.models import LaterInterest, Occurrence, Registration
from events.registration import cancel, confirm
from tests.builders.events import START, make_occurrence, make_registration
from tests.builders.hub import make_organisation

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=3)
MINUTE = timedelta(minutes=1)
OSLO = ZoneInfo("Europe/Oslo")
OF_REGISTRATIONS = [purpose for purpose in Purpose if purpose != Purpose.LATER]


def make_interest(**fields):
    email = "kari@kommune.example"
    return LaterInterest.objects.create(organisation=make_organisation(), email=email, email_key=email, **fields)


def refused(text, purpose, now=NOW):
    with pytest.raises(BadLink) as found:
        read(text, purpose, now)
    return found.value.reason


@pytest.mark.parametrize("purpose", OF_REGISTRATIONS)
def test_a_link_leads_to_its_registration_in_one_query(purpose, django_assert_num_queries):
    row = make_registration()
    text, title = token(row, purpose, NOW), row.occurrence.page.title
    with django_assert_num_queries(1):
        found = read(text, purpose, NOW)
        assert (found, found.occurrence.page.title) == (row, title)


def test_it_is_short_and_holds_nothing_personal():
    text = token(make_registration(), "mine", NOW)
    assert len(text) < 70
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert token(make_registration(email="ola@kommune.example"), "mine", NOW) != text


@pytest.mark.parametrize(("made_for", "used_for"), [*permutations(OF_REGISTRATIONS, 2)])
def test_a_link_does_nothing_else(made_for, used_for):
    assert refused(token(make_registration(), made_for, NOW), used_for) == "forged, damaged or for another purpose"


def test_links_to_registrations_and_to_later_events_are_not_mixed():
    row, interest = make_registration(), make_interest()
    for subject, purpose in ((row, Purpose.LATER), (interest, Purpose.CANCEL)):
        with pytest.raises(TypeError):
            token(subject, purpose)
    with pytest.raises(BadLink):
        read_interest(token(row, Purpose.CANCEL, NOW), NOW)
    assert refused(token(interest, Purpose.LATER, NOW), Purpose.CANCEL)


def test_a_forged_link_is_refused_whatever_was_changed():
    row, other = make_registration(), make_registration(email="ola@kommune.example")
    text = token(row, Purpose.CANCEL, NOW)
    body, signature = text.split(".")
    of_other = token(other, Purpose.CANCEL, NOW).split(".")
    swapped = "B" if signature[0] != "B" else "C"
    forged = [
        "",
        ".",
        body,
        f"{body}.",
        f".{signature}",
        f"{of_other[0]}.{signature}",
        f"{body}.{of_other[1]}",
        f"{body}.{swapped}{signature[1:]}",
        f"{body}.{signature[:-1]}",
        f"{text}x",
        text.upper(),
        "ø" * 60,
        "\x00",
        "9" * 5000,
        signing.dumps({"pk": row.pk}, salt="events.links.cancel"),
        signing.Signer(salt="events.links.cancel", sep=".").sign("1-2"),
        signing.Signer(salt="events.links.cancel", sep=".").sign("æ-1-1"),
        signing.Signer(salt="events.links.cancel", sep=".", key="another").sign(body),
    ]
    for attempt in forged:
        assert refused(attempt, Purpose.CANCEL), attempt
    assert read(text, Purpose.CANCEL, NOW) == row


@pytest.mark.parametrize(
    ("purpose", "lifetime"),
    [
        (Purpose.CONFIRM, timedelta(days=7)),
        (Purpose.MINE, timedelta(hours=24)),
        (Purpose.ERASE, timedelta(hours=24)),
    ],
)
def test_some_links_end_so_long_after_they_were_made(purpose, lifetime):
    text = token(make_registration(), purpose, NOW)
    assert read(text, purpose, NOW + lifetime - MINUTE)
    assert refused(text, purpose, NOW + lifetime) == "too old"


@pytest.mark.parametrize(
    ("purpose", "days"), [(Purpose.CANCEL, 1), (Purpose.CHANGE, 1), (Purpose.JOIN, 1), (Purpose.EVALUATE, 14)]
)
def test_others_end_so_many_days_after_the_date(purpose, days):
    text = token(make_registration(), purpose, NOW - timedelta(days=200))
    last_day = START.astimezone(OSLO).date() + timedelta(days=days)
    midnight = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), tzinfo=OSLO)
    assert read(text, purpose, midnight - MINUTE)
    assert refused(text, purpose, midnight) == "the date is over"


def test_the_day_after_is_counted_from_the_last_day_and_over_a_change_of_the_clock():
    first, end = datetime(2026, 3, 27, tzinfo=OSLO), datetime(2026, 3, 29, tzinfo=OSLO)  # exclusive: two whole days
    date = make_occurrence(start=first, end=end, precision="day")
    assert links.last_moment(date, Purpose.CANCEL) == datetime(2026, 3, 29, 22, tzinfo=UTC)  # 30 March in Oslo


def test_a_date_that_was_put_off_can_be_declined_after_its_old_day():
    date = make_occurrence(status=OccurrenceStatus.POSTPONED)
    text = token(make_registration(occurrence=date), Purpose.CANCEL, NOW)
    assert read(text, Purpose.CANCEL, START + timedelta(days=100))
    Occurrence.objects.update(status=OccurrenceStatus.SCHEDULED)
    assert refused(text, Purpose.CANCEL, START + timedelta(days=100))


@pytest.mark.parametrize("purpose", [Purpose.CONFIRM, Purpose.CANCEL, Purpose.CHANGE, Purpose.JOIN, Purpose.EVALUATE])
def test_a_new_version_makes_old_links_void(purpose):
    row = make_registration()
    text = token(row, purpose, NOW)
    Registration.objects.update(version=2)
    assert refused(text, purpose) == "void"
    row.refresh_from_db()
    assert read(token(row, purpose, NOW), purpose, NOW) == row


def test_a_cancelled_registration_is_not_revived_by_its_old_link():
    row = make_registration(state=RegistrationState.UNCONFIRMED)
    texts = {purpose: token(row, purpose, NOW) for purpose in OF_REGISTRATIONS}
    cancel(read(texts[Purpose.CANCEL], Purpose.CANCEL, NOW), NOW)
    for purpose in (Purpose.CONFIRM, Purpose.CHANGE, Purpose.JOIN, Purpose.EVALUATE):
        assert refused(texts[purpose], purpose) == "void"
    row.refresh_from_db()
    assert confirm(row, NOW).outcome == Outcome.REFUSED
    assert read(texts[Purpose.MINE], Purpose.MINE, NOW) == row  # the list stays open for the others


def test_the_link_that_cancelled_goes_on_saying_so_and_an_older_one_does_not():
    row = make_registration()
    oldest = token(row, Purpose.CANCEL, NOW)
    Registration.objects.update(version=2)
    row.refresh_from_db()
    text = token(row, Purpose.CANCEL, NOW)
    cancel(read(text, Purpose.CANCEL, NOW), NOW)
    again = read(text, Purpose.CANCEL, NOW)
    assert again.state == RegistrationState.CANCELLED
    assert cancel(again, NOW) == []
    assert refused(oldest, Purpose.CANCEL) == "void"


def test_a_confirming_link_used_twice_is_harmless():
    row = make_registration(state=RegistrationState.UNCONFIRMED)
    text = token(row, Purpose.CONFIRM, NOW)
    outcomes = [confirm(read(text, Purpose.CONFIRM, NOW), NOW).outcome for _ in range(2)]
    assert outcomes == [Outcome.SEAT, Outcome.SEAT]
    assert Occurrence.objects.get().online_taken == 1


@pytest.mark.parametrize("purpose", OF_REGISTRATIONS)
def test_nothing_leads_to_one_who_is_gone_or_anonymous(purpose):
    row = make_registration()
    text = token(row, purpose, NOW)
    Registration.objects.update(anonymised_at=NOW)
    assert refused(text, purpose) == "gone"
    Registration.objects.all().delete()
    assert refused(text, purpose) == "gone"


def test_mail_about_later_events_is_ended_by_its_own_link():
    interest = make_interest()
    text = token(interest, Purpose.LATER, NOW)
    assert read_interest(text, NOW + timedelta(days=700)) == interest
    LaterInterest.objects.update(version=2)
    with pytest.raises(BadLink):
        read_interest(text, NOW)


def test_the_address_speaks_the_participants_language(settings):
    settings.PUBLIC_URL = "https://hub.example"
    row = make_registration(language="nn")
    text = token(row, Purpose.CONFIRM, NOW)
    assert links.address(row, "confirm", NOW) == f"https://hub.example/pamelding/bekreft/{text}/?sprak=nn"
    row.language = "nb"
    assert links.address(row, "join", NOW).endswith("/")
    assert set(links.PATHS) == set(Purpose)


def test_the_log_hears_the_reason_and_not_the_link(caplog):
    text = token(make_registration(), Purpose.CANCEL, NOW)
    with caplog.at_level("INFO", logger="hub.signed_links"):
        refused(text, Purpose.JOIN)
    assert "another purpose" in caplog.text
    assert text not in caplog.text
