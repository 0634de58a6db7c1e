"""What readers send, in a real browser: by keyboard through an error, and without a script to a live story."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

READING = 2_500  # milliseconds: nobody fills in a form faster
RUN = """
from tests.builders import dialogue_states
print("RESULT" + dialogue_states.{function}("{reference}"))
"""


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
