"""Everybody can see and take along what is stored about them, and nothing of anybody else."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from events import links, mails
from events.enums import AccessNeed
from events.models import AccessNeeds, LaterInterest, NameAccess
from events.own_copy import export
from events.registration import confirm, register
from hub.jobs.worker import drain
from tests.builders.dumps import readings, tables_with
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.html import faults, soup
from tests.builders.hub import make_municipality, make_organisation
from tests.builders.mail_server import mail_server
from tests.builders.public_forms import main_of, told

pytestmark = pytest.mark.django_db
Purpose = links.Purpose


def date(*, days=20, **fields):
    return make_occurrence(start=timezone.now() + timedelta(days=days), **fields)


@pytest.fixture
def mine():
    row = make_registration(
        occurrence=date(page=make_event(title="Nattmøtet")),
        workplace="Bodø kommune",
        municipality=make_municipality(),
        organisation=make_organisation(),
    )
    make_registration(occurrence=date(days=-5), attended_at=timezone.now())
    AccessNeeds.objects.create(registration=row, needs=["live-text", "of-old"])
    fields = {"organisation": make_organisation(), "email": row.email, "email_key": row.email_key}
    LaterInterest.objects.create(**fields)
    NameAccess.objects.create(occurrence=row.occurrence, kind="export", file_format="csv", rows=1)
    NameAccess.objects.create(
        occurrence=row.occurrence, kind="export", file_format="xlsx", at=row.created_at - timedelta(days=1)
    )
    make_registration(occurrence=row.occurrence, email="ola@x.example", name="Ola Annen")
    return row


def test_it_holds_all_that_is_stored(mine):
    data = export(mine, timezone.now())
    assert data["email"] == "kari@kommune.example"
    past, coming = data["registrations"]
    assert past["attended_at"]
    assert (coming["event"], coming["name"], coming["workplace"]) == ("Nattmøtet", "Kari Eksempel", "Bodø kommune")
    assert (coming["municipality"], coming["organisation"]) == ("Bodø", "Bodø kommune")
    assert len(coming["access_needs"]) == 2
    assert [row["format"] for row in coming["seen_by"]] == ["csv"]  # not what was done before
    assert data["later_events"][0]["organiser"] == "Bodø kommune"


def test_it_holds_every_column_about_the_person(mine):
    known = {"id", "occurrence", "submission", "version", "email_key", "queued_at", "anonymised_at", "seat"}
    columns = {field.name for field in mine._meta.fields} - known
    assert columns - set(export(mine, timezone.now())["registrations"][1]) == set()


def test_it_holds_what_mail_went_out():
    row = register([date()], name="Kari", email="k@x.example", seat_of={}, now=timezone.now()).registrations[0]
    [mail] = export(row, timezone.now())["registrations"][0]["mail"]
    assert mail["composed"]


def test_it_holds_nobody_else(mine):
    assert "Ola" not in json.dumps(export(mine, timezone.now()), ensure_ascii=False)


def test_what_somebody_needs_stands_in_their_own_copy_and_in_no_mail_job_or_log(client, settings, caplog):
    words = {"sign-language"}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            words.add(str(AccessNeed.SIGN_LANGUAGE.label))
    person = {"name": "Kari", "email": "k@x.example", "needs": ["sign-language"]}
    with caplog.at_level("INFO"), mail_server(settings) as mailbox:
        row = register([date()], **person, seat_of={}, now=timezone.now()).registrations[0]
        confirm(row, timezone.now())
        mails.reminder(row, "week")
        mails.mine(row.email, "nb")
        link = f"/mine-pameldinger/{links.token(row, Purpose.MINE)}/opplysninger"
        assert any(word in told(client.get(f"{link}/")) for word in words)
        assert client.get(f"{link}.json").json()["registrations"][0]["access_needs"]
        drain()
        sent = [reading.decode(errors="replace") for mail in mailbox.envelopes for reading in readings(mail.content)]
    assert len(mailbox.envelopes) == 4
    assert tables_with(*words) == {"events_accessneeds"}
    assert not [word for word in words for text in [*sent, caplog.text] if word.casefold() in text.casefold()]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_shows_it_and_leads_to_the_file(client, mine, language):
    link = f"/mine-pameldinger/{links.token(mine, Purpose.MINE)}/opplysninger/?sprak={language}"
    page = client.get(link)
    assert faults(soup(page), language) == []
    assert page.headers["Content-Language"] == language
    assert page.headers["Cache-Control"] == "no-store"
    for text in ("kari@kommune.example", "Kari Eksempel", "Bodø kommune", "Nattmøtet"):
        assert text in told(page)
    assert "Ola" not in told(page)
    file = next(one["href"] for one in main_of(page).find_all("a") if one.has_attr("download"))
    answer = client.get(file)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/json"
    assert len(json.loads(answer.content)["registrations"]) == 2


@pytest.mark.parametrize("ending", ["opplysninger/", "opplysninger.json"])
def test_only_the_link_to_ones_own_opens_it(client, mine, ending):
    for purpose in set(Purpose) - {Purpose.MINE, Purpose.LATER}:
        assert client.get(f"/mine-pameldinger/{links.token(mine, purpose)}/{ending}").status_code == 410
    old = links.token(mine, Purpose.MINE, timezone.now() - timedelta(hours=25))
    assert client.get(f"/mine-pameldinger/{old}/{ending}").status_code == 410
    assert client.get(f"/mine-pameldinger/x/{ending}").status_code == 410
