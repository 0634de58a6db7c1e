"""Registration and self-service in a real browser: every state, by keyboard, without a script, into the meeting."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
VIEWS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
READING = 2_500  # milliseconds: nobody fills in a form faster
STATES = """
import json
from tests.builders.event_states import make_states
print("STATES" + json.dumps(make_states()))
"""


@pytest.fixture(scope="module")
def states(hub):
    """Name of each state of a door, a link or a meeting to its address."""
    return json.loads(hub.run(STATES).rpartition("STATES")[2])


@pytest.fixture
def page(chromium):
    """A narrow window that complains about errors."""
    context = chromium.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert [text for text in page.complaints if "410" not in text] == []
    assert context.cookies() == []
    context.close()


def faults(page, name):
    page.evaluate(AXE)
    result = page.evaluate("rules => axe.run(document, rules)", RULES)
    for fault in result["violations"]:
        yield from (f"{name} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:2])
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"{name} scrolls sideways"


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_violation_in_any_state(hub, states, chromium, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for name, path in states.items():
        page.goto(hub.url + path)
        found += faults(page, name)
    for name in ("open series", "full, hybrid", "change", "my registrations"):
        page.goto(hub.url + states[name])
        for box in page.locator("main input[type=checkbox]:checked").all():
            box.uncheck()
        for field in page.locator("main input:is([type=text], [type=email]):visible").all():
            field.fill("x" if "mail" in (field.get_attribute("id") or "") else "")
        page.wait_for_timeout(READING)
        page.locator("main form button").click()
        expect(page.locator(".ds-error-summary")).to_be_visible()
        found += faults(page, f"{name}, to mend")
    assert context.cookies() == []
    context.close()
    assert found == []


def test_by_keyboard_through_an_error_to_the_thanks(hub, states, page):
    page.goto(hub.url + states["open series"])
    page.locator("#felt-name").focus()
    page.keyboard.type("Kari Eksempel")
    page.keyboard.press("Tab")
    page.keyboard.type("kari.eksempel@larvik")
    page.keyboard.press("Tab")
    page.keyboard.type("Larvik kommune")
    page.wait_for_timeout(READING)
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert page.locator("#felt-name").input_value() == "Kari Eksempel"
    assert page.locator("#felt-workplace").input_value() == "Larvik kommune"

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "felt-dates_0"
    page.keyboard.press("Space")
    page.locator(".ds-error-summary a[href='#felt-email']").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "felt-email"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("kari.eksempel@larvik.example")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{hub.url}{states['open series']}takk/")


def test_the_whole_form_works_without_javascript_in_nynorsk(hub, states, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(hub.url + states["open series"])
    page.locator("main a[hreflang=nn]").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.locator("#felt-dates_1").check()
    page.locator("#felt-name").fill("Ola Eksempel")
    page.locator("#felt-email").fill("ola@larvik.example")
    page.wait_for_timeout(READING)
    page.locator("form.reg button").click()
    expect(page).to_have_url(f"{hub.url}{states['open series']}takk/?sprak=nn")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    context.close()


def test_a_button_confirms_and_another_leads_into_the_meeting(hub, states, page):
    page.goto(hub.url + states["confirm"])
    page.locator("main form button").click()
    expect(page.locator("main form")).to_have_count(0)
    page.goto(hub.url + states["join, open"])
    page.locator("main form button").click()
    elsewhere = hub.url.replace("127.0.0.1", "localhost")  # another host: the policy must let the form lead there
    expect(page).to_have_url(f"{elsewhere}/slik-leser-du-husene/")
