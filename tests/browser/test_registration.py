"""Registration and self-service in a real browser: by keyboard, without a script, into the meeting."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

READING = 2_500  # milliseconds: nobody fills in a form faster


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


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


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
