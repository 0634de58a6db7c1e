"""A shortlist by keyboard alone: from the front page through a list to paper, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.builders.pdfs import words

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

MOST_STOPS = 250


def tab_to(page, selector):
    """Press Tab until the first element of a selector has the focus."""
    wanted = page.locator(selector).first
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return wanted
    raise AssertionError(f"no way by keyboard to {selector}")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_by_keyboard_from_the_front_page_to_a_printed_list(hub, chromium, script):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.goto(hub.url)
    tab_to(page, ".nav a[href='/erfaringer/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/erfaringer/")
    titles = []
    for number in (0, 2):
        box = tab_to(page, f"li.row:nth-child({number + 1}) input[name=s]")
        page.keyboard.press("Space")
        assert box.is_checked()
        titles.append(page.locator("li.row h2").nth(number).inner_text())
    tab_to(page, "#kortliste button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/liste/?s=*")
    assert page.locator(".picked h2").all_inner_texts() == titles
    tab_to(page, "#finn")
    page.keyboard.type("vekt")
    page.keyboard.press("Enter")
    page.wait_for_url("**finn=vekt*")
    tab_to(page, "section[aria-labelledby=finn-flere] input[name=s][type=checkbox]")
    page.keyboard.press("Space")
    tab_to(page, "#kortliste button")
    page.keyboard.press("Enter")
    expect(page.locator(".picked h2")).to_have_count(3)
    assert context.cookies() == []

    on_paper = words(page.pdf())
    for title in titles:
        assert " ".join(title.split()) in on_paper.replace("\u00a0", " ")
    assert f"{hub.url}/erfaringer/" in on_paper
    for of_screens in ("Fjern fra lista", "Tøm lista", "Hopp til"):
        assert of_screens not in on_paper
    if script:
        assert faults(page, "shortlist") == []
    context.close()


def test_a_printed_story_holds_what_its_page_says(hub, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{hub.url}/erfaringer/larvik-dho/")
    title = page.locator("h1").inner_text()
    on_paper = words(page.pdf()).replace("\u00a0", " ")
    assert " ".join(title.split()) in on_paper
    assert page.locator("#kilder").inner_text() in on_paper
    assert page.locator("footer").inner_text().splitlines()[0] not in on_paper
    context.close()
