"""Every page type in a real browser: axe with contrast on, no sideways scroll, nothing that the policy refuses.

WCAG 2.2 AA, at 1280, 390 and 320 px, light and dark, in forced colours, without scripts. The last test tells what
was run.
"""

import json
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.axe import WIDTHS, faults, faults_in_all_looks

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

READING = 2_500  # milliseconds: nobody fills in a form faster
FIXED = {
    "map": "/kart/",
    "county": "/fylker/troms/",
    "empty county": "/fylker/telemark/",
    "health community": "/helsefellesskap/vestfold/",
    "organisation": "/organisasjoner/larvik-kommune/",
    "filtered list": "/erfaringer/?fase=drift&fase=ukjent",
    "empty list": "/erfaringer/?q=finnesikke",
    "versions": "/erfaringer/larvik-dho/versjoner/",
    "old version": "/erfaringer/larvik-dho/versjoner/1/",
    "withdrawn version": "/erfaringer/larvik-dho/versjoner/2/",
    "what has changed": "/erfaringer/larvik-dho/versjoner/1/til-i-dag/",
    "past event": "/arrangementer/digital-helse-dager-2022/",
    "filtered events": "/arrangementer/?form=digitalt&type=webinar&ledig=1",
    "no event": "/arrangementer/?q=finnesikke",
    "shortlist": f"/liste/?s={','.join(map(str, range(5, 35)))}",
    "shortlist, more found": "/liste/?s=5,6,7,8,9&finn=vekt",
    "shortlist, empty": "/liste/?sprak=nn",
    "privacy": "/personvern/",
    "404": "/finnes-ikke/",
    "log-in": "/konto/login/",
}
TABLE: Counter[str] = Counter()
# Of the events' states, those with a form that can be sent back.
FORMS = ("open series", "open, Nynorsk", "open, English", "full, hybrid", "change", "my registrations", "evaluation")
FROM_READERS = """
import json
from tests.builders.dialogue_states import make_states
print("STATES" + json.dumps(make_states()))
"""
STEPS = tuple(f"step {number}" for number in range(1, 6))
FORMS_FROM_READERS = ("tell", "share", *STEPS, "answer", "approve", "ask for one's own")
REFUSED = "01010750160"  # can be an identity number


@pytest.fixture
def view(chromium):
    """A fresh browser window, with what it complained about."""
    context = chromium.new_context()
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda call: complaints.append(call.url) if "127.0.0.1" not in call.url else None)
    yield page, complaints
    context.close()


def test_no_violation_on_any_page_type(hub, view):
    page, complaints = view
    found = []
    for name, path in {**hub.pages, **FIXED}.items():
        page.goto(hub.url + path)
        found += looked_at(page, name)
        if page.context.cookies() and name != "log-in":
            found.append(f"{path} sets a cookie")
        page.context.clear_cookies()
    assert found == []
    assert [text for text in complaints if "404" not in text and "410" not in text] == []


def test_no_violation_in_any_state_of_an_event(hub, states, view):
    page, complaints = view
    found = []
    for name, path in states.items():
        page.goto(hub.url + path)
        found += looked_at(page, name)
    for name in FORMS:
        page.goto(hub.url + states[name])
        send_back(page)
        found += looked_at(page, f"{name}, to mend")
    assert found == []
    assert page.context.cookies() == []
    assert [text for text in complaints if "410" not in text] == []


def test_no_violation_in_any_state_of_what_readers_send(hub, view):
    page, complaints = view
    states = json.loads(hub.run(FROM_READERS).rpartition("STATES")[2])
    found = []
    for name, path in states.items():
        page.goto(hub.url + path)
        assert page.locator("h1").count() == 1, name
        found += looked_at(page, name)
    for name in FORMS_FROM_READERS:
        page.goto(hub.url + states[name])
        if name in STEPS:  # where nothing is asked for, but the last
            for field in page.locator("main form[novalidate] :is(textarea, input[type=text]):visible").all()[:1]:
                field.fill(REFUSED)
        page.locator("main form[novalidate] button").first.click()
        expect(page.locator(".ds-error-summary")).to_be_focused()
        found += looked_at(page, f"{name}, to mend")
    assert found == []
    assert page.context.cookies() == []
    assert [text for text in complaints if "410" not in text] == []


def test_hostile_words_in_a_difference_are_text(hub, view):
    page, complaints = view
    page.goto(f"{hub.url}/erfaringer/larvik-dho/versjoner/1/til-i-dag/")
    assert "<img src=x onerror=" in page.locator("main").inner_text()
    assert page.locator("main :is(script, img[src=x])").count() == 0
    assert page.title() != "1"
    assert complaints == []


def looked_at(page, name):
    """What axe finds on a page that stands still, in all looks."""
    TABLE[name] += len(found := faults_in_all_looks(page, name))
    return found


def send_back(page):
    """Send the form of a page with everything missing that can be missing."""
    form = page.locator("main form[novalidate]")
    for box in form.locator("input[type=checkbox]:checked").all():
        box.uncheck()
    for field in form.locator("input:is([type=text], [type=email]):visible").all():
        field.fill("x" if "mail" in (field.get_attribute("id") or "") else "")
    page.wait_for_timeout(READING)
    form.locator("button").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()


def test_menu_and_filters_opened_at_320_px(hub, chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    found = []
    for path in ("/", "/erfaringer/"):
        page.goto(hub.url + path)
        for button in page.locator("button[popovertarget]:not([popovertargetaction]):visible").all():
            button.click()
            found += faults(page, path)
            page.keyboard.press("Escape")
    context.close()
    assert found == []


def test_pages_are_the_same_without_javascript(hub, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    for path in hub.pages.values():
        page.goto(hub.url + path)
        assert page.locator("h1").count() == 1, path
    page.goto(f"{hub.url}/erfaringer/")
    total = page.locator("main li.row").count()
    page.goto(f"{hub.url}/erfaringer/?fase=avsluttet")
    assert 0 < page.locator("main li.row").count() < total
    context.close()


def test_table_of_what_was_run(figures):
    figures(f"axe: {len(TABLE)} pages and states, each at {WIDTHS} px with all rules, in the dark,")
    figures(f"in forced colours and without scripts: {TABLE.total()} faults")
    for name, number in sorted(TABLE.items()):
        figures(f"  {name:40} {number}")
    assert TABLE
