"""A scanner of mail that opens every link of every mail, and every link on the pages behind, changes nothing."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from events import links, mails
from events.amendments import change
from events.changes import cancel as call_off
from events.changes import message, move
from events.enums import EventFormat, Seat
from events.models import LaterInterest, Registration
from events.registration import cancel, confirm, register
from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.worker import drain
from tests.builders.events import make_event, make_occurrence
from tests.builders.html import soup
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of
from tests.builders.public_forms import press

pytestmark = pytest.mark.django_db
MINUTES, DAY = timedelta(minutes=10), timedelta(days=1)
ADDRESS = re.compile(rf"{re.escape(settings.PUBLIC_URL)}[^\s<>\"]*")


def rows():
    """All that the database holds."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def registered(date, email, *, confirmed=True, **more):
    person = {"name": "Kari", "email": email, "needs": ["live-text"], "later": True, "language": "nn"}
    [row] = register([date], **{**person, **more}, seat_of={date.pk: Seat.ONLINE}, now=timezone.now()).registrations
    if confirmed:
        confirm(row, timezone.now())
    return row


@pytest.fixture
def mailed(client):
    """Everybody has got every kind of mail, at a date that one can join, one to come, and one that is over."""
    now, page = timezone.now(), make_event(format=EventFormat.HYBRID)
    soon = make_occurrence(page=page, start=now + MINUTES, online_capacity=1, join_url="https://mote.example/x")
    later = make_occurrence(page=page, start=now + 9 * DAY, online_capacity=1)
    first, waits = registered(later, "kari@x.example"), registered(later, "ola@x.example")
    registered(later, "per@x.example", confirmed=False)
    comes = registered(soon, "kari@x.example")
    change(waits, name="Ola Ny", seat=Seat.ROOM, workplace="", now=now)
    change(waits, name="Ola", seat=Seat.ONLINE, workplace="", now=now)
    cancel(first, now)
    for kind in ("week", "day"):
        mails.reminder(comes, kind)
    message(soon, subject="Hei", text="Hei", by=None, now=now)
    move(later, later.start + DAY, later.end + DAY, by=None, now=now)
    drain(DATABASE_LANE)
    call_off(later, by=None, now=now)
    for one in (comes, waits):
        one.refresh_from_db()
        mails.again(one)
    mails.mine("kari@x.example", "nb")
    mails.later_event(LaterInterest.objects.get(email_key="kari@x.example"), soon)
    drain(DATABASE_LANE)
    client.get("/mine-pameldinger/")  # Wagtail makes the row of a site's settings when they are read for the first time
    return comes


def addresses():
    """Every address of the hub in all mails."""
    found = set()
    for mail in waiting_mail():
        found |= set(ADDRESS.findall(str(mail["List-Unsubscribe"] or "")))
        for form in ("plain", "html"):
            found |= {one.rstrip(".,)&") for one in ADDRESS.findall(body_of(mail, form))}
    return {one.replace("&amp;", "&") for one in found}


def scan(client, found):
    """Opens each, by GET and HEAD, and what the pages behind lead to; returns the paths."""
    seen, left = set(), {path_of(one) for one in found}
    while left:
        path = left.pop()
        seen.add(path)
        client.head(path)
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            hrefs = {one["href"] for one in soup(answer).find_all("a", href=True)}
            left |= {one for one in hrefs if one.startswith(OWN)} - seen
    return seen


OWN = ("/pamelding/", "/mine-pameldinger/", "/bli-med/", "/evaluering/")


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def test_opening_every_link_of_every_mail_changes_nothing(client, mailed):
    found = addresses()
    before = rows()
    seen = scan(client, found)
    assert rows() == before
    purposes = {purpose for purpose, start in links.PATHS.items() if any(path.startswith(start) for path in seen)}
    assert purposes >= set(links.Purpose) - {links.Purpose.EVALUATE}


def test_opening_the_evaluation_changes_nothing(client, mailed):
    over = make_occurrence(page=mailed.occurrence.page, start=timezone.now() - MINUTES * 12)
    Registration.objects.filter(pk=mailed.pk).update(occurrence=over)
    mailed.refresh_from_db()
    before = rows()
    found = [links.address(mailed, purpose) for purpose in (links.Purpose.EVALUATE, links.Purpose.MINE)]
    assert len(scan(client, found)) > 2
    assert rows() == before


def test_pressing_the_button_does(client, mailed):
    """The control: what is compared would show it."""
    before = rows()
    press(client, path_of(links.address(mailed, links.Purpose.CANCEL)))
    assert rows() != before
