"""A participant's whole life in the hub, and then a dump of the database that is searched for who it was."""

import base64
import logging
import quopri
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import caches
from django.utils import timezone
from wagtail.log_actions import log

from events import evaluation, mails, retention
from events.amendments import change
from events.attendance import attend
from events.changes import message
from events.enums import EventFormat
from events.erasure import erase
from events.models import EvaluationAnswer, LaterInterest, NameAccess, Notice, Registration
from events.registration import cancel, confirm, register
from hub.jobs.kinds import job
from hub.jobs.models import Job
from hub.jobs.queue import enqueue
from hub.jobs.worker import drain
from hub.log_masking import MaskingFormatter
from hub.mail.models import OutgoingMail
from tests.builders.dumps import readings, tables_with
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.hub import make_municipality, make_organisation
from tests.builders.mail_server import mail_server
from tests.builders.public_forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
DAY = timedelta(days=1)
NAME, EMAIL, WORKPLACE = "Kåre Blåbærøy", "Kare.Blabaroy@Kommune.Example", "Bygdelegen på Blåbærøy"
FIRST_NAME = "Kåre Første Navn"
NEEDLES = (NAME, "Blåbærøy", EMAIL, "kare.blabaroy", "Kare.Blabaroy@", WORKPLACE, FIRST_NAME)


@job("test.no_trace")
def careless(registration_id):
    """Says in its error what no error should say."""
    row = Registration.objects.get(pk=registration_id)
    raise ValueError(f"{row.name} <{row.email}>, {row.email_key}: no luck")


@contextmanager
def written():
    """What the console gets of all that is logged."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(MaskingFormatter("{asctime} {levelname} {name}: {message}", style="{"))
    logging.getLogger().addHandler(handler)
    try:
        yield stream
    finally:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def life(settings, django_user_model):
    """Registers, waits, confirms, changes, is seated, is reminded and told, comes, answers; mail goes out and fails.

    All while the admin logs, looks and revises. Gives the registration.
    """
    start = timezone.now() - 40 * DAY
    page = make_event(format=EventFormat.DIGITALT)
    occurrence = make_occurrence(page=page, start=start, online_capacity=1)
    editor = django_user_model.objects.create_user(email="editor@hub.example", password="x")
    other = make_registration(occurrence=occurrence, email="ola@x.example", name="Ola")
    person = {"name": FIRST_NAME, "email": EMAIL, "workplace": WORKPLACE, "municipality": make_municipality()}
    more = {"organisation": make_organisation(), "later": True, "needs": ["live-text"]}
    with mail_server(settings) as mailbox:
        row = register([occurrence], **person, **more, seat_of={}, now=start - 20 * DAY).registrations[0]
        confirm(row, start - 20 * DAY)
        assert row.waits
        change(row, name=NAME, seat=row.seat, workplace=WORKPLACE, now=start - 15 * DAY)
        page.save_revision(user=editor, log_action=True).publish()
        cancel(other, start - 10 * DAY)
        row.refresh_from_db()
        assert row.has_seat
        drain()
        assert [one for one in mailbox.envelopes if one.rcpt_tos == [EMAIL]]
        mails.reminder(row, "week")
        mailbox.refusals[EMAIL] = "550 5.1.1 no such user"
        drain()
        message(occurrence, by=editor, subject="Svar", text=f"Spørsmål fra {EMAIL.lower()}.", now=start - DAY)
        mailbox.refusals[EMAIL] = "451 try later"
        mails.reminder(row, "day")
        drain()
    enqueue(careless, row.pk)
    drain()
    Job.objects.create(kind="old", fingerprint="old", error=f"Failing row contains (1, {NAME.upper()}, {EMAIL}).")
    log(instance=row, action="wagtail.edit", user=editor, data={"name": NAME, "email": EMAIL}, title=NAME)
    log(instance=occurrence, action="wagtail.edit", user=editor, data={"added": [NAME, EMAIL.lower()]}, title="x")
    log(instance=page, action="wagtail.edit", user=editor, data={"asked by": EMAIL})
    NameAccess.objects.create(occurrence=occurrence, user=editor, kind="looked", reason=f"{NAME} ringte")
    attend(row, start)
    evaluation.answer(row, useful=5, will_use="Alt", now=start + DAY)
    row.refresh_from_db()
    return row


EVERYWHERE = {
    "events_laterinterest",
    "events_nameaccess",
    "events_notice",
    "events_registration",
    "hub_job",
    "hub_outgoingmail",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
}


def assert_counted(row):
    """What is left is one who came."""
    row.refresh_from_db()
    row.occurrence.refresh_from_db()
    assert (row.has_seat, row.occurrence.online_taken) == (True, 1)
    assert row.attended_at
    assert EvaluationAnswer.objects.count() == 1


def test_before_its_end_the_search_finds_it_everywhere(life):
    """The control: a search that finds nothing here would prove nothing below."""
    assert tables_with(*NEEDLES) >= EVERYWHERE
    assert OutgoingMail.objects.filter(recipient=EMAIL, sent_at=None).count() >= 2
    assert Notice.objects.exists()


def test_by_the_clock_no_trace_is_left(life):
    with written() as stream:
        retention.sweep(timezone.now())
        drain()
    assert tables_with(*NEEDLES) == {"events_laterinterest"}  # asked for by itself, for two years
    LaterInterest.objects.update(created_at=timezone.now() - 731 * DAY)
    retention.sweep(timezone.now())
    assert tables_with(*NEEDLES) == set()
    assert_counted(life)
    assert not [text for text in NEEDLES if text.casefold() in stream.getvalue().casefold()]


def test_by_ones_own_hand_no_trace_is_left(life):
    erase(life, timezone.now())
    drain()
    assert tables_with(*NEEDLES) == set()
    assert_counted(life)


def test_the_log_of_all_of_it_names_nobody(settings, request):
    with written() as stream:
        request.getfixturevalue("life")
        logging.getLogger("django.request").error("Failed: %s", EMAIL)
        try:
            raise ValueError(EMAIL)
        except ValueError:
            logging.getLogger("hub.jobs").exception("It failed.")
        erase(Registration.objects.get(email=EMAIL), timezone.now())
        drain()
    text = stream.getvalue()
    assert "It failed." in text
    assert EMAIL.casefold() not in text.casefold()
    assert "blabaroy" not in text.casefold()


def test_the_cache_holds_no_address(life, client):
    send(client, "/mine-pameldinger/", "mine", email=EMAIL)  # counted by address
    held = [text.decode(errors="replace").casefold() for text in cached()]
    assert held
    assert [text for text in held if "blabaroy" in text] == []


def cached() -> list[bytes]:
    """All keys and values, as this process or Redis holds them."""
    store = caches["default"]._cache
    if isinstance(store, dict):
        return [*(key.encode() for key in store), *store.values()]
    redis = store.get_client()
    return [text for key in redis.scan_iter() for text in (key, redis.get(key))]


@pytest.mark.parametrize(
    "content",
    [
        NAME.upper().encode(),
        base64.b64encode(f"Kjære {NAME}, velkommen".encode()),
        base64.encodebytes(f"{'x' * 80} {NAME} {'y' * 80}".encode()),
        quopri.encodestring(NAME.encode()),
        b'{"name": "K\\u00e5re Bl\\u00e5b\\u00e6r\\u00f8y"}',
        b"K%C3%A5re%20Bl%C3%A5b%C3%A6r%C3%B8y",
    ],
)
def test_the_search_reads_what_is_coded(content):
    found = [reading.decode(errors="replace").casefold() for reading in readings(content)]
    assert [text for text in found if NAME.casefold() in text]
