"""Whoever asks for it is gone at once, everywhere: seats go on, counts stay, and only the page answers."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from events import links
from events.enums import NoticeKind, OccurrenceStatus, RegistrationState
from events.erasure import erase
from events.models import AccessNeeds, LaterInterest, NameAccess, Notice, Registration
from events.registration import register
from hub.jobs.models import Job
from hub.mail.models import OutgoingMail
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation
from tests.builders.jobs import run_jobs, waiting_mail
from tests.builders.public_forms import main_of, press, told

pytestmark = pytest.mark.django_db
State = RegistrationState
KARI = "kari@kommune.example"


def date(*, days=20, **fields):
    return make_occurrence(start=timezone.now() + timedelta(days=days), **fields)


def address(registration, purpose=links.Purpose.ERASE):
    return links.address(registration, purpose)


def assert_gone(*rows):
    for row in rows:
        row.refresh_from_db()
        assert (row.name, row.email, row.workplace, row.municipality, row.organisation) == ("", "", "", None, None)
        assert KARI not in row.email_key


def test_all_registrations_of_the_address_go_and_seats_go_on():
    coming, past, cancelled = date(online_capacity=1), date(days=-3), date(days=40)
    mine = make_registration(occurrence=coming, workplace="Bedriften")
    came = make_registration(occurrence=past, attended_at=past.start)
    out = make_registration(occurrence=cancelled, state=State.CANCELLED, has_seat=False)
    waiting = make_registration(occurrence=coming, email="ola@x.example", has_seat=False)
    erased = erase(mine, timezone.now())
    assert (erased.registrations, erased.given_up) == (3, (coming,))
    assert_gone(mine, came, out)
    for row in (coming, waiting):
        row.refresh_from_db()
    assert (mine.state, mine.has_seat, waiting.has_seat, coming.online_taken) == (State.CANCELLED, False, True, 1)
    assert (came.state, came.has_seat) == (State.CONFIRMED, True)  # still one of those who came
    assert {mail["To"] for mail in waiting_mail()} == {"ola@x.example"}


def test_mail_that_waits_or_was_sent_goes_and_its_jobs_find_nothing():
    now = timezone.now()
    row = register([date()], name="Kari", email="Kari@Kommune.example", seat_of={}, now=now).answers[0].registration
    OutgoingMail.objects.create(mark="1", purpose="events.registration:0", recipient=KARI, content=b"")
    other = OutgoingMail.objects.create(mark="2", purpose="accounts", recipient=KARI, content=b"", sent_at=now)
    erase(row, now)
    assert list(OutgoingMail.objects.all()) == [other]
    run = Job.objects.filter(kind="mail.deliver")
    assert run.exists()
    run_jobs()
    assert set(run.values_list("state", flat=True)) == {"done"}


def test_needs_interest_and_traces_go_too():
    now = timezone.now()
    row = make_registration(occurrence=date(), name="Kåre Ås", email="Kare@x.example")
    page = row.occurrence.page
    AccessNeeds.objects.create(registration=row, needs=["live-text"])
    fields = {"organisation": make_organisation(), "email": row.email, "email_key": row.email_key}
    LaterInterest.objects.create(**fields)
    notice = Notice.objects.create(occurrence=row.occurrence, kind=NoticeKind.MESSAGE, text="Svar til KARE@X.example.")
    access = NameAccess.objects.create(occurrence=row.occurrence, kind="looked", reason="kåre ås ringte")
    failed = Job.objects.create(kind="x", fingerprint="x", error="Failing: (1, KÅRE ÅS, kare@x.example)")
    on_row = log(ModelLogEntry, row, label="Kåre Ås", data={"name": "Kåre Ås"})
    on_date = log(ModelLogEntry, row.occurrence, label="date", data={"added": ["Kåre Ås", {"to": "kare@x.example"}]})
    on_page = log(PageLogEntry, page, label=page.title, data={"to": "kare@x.example"}, page=page)
    erase(row, now)
    for one in (notice, access, failed, on_row, on_date, on_page):
        one.refresh_from_db()
    assert not AccessNeeds.objects.exists()
    assert not LaterInterest.objects.exists()
    assert (notice.text, access.reason, failed.error) == ("Svar til ***.", "*** ringte", "Failing: (1, ***, ***)")
    assert (on_row.label, on_row.data) == ("***", {})
    assert (on_date.label, on_date.data) == ("date", {"added": ["***", {"to": "***"}]})
    assert (on_page.label, on_page.data) == (page.title, {"to": "***"})


def log(model, about, **fields):
    kind = ContentType.objects.get_for_model(about, for_concrete_model=False)
    now = timezone.now()
    if model is ModelLogEntry:
        fields["object_id"] = str(about.pk)
    return model.objects.create(content_type=kind, action="wagtail.edit", timestamp=now, **fields)


def test_a_name_within_another_word_stays():
    make_registration(name="Kari", occurrence=date())
    failed = Job.objects.create(kind="x", fingerprint="x", error="Karianne and Kari")
    erase(Registration.objects.get(), timezone.now())
    failed.refresh_from_db()
    assert failed.error == "Karianne and ***"


def test_a_place_at_a_date_that_was_put_off_and_has_passed_is_given_up_too():
    row = make_registration(occurrence=date(days=-3, status=OccurrenceStatus.POSTPONED))
    assert erase(row, timezone.now()).given_up == (row.occurrence,)
    row.refresh_from_db()
    row.occurrence.refresh_from_db()
    assert (row.state, row.occurrence.online_taken) == (State.CANCELLED, 0)


def test_others_with_nothing_in_common_are_left_alone():
    mine, other = make_registration(occurrence=date()), make_registration(occurrence=date(), email="ola@x.example")
    by_phone = [
        make_registration(occurrence=date(), email=""),
        make_registration(occurrence=date(days=30), email=""),
    ]
    for number, row in enumerate(by_phone):
        Registration.objects.filter(pk=row.pk).update(email_key=f"none:{number}")
    LaterInterest.objects.create(organisation=make_organisation(), email="ola@x.example", email_key="ola@x.example")
    by_phone[0].refresh_from_db()
    assert erase(by_phone[0], timezone.now()).registrations == 1
    assert erase(mine, timezone.now()).registrations == 1
    other.refresh_from_db()
    by_phone[1].refresh_from_db()
    assert (other.email, by_phone[1].name) == ("ola@x.example", "Kari Eksempel")
    assert LaterInterest.objects.count() == 1


# The page -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_shows_what_goes_and_one_button_does_it(client, language):
    mine = make_registration(occurrence=date(page=make_event(title="Nattmøtet")), language=language)
    make_registration(occurrence=date(days=-5))
    link = address(mine)
    for asked in (client.get(link), client.head(link)):
        assert asked.status_code == 200
    page = client.get(link)
    assert page.headers["Content-Language"] == language
    assert page.headers["Cache-Control"] == "no-store"
    assert faults(soup(page), language) == []
    assert "Nattmøtet" in told(page)
    mine.refresh_from_db()
    assert mine.email == KARI
    done = press(client, link)
    assert done.status_code == 200
    assert faults(soup(done), language) == []
    assert KARI not in done.text
    assert_gone(mine)
    assert not Registration.objects.filter(email=KARI).exists()
    assert client.get(link).status_code == press(client, link).status_code == 410


def test_another_site_and_another_purpose_erase_nothing(client):
    mine = make_registration(occurrence=date())
    press(client, address(mine), **{"Sec-Fetch-Site": "cross-site"})
    for purpose in set(links.Purpose) - {links.Purpose.ERASE, links.Purpose.LATER}:
        path = f"{links.PATHS[links.Purpose.ERASE]}{links.token(mine, purpose)}/"
        assert press(client, path).status_code == 410
    mine.refresh_from_db()
    assert mine.email == KARI


def test_my_registrations_lead_to_it(client):
    mine = make_registration(occurrence=date())
    listed = main_of(client.get(address(mine, links.Purpose.MINE)))
    own = next(link["href"] for link in listed.find_all("a") if "opplysninger" in link["href"])
    data = main_of(client.get(own))
    erasing = next(link["href"] for link in data.find_all("a") if "/slett/" in link["href"])
    assert client.get(erasing).status_code == 200
