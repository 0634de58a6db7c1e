"""The search in a real browser: axe with contrast, the keyboard through the suggestions, refining in place, no script.

The policy forbids eval, so nothing here waits by a JavaScript expression.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # the first search of a process reads its lexicons

ADDRESSES = (
    "/sok/",
    "/sok/?q=heimeoppfølging kols&fase=drift&fase=ukjent&side=99",
    "/sok/?q=hjemmeoppfølgning",
    "/sok/?q=romfart pingviner nettbehandling",
    "/sok/?q=xyzzy&sprak=nn",
    "/en/search/?q=remote patient monitoring&slag=story",
)


@pytest.fixture
def page(chromium):
    """A browser window at desktop width, with what it complained about and what it asked for."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda call: page.asked.append(call.url) if "/static/" not in call.url else None)
    yield page
    assert page.complaints == []
    context.close()


def focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("width", [1280, 320])
def test_no_violation_in_any_state(hub, chromium, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    found = []
    for address in ADDRESSES:
        page.goto(hub.url + address)
        found += faults(page, address)
    page.goto(f"{hub.url}/sok/?q=kols")
    field = page.locator("[role=combobox]")
    field.fill("hjemme")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    found += faults(page, "suggestions")
    field.press("Escape")
    if width == 320:
        page.locator("#apne-filter").click()
        found += faults(page, "filters")
    context.close()
    assert found == []


# Suggestions ----------------------------------------------------------------------------------------------------------
def test_the_keyboard_walks_through_the_suggestions(hub, page):
    page.goto(f"{hub.url}/")
    field = page.locator("[role=combobox]")
    field.focus()
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("hjemmes")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    assert field.get_attribute("aria-activedescendant") is None

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    assert focused(page) == field.get_attribute("id")

    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("hjemmes")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    target = options.first.get_attribute("href")
    field.press("Enter")
    expect(page).to_have_url(hub.url + target)


def test_enter_without_a_choice_searches_and_a_click_follows(hub, page):
    page.goto(f"{hub.url}/kart/")
    field = page.locator("[role=combobox]")
    field.fill("kols")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    expect(page).to_have_url(f"{hub.url}/sok/?q=kols")
    page.locator("[role=combobox]").fill("hjemmesykehus")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    target = option.get_attribute("href")
    option.click()
    expect(page).to_have_url(hub.url + target)


def test_suggestions_close_when_the_field_is_left_and_the_count_is_said(hub, page):
    page.goto(f"{hub.url}/sok/")
    field = page.locator("[role=combobox]")
    field.fill("kols")
    said = page.locator(".suggest [role=status]")
    expect(said).to_have_text(re.compile(r"^\d+ "))
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(said).to_have_text("")


# Refining in place ----------------------------------------------------------------------------------------------------
def test_a_box_refines_in_place_and_the_reader_stays_where_they_were(hub, page):
    page.goto(f"{hub.url}/sok/?q=kols")
    count = page.locator("#antall")
    before = count.inner_text()
    count.evaluate("element => { element.dataset.same = 'yes' }")
    page.locator("#fasett-fylke > summary").click()
    page.locator("#slag-story").check()
    expect(page.locator(".ds-chip")).to_have_count(1)
    assert count.inner_text() != before
    assert count.get_attribute("data-same") == "yes"  # the same live region, so the change is said aloud
    assert focused(page) == "slag-story"
    expect(page.locator("#fasett-fylke")).to_have_attribute("open", "")
    assert "slag=story" in page.url
    assert len([url for url in page.asked if "/sok/?" in url]) == 2

    page.go_back()
    expect(count).to_have_text(before)
    expect(page.locator(".ds-chip")).to_have_count(0)
    expect(page.locator("#slag-story")).not_to_be_checked()


def test_chips_and_pages_lead_on_from_the_answers(hub, page):
    page.goto(f"{hub.url}/sok/?q=kols&slag=story")
    page.locator(".ds-chip").click()
    expect(page.locator(".ds-chip")).to_have_count(0)
    expect(page.locator("#treff")).to_be_focused()
    page.locator(".ds-pagination a", has_text="2").click()
    expect(page.locator(".ds-pagination [aria-current]")).to_have_text("2")
    expect(page.locator("#treff")).to_be_focused()
    assert page.url.endswith("side=2")


def test_the_sheet_of_filters_stays_open_while_refining_at_320_px(hub, chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.url}/sok/?q=kols")
    expect(page.locator("#filter")).to_be_hidden()
    page.locator("#apne-filter").click()
    page.locator("#slag-story").check()
    expect(page.locator("#apne-filter")).to_contain_text("(1)")
    expect(page.locator("#filter")).to_be_visible()
    page.locator("#filters button").click()
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator(".ds-chip")).to_have_count(1)
    context.close()


def test_a_broken_answer_is_asked_for_again_as_a_browser_does(hub, page):
    page.goto(f"{hub.url}/sok/?q=kols")
    page.route("**/sok/?*", lambda route: route.abort() if "HX-Request" in _names(route) else route.continue_())
    page.locator("#slag-story").check()
    expect(page.locator(".ds-chip")).to_have_count(1)
    assert "slag=story" in page.url
    page.complaints.clear()  # of the answer that was broken


def _names(route):
    return {name.title().replace("Hx-", "HX-") for name in route.request.headers}


def test_nothing_is_left_on_the_readers_device(hub, page):
    page.goto(f"{hub.url}/sok/?q=kols")
    page.locator("#slag-story").check()
    expect(page.locator(".ds-chip")).to_have_count(1)
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
    assert page.context.cookies() == []
    assert [url for url in page.asked if not url.startswith(hub.url)] == []


# Without JavaScript ---------------------------------------------------------------------------------------------------
def test_everything_works_without_javascript(hub, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.url}/")
    page.locator("main input[type=search]").fill("kols")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{hub.url}/sok/?q=kols")
    total = page.locator("#antall strong").inner_text()
    page.locator("#apne-filter").click()
    page.locator("#slag-story").check()
    page.locator("#filters button").click()
    expect(page.locator(".ds-chip")).to_have_count(1)
    assert page.locator("#antall strong").inner_text() != total
    assert "q=kols" in page.url
    page.locator(".ds-chip").click()
    expect(page.locator("#antall strong")).to_have_text(total)
    page.locator(".ds-pagination a[rel=next]").click()
    expect(page).to_have_url(re.compile("side=2"))
    context.close()
