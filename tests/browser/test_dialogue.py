"""What readers send, in a real browser: every state, by keyboard, without a script, and all the way to a live story."""

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
VIEWS = [(width, scheme) for width in (1280, 390, 320) for scheme in ("light", "dark")]
READING = 2_500  # milliseconds: nobody fills in a form faster
STATES = """
import json
from tests.builders.dialogue_states import make_states
print("STATES" + json.dumps(make_states()))
"""
RUN = """
from tests.builders import dialogue_states
print("RESULT" + dialogue_states.{function}("{reference}"))
"""
TO_MEND = ("tell", "share", "step 5", "ask for one's own", "answer", "approve")


@pytest.fixture(scope="module")
def states(hub):
    """Name of each state to its address."""
    return json.loads(hub.run(STATES).rpartition("STATES")[2])


def faults(page, name):
    page.evaluate(AXE)
    result = page.evaluate("rules => axe.run(document, rules)", RULES)
    for fault in result["violations"]:
        yield from (f"{name} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:2])
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"{name} scrolls sideways"


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_violation_in_any_state(hub, states, chromium, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found = []
    for name, path in states.items():
        page.goto(hub.url + path)
        assert page.locator("h1").count() == 1, name
        found += faults(page, name)
    for name in TO_MEND:
        page.goto(hub.url + states[name])
        page.locator("main form.reg button").first.click()
        expect(page.locator(".ds-error-summary")).to_be_visible()
        found += faults(page, f"{name}, to mend")
    assert context.cookies() == []
    context.close()
    assert found == []
    assert [text for text in complaints if "410" not in text] == []


def test_no_violation_in_forced_colours(hub, states, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, forced_colors="active")
    page = context.new_page()
    found = []
    for name, path in states.items():
        page.goto(hub.url + path)
        found += faults(page, name)
    context.close()
    assert found == []


def test_by_keyboard_from_a_page_through_an_error_to_the_reference(hub, chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.url}/erfaringer/")
    page.locator("footer a[href^='/si-fra/']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#felt-purpose_1")).to_be_checked()
    page.locator("#felt-text").focus()
    page.keyboard.type("Lista mangler 010107 50160.")
    page.wait_for_timeout(READING)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "felt-text"
    assert page.locator("#felt-text").input_value() == "Lista mangler 010107 50160."
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Lista mangler Vågan.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main .ds-alert[data-color=success] strong")).to_be_visible()
    assert page.url.startswith(f"{hub.url}/si-fra/takk/")
    context.close()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_from_the_share_form_to_a_live_story_without_javascript(hub, chromium, language):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.url}/erfaringer/?tjenesteform=digital-hjemmeoppfolging")
    page.locator("footer a[href^='/del-erfaring/']").click()
    if language == "nn":
        page.locator("main a[hreflang=nn]").click()
    page.locator(f"input[name=language][value={language}]").check()
    page.locator("#felt-workplace").fill("Larvik kommune")
    page.locator("#felt-email").fill(f"{language}@larvik.example")
    page.wait_for_timeout(READING)
    page.locator("form.reg button").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.locator("#felt-service_form").input_value() == "digital-hjemmeoppfolging"
    page.locator("#felt-title").fill(f"Ei erfaring på {language}")
    page.locator("#felt-summary").fill("Vi prøvde, og lærte noko.")
    page.locator("#felt-phase").select_option("drift")
    page.locator("#felt-status").select_option("i-drift")
    for _step in range(4):
        for field in page.locator("form.reg textarea").all():
            if not field.input_value():
                field.fill("Eit svar <b>med teikn</b>.")
        page.locator("form.reg button").first.click()
    page.locator("#felt-may_share").check()
    page.locator("#felt-licence").check()
    page.wait_for_timeout(READING)
    page.locator("form.reg button").click()
    reference = page.locator("main strong.num").inner_text()

    page.goto(hub.url + _result(hub, "approval_link", reference))
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert "Eit svar <b>med teikn</b>." in page.locator("main").inner_text()
    page.locator("button[name=godkjenn]").click()
    expect(page.locator("main form")).to_have_count(0)

    page.goto(hub.url + _result(hub, "publish_it", reference))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(f"Ei erfaring på {language}")
    assert "Eit svar <b>med teikn</b>." in page.locator("main").inner_text()
    assert context.cookies() == []
    context.close()


def _result(hub, function, reference):
    return hub.run(RUN.format(function=function, reference=reference)).rpartition("RESULT")[2].strip()
