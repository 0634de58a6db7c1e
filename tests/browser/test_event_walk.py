"""The whole way of a series, in real browsers, through a real mail server and a real worker.

An organiser publishes it; readers subscribe, register, wait, cancel, are promoted, reminded, join and say what they
think; the organiser adds the recording. Each step asserts what its user sees and which mail arrives.
"""

import re
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.admin import code, log_in, publish
from tests.browser.conftest import ROOT
from tests.builders.accounts import PASSWORD
from tests.builders.mail_server import mail_server
from tests.builders.mails import body_of, calendar_of, event_of

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

ORGANISER = "vandrer@example.org"
KARI, OLA = "kari@vandring.example", "ola@vandring.example"
TITLE = "Vandring gjennom digital hjemmeoppfølging"
SUBJECTS = ("Hvem ser på målingene?", "Hva kostet det?", "Hva ville vi gjort annerledes?")
FIRST = date.today() + timedelta(days=40)
DAYS = [FIRST + timedelta(weeks=number) for number in range(3)]
OSLO = ZoneInfo("Europe/Oslo")
READING = 2_600  # milliseconds: nobody fills in a form faster
MAIL = 60  # seconds until a mail must have come
ACCOUNT = f"""
from tests.builders.hub import make_organisation
from tests.builders.organisers import make_organiser
body = make_organisation(name="Vandrernes helsehus", slug="vandrernes", email="post@vandrernes.example", role="Kurs")
make_organiser(email="{ORGANISER}", organisation=body, second_factor=False)
"""
# What the seed has left to do is not of this way, and only takes the machine.
REST = """
from hub.jobs.models import Job
Job.objects.filter(kind__startswith="task:").delete()
"""
TIME = """
from datetime import timedelta
from django.utils import timezone
from events.models import Occurrence
from tests.builders.clock import pass_time
one = Occurrence.objects.get(page__title="{subject}")
pass_time(one.start - timezone.now() - timedelta(minutes={minutes}), series=one.page.get_parent())
"""


@pytest.fixture(scope="module")
def post(hub):
    """The mail server, with the hub's own worker sending to it."""
    hub.run(REST)
    address = SimpleNamespace()
    with mail_server(address) as mailbox:
        smtp = {"SMTP_HOST": address.SMTP_HOST, "SMTP_PORT": str(address.SMTP_PORT)}
        command = [sys.executable, "manage.py", "work"]
        worker = subprocess.Popen(command, cwd=ROOT, env={**hub.environment, **smtp})
        yield mailbox
        worker.terminate()
        worker.wait(60)


@pytest.fixture
def people(chromium):
    """Opens a window for each; what a script fails at fails the test, and only who logs in gets a cookie."""
    contexts, failed = {}, []

    def window(name, **options):
        if name not in contexts:
            contexts[name] = chromium.new_context(**options)
            page = contexts[name].new_page()
            page.on("pageerror", lambda fault: failed.append(str(fault)))
        return contexts[name].pages[0]

    yield window
    cookies = {name: context.cookies() for name, context in contexts.items() if name != ORGANISER}
    for context in contexts.values():
        context.close()
    assert failed == []
    assert not any(cookies.values())


def letters(post, to, number, page):
    """The mails to somebody in the order that they came; there are so many, and no more."""
    for _ in range(MAIL * 10):
        found = [mail for mail in post.messages if mail["To"] == to]
        if len(found) >= number:
            break
        page.wait_for_timeout(100)
    assert len(found) == number, [mail["Subject"] for mail in found]
    return found


def link(mail, path):
    """The one link of a mail to a path of ours."""
    (found,) = set(re.findall(rf"https?://\S+{path}\S+", body_of(mail)))
    return found


def words(page):
    """What the main part of a page says, without its no-break spaces."""
    return " ".join(page.locator("main").inner_text().split())


def let_come(hub, subject, minutes):
    """Time passes until the event begins in so many minutes."""
    hub.run(TIME.format(subject=subject, minutes=minutes))


# The organiser --------------------------------------------------------------------------------------------------------
def plans(page, hub):
    """Publishes a series of three with the helper, each with one seat; it is out in two forms."""
    log_in(page, hub, ORGANISER, PASSWORD)
    page.locator("a[href='/admin/events/']").first.click()
    page.locator(".desk a[href='/admin/events/new/']").click()
    meeting = hub.url.replace("127.0.0.1", "localhost") + "/slik-leser-du-husene/"
    for name, value in {"title": TITLE, "summary": "Tre timer om det som virker.", "join_url": meeting}.items():
        page.fill(f"#id_{name}", value)
    for name, value in {"first_day": f"{FIRST}", "begins": "09:00", "ends": "10:00"}.items():
        page.fill(f"#id_{name}", value)
    page.select_option("#id_recorded", "yes")
    page.select_option("#id_every", "week")
    page.fill("#id_count", "3")
    page.fill("#id_online_capacity", "1")
    page.locator(".desk form button[type=submit]").click()

    page.wait_for_url("**/write/")
    titles, summaries = page.locator("input[name$=-title]"), page.locator("textarea[name$=-summary]")
    expect(titles).to_have_count(4)  # the series and its three
    for number, subject in enumerate(SUBJECTS, start=1):
        titles.nth(number).fill(subject)
        summaries.nth(number).fill(f"Om spørsmålet: {subject}")
        page.locator(f"text={DAYS[number - 1].year}").nth(number - 1).wait_for()
    page.locator("button[value=publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator(".desk tbody tr")).to_have_count(3)


def proves_who_she_is(page):
    """Names are shown once there is a second factor; the way to one stands where they are missing."""
    page.locator(".desk tbody td:first-child a").first.click()
    date_page = page.url
    page.locator(".desk a[href$='/2fa/']").click()
    page.locator("a[href$='/totp/activate/']").click()
    page.fill("#id_password", PASSWORD)  # once more, for what concerns the account's safety
    page.locator("main form button[type=submit]").click()
    page.fill("#id_code", code(page.locator("#authenticator_secret").input_value()))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto(date_page)
    expect(page.locator(".desk a[href$='/2fa/']")).to_have_count(0)
    return date_page


def adds_the_recording(page, date_page):
    """The desk says what is missing, and leads to where it is added."""
    page.goto(date_page)
    page.locator(".desk .help-warning a[href$='/edit/']").click()
    page.fill("#id_recording_url", "https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    page.check("#id_recording_captioned")
    page.locator("[data-contentpath=recording_transcript] .public-DraftEditor-content").click()
    page.keyboard.type("God morgen, og velkommen.")
    # The editor hands over what was typed a quarter of a second later; a script can publish sooner than that.
    expect(page.locator("[name=recording_transcript]")).to_have_value(re.compile("velkommen"))
    page.fill("#id_change_note", "Opptaket er her")
    publish(page)
    page.wait_for_url(lambda address: not address.endswith("/edit/"))


# The readers ----------------------------------------------------------------------------------------------------------
def subscribes(page, hub):
    """Takes the address that a calendar would take, and reads what is there."""
    page.goto(f"{hub.url}/arrangementer/")
    page.locator("main a", has_text=SUBJECTS[0]).first.click()
    page.locator("main dl.facts a", has_text=TITLE).click()
    address = page.locator("a[href^='webcal:']").first.get_attribute("href")
    answer = page.request.get(address.replace("webcal://", "http://"))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = sorted(Calendar.from_ical(answer.body()).walk("VEVENT"), key=lambda one: one["DTSTART"].dt)
    assert [f"{one['SUMMARY']}" for one in events] == list(SUBJECTS)
    assert [one["DTSTART"].dt for one in events] == [datetime.combine(day, time(9), OSLO) for day in DAYS]
    assert [one["DTEND"].dt.time() for one in events] == [time(10)] * 3
    assert answer.text() == page.request.get(address.replace("webcal://", "http://")).text()
    return page.url


def registers(page, series, name, email):
    """Fills in the form of the series for its first date; the answer says to look in the mail."""
    page.goto(series)
    page.locator("main form.reg input[name=dates]").first.check()
    page.fill("#felt-name", name)
    page.fill("#felt-email", email)
    page.wait_for_timeout(READING)
    page.locator("main form.reg button").click()
    page.wait_for_url("**/takk/**")


def confirms(page, mail):
    """Presses the button behind the link of the mail; to open the link alone does nothing."""
    address = link(mail, "/pamelding/bekreft/")
    page.goto(address)
    page.goto(address)
    page.locator("main form button").click()
    expect(page.locator("main .ds-alert")).to_be_visible()
    return words(page)


def test_the_whole_way_of_a_series(hub, post, people):
    hub.run(ACCOUNT)
    organiser = people(ORGANISER, viewport={"width": 1280, "height": 900})
    plans(organiser, hub)
    desk = proves_who_she_is(organiser)

    kari, ola = people(KARI, viewport={"width": 390, "height": 844}), people(OLA)
    series = subscribes(kari, hub)
    registers(kari, series, "Kari Vandrer", KARI)
    (asked,) = letters(post, KARI, 1, kari)
    assert SUBJECTS[0] in body_of(asked)
    assert asked["Reply-To"] == "post@vandrernes.example"
    assert "Du har digital plass" in confirms(kari, asked)
    seat = letters(post, KARI, 2, kari)[1]
    assert calendar_of(seat)["METHOD"] == "REQUEST"
    assert event_of(seat)["DTSTART"].dt == datetime.combine(FIRST, time(9), OSLO)

    ola.goto(series)
    assert "Fullt. Venteliste" in words(ola)
    registers(ola, series, "Ola Vandrer", OLA)
    (asked,) = letters(post, OLA, 1, ola)
    assert "nummer 1 på ventelisten" in confirms(ola, asked)
    waits = letters(post, OLA, 2, ola)[1]
    assert calendar_of(waits) is None

    kari.goto(link(seat, "/pamelding/avmeld/"))
    assert "Du har digital plass" in words(kari)  # to open the link changes nothing
    kari.locator("main form button").click()
    expect(kari.locator("main .ds-alert[data-color=success]")).to_be_visible()
    gone = letters(post, KARI, 3, kari)[2]
    assert calendar_of(gone)["METHOD"] == "CANCEL"
    assert event_of(gone)["UID"] == event_of(seat)["UID"]

    got = letters(post, OLA, 3, ola)[2]
    assert (calendar_of(got)["METHOD"], event_of(got)["UID"]) == ("REQUEST", event_of(seat)["UID"])
    after_the_promotion(hub, post, people, desk)


def after_the_promotion(hub, post, people, desk):
    """Time passes: two reminders, the meeting, what Ola thinks of it, the recording."""
    organiser, kari, ola = people(ORGANISER), people(KARI), people(OLA)
    for number, days in ((4, 7), (5, 1)):
        let_come(hub, SUBJECTS[0], days * 24 * 60 - 30)
        reminder = letters(post, OLA, number, ola)[-1]
        assert SUBJECTS[0] in body_of(reminder)
    ola.goto(link(reminder, "/bli-med/"))
    expect(ola.locator("main form")).to_have_count(0)  # not yet
    let_come(hub, SUBJECTS[0], 10)
    ola.reload()
    ola.locator("main form button").click()
    ola.wait_for_url("**/slik-leser-du-husene/")
    organiser.goto(desk)
    row = organiser.locator(".desk-fold tr", has_text="Ola Vandrer")
    expect(row.locator("td").nth(4)).to_contain_text(re.compile(r"\d\d[.:]\d\d"))  # when he came

    let_come(hub, SUBJECTS[0], -70)
    ola.goto(link(reminder, "/bli-med/"))
    ola.locator("main a[href*='/evaluering/']").click()
    ola.locator("input[name=useful][value='5']").check()
    ola.fill("textarea[name=will_use]", "Sjekklisten")
    ola.wait_for_timeout(READING / 2)
    ola.locator("main form button").click()
    expect(ola.locator("main .ds-alert[data-color=success]")).to_be_visible()
    organiser.reload()
    assert "1 svar" in " ".join(organiser.locator(".desk").inner_text().split())

    adds_the_recording(organiser, desk)
    kari.goto(f"{hub.url}/arrangementer/")
    kari.locator("main a", has_text=SUBJECTS[0]).first.click()
    expect(kari.locator(".film[data-player=frame]")).to_be_visible()
    kari.locator("main details summary").click()
    expect(kari.get_by_text("God morgen, og velkommen.")).to_be_visible()
    assert len(letters(post, KARI, 3, kari)) == 3  # who has cancelled is left in peace
