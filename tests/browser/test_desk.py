"""The organiser's desk in a real browser: publishing, cancelling a date with notice, check-in with a telephone."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.admin import log_in, publish
from tests.browser.axe import faults

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

TELEPHONE = 390
TARGET = 44  # CSS pixels: a thumb (WCAG 2.2, 2.5.5)
TABS = 120  # no page of the desk has more stops
DESK = """
import json
from datetime import timedelta
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from events.enums import EventFormat, OccurrenceStatus, Seat
from events.models import AccessNeeds, EventIndexPage
from tests.builders.events import make_event, make_occurrence, make_registration, make_series
from tests.builders.hub import make_organisation
from tests.builders.organisers import make_organiser

body = make_organisation(name="Skrankens kommune", slug="skrankens-kommune")
user = make_organiser(email="skranken@example.org", organisation=body, second_factor=False)
secret = generate_totp_secret()
TOTP.activate(user, secret)
soon = timezone.now() + timedelta(days=20)
series = make_series(title="Serien ved skranken", owner_organisation=body)
own = {"parent": series, "owner_organisation": body}
webinar = make_event(title="Avlyses ved skranken", **own)
called_off = make_occurrence(page=webinar, start=soon)
put_off = make_occurrence(page=webinar, start=soon, status=OccurrenceStatus.POSTPONED)
held = make_occurrence(page=make_event(title="Holdt", recorded="yes", **own), start=soon - timedelta(days=40))
draft = make_event(title="Ikke skrevet", summary="", live=False, **own)
make_occurrence(page=draft, start=soon)
room = make_event(title="Samling ved skranken", format=EventFormat.FYSISK, **own)
door = make_occurrence(page=room, start=soon, place="Alrek helseklynge", room_capacity=3)
people = {}
for date, seat in ((called_off, Seat.ONLINE), (door, Seat.ROOM), (held, Seat.ONLINE)):
    for number, name in enumerate(("Kari Nordmann-Hansen", "Ola Li", "Per Ås Venter")):
        people[date.pk, number] = make_registration(
            occurrence=date, seat=seat, name=name, email=f"person{number}@skranken.example", has_seat=number < 2
        )
AccessNeeds.objects.create(registration=people[door.pk, 0], needs=["hearing-loop"])
people[door.pk, 1].bounced_at = timezone.now()
people[door.pk, 1].save()
print("DESK" + json.dumps({
    "email": user.email, "secret": secret, "index": EventIndexPage.objects.get(locale__language_code="nb").pk,
    "series": series.pk, "event": webinar.pk, "path": webinar.path_from_root, "draft": draft.pk, "uid": called_off.uid,
    "called_off": called_off.pk, "put_off": put_off.pk, "held": held.pk, "door": door.pk,
    "person": people[door.pk, 0].pk,
}))
"""
TOLD = """
import json
from events.models import Notice
from hub.mail.models import OutgoingMail
notices = Notice.objects.filter(occurrence={date}).values_list("kind", "recipients")
print("TOLD" + json.dumps([list(notices), OutgoingMail.objects.filter(recipient="skranken@example.org").count()]))
"""


@pytest.fixture(scope="module")
def desk(hub):
    """An organiser with an app for the second factor, and the numbers of what is theirs."""
    return json.loads(hub.run(DESK).rpartition("DESK")[2])


@pytest.fixture(scope="module")
def session(hub, desk, chromium):
    """Cookies of the organiser, who has logged in once."""
    context = chromium.new_context()
    log_in(context.new_page(), hub, desk["email"], "fjorten-rolige-tegn", desk["secret"])
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def opened(chromium, session):
    """Opens a window of the organiser's; the test fails when a script failed in it."""
    contexts, failed = [], []

    def window(width=1280):
        context = chromium.new_context(viewport={"width": width, "height": 900}, storage_state=session)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: failed.append(str(fault)))
        return page

    yield window
    for context in contexts:
        context.close()
    assert failed == []


def tab_to(page, selector):
    """Press Tab until the element has the focus, as who has no mouse does; it is then in sight."""
    expect(page.locator(selector).first).to_be_visible()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def press(page, selector):
    """Reach it with Tab and press Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def told(hub, date):
    """Which notices of a date are on their way, to how many, and how many mails to the organiser."""
    return json.loads(hub.run(TOLD.format(date=date)).rpartition("TOLD")[2])


def test_a_webinar_is_published_by_who_has_never_been_here(hub, desk, opened, chromium):
    page = opened()
    page.goto(f"{hub.url}/admin/pages/{desk['index']}/")
    page.locator("header a[href='/admin/events/new/']").click()  # «add», where one looks for it
    page.fill("#id_title", "Nytt fra skranken")
    page.fill("#id_summary", "En time om det som virker, for alle som begynner.")
    for name, value in (("first_day", "2030-02-07"), ("begins", "09:00"), ("ends", "10:00")):
        page.fill(f"#id_{name}", value)
    page.locator(".desk form button[type=submit]").click()
    page.wait_for_url("**/edit/")
    publish(page)
    page.wait_for_url(lambda url: not url.endswith("/edit/"))

    reader = chromium.new_page()
    reader.goto(f"{hub.url}/arrangementer/nytt-fra-skranken/")
    assert "torsdag 7. februar 2030" in reader.locator("main").inner_text().replace("\xa0", " ")
    expect(reader.locator("form.reg")).to_be_visible()  # registration is on unless one turns it off
    reader.close()


def test_cancelling_a_date_shows_recipients_and_mail_first(hub, desk, opened, chromium):
    page, date = opened(TELEPHONE), f"/admin/events/date/{desk['called_off']}/"
    page.goto(hub.url + date)
    press(page, f"a[href='{date}send/cancel/']")
    tab_to(page, "#id_note")
    page.keyboard.type("Innlederen er syk.")
    press(page, "button[value=preview]")

    shown = page.locator(".desk-mail")
    expect(shown).to_contain_text("Avlyses ved skranken")
    expect(shown).to_contain_text("Innlederen er syk.")
    recipients = page.locator(".desk details").first
    expect(recipients).to_contain_text("Kari Nordmann-Hansen, person0@skranken.example")
    press(page, ".desk summary")
    expect(recipients.locator("li")).to_have_count(3)
    expect(recipients.locator("li").first).to_be_visible()
    assert faults(page, "preview") == []
    assert told(hub, desk["called_off"]) == [[], 0]

    press(page, "button[value=test]")
    expect(page.locator(".messages .success")).to_contain_text(desk["email"])
    assert told(hub, desk["called_off"]) == [[], 1]
    press(page, "button[value=send]")
    expect(page).to_have_url(hub.url + date)
    expect(page.locator(f"a[href='{date}send/cancel/']")).to_have_count(0)
    assert told(hub, desk["called_off"]) == [[["cancelled", 3]], 1]

    reader = chromium.new_page()
    reader.goto(hub.url + desk["path"])
    expect(reader.locator(".ds-tag[data-color=danger]")).not_to_have_count(0)
    feed = reader.request.get(f"{hub.url}/arrangementer/kalender/{desk['uid']}.ics").text()
    assert "STATUS:CANCELLED" in feed
    reader.close()


def test_check_in_with_a_thumb_and_by_keyboard(hub, desk, opened):
    page, date = opened(TELEPHONE), f"/admin/events/date/{desk['door']}/"
    page.goto(hub.url + date)
    press(page, f"a[href='{date}check-in/']")
    buttons = page.locator(".desk-check-in button")
    expect(buttons).to_have_count(2)  # who waits is not let in
    for button in buttons.all():
        box = button.bounding_box()
        assert min(box["height"], box["width"]) >= TARGET
        assert box["x"] + box["width"] <= TELEPHONE
    first = page.locator(".desk-check-in li").first
    buttons.first.click()
    expect(first.locator("button[value='0']")).to_be_visible()
    expect(page.locator(".desk [role=status]")).to_contain_text("1")
    page.reload()
    press(page, ".desk-check-in button[value='0']")
    expect(first.locator("button[value='1']")).to_be_visible()
    expect(page.locator(".desk [role=status]")).to_contain_text("0")


def pages_of(desk):
    """Each page of the desk, in its states."""
    date = f"date/{desk['door']}/"
    held = f"date/{desk['held']}/"
    names = ("settings", "copy", "add", "check-in", "send/move", "send/postpone", "send/cancel", "send/message")
    return (
        *("", "?past=1", "new/", f"event/{desk['event']}/", f"event/{desk['draft']}/new-date/", date, held),
        *(f"{date}{name}/" for name in names),
        *(f"date/{desk['put_off']}/", f"date/{desk['put_off']}/send/revive/", f"date/{desk['called_off']}/"),
        *(f"series/{desk['series']}/", f"series/{desk['series']}/more/", f"series/{desk['series']}/write/"),
        f"participant/{desk['person']}/cancel/",
    )


@pytest.mark.parametrize("width", [1280, TELEPHONE])
def test_no_violation_on_any_page_of_the_desk(hub, desk, opened, width):
    page, found = opened(width), []
    for name in pages_of(desk):
        answer = page.goto(f"{hub.url}/admin/events/{name}")
        assert answer.status == 200, name
        found += faults(page, name)
    for name, button in (("new/", "button.button"), (f"series/{desk['series']}/write/", "button[value=publish]")):
        page.goto(f"{hub.url}/admin/events/{name}")
        page.locator(f".desk form {button}[type=submit]").click()
        expect(page.locator(".desk [role=alert]")).to_be_visible()
        found += faults(page, f"{name}, to mend")
    assert found == []
