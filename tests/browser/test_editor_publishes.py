"""An editor in a real browser: logs in, publishes an experience from an empty form, and changes one that is there."""

import re

import pytest

from tests.browser.admin import log_in, publish

pytestmark = pytest.mark.browser

TITLE = "Prøvekommunen: hjemmeoppfølging etter sykehusopphold"
PUBLISHED = re.compile(r"/admin/pages/\d+/$")  # back in the list of pages
SUMMARY = "Prøvekommunen følger opp pasienter hjemme de første ukene etter sykehuset."


@pytest.fixture
def desk(hub, chromium):
    """A window where the editor is logged in; it fails the test when a script failed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    log_in(page, hub, hub.email, hub.password)
    yield page
    assert not faults
    context.close()


def field(page, name):
    """The part of the form that holds a field, with its tab opened."""
    part = page.locator(f"[data-contentpath='{name}']").first
    tab = part.evaluate("element => element.closest('[role=tabpanel]').getAttribute('aria-labelledby')")
    page.locator(f"#{tab}").click()
    return part


def write(page, name, text):
    """Type into a field of rich text."""
    field(page, name).locator(".public-DraftEditor-content").click()
    page.keyboard.type(text)


def choose(page, name, words):
    """Choose from a register with its search."""
    field(page, name).locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal input[name=q]").fill(words)
    choice = page.locator(".modal [data-chooser-modal-choice]", has_text=re.compile(f"^\\s*{words}"))
    choice.first.click()
    page.locator(".modal").wait_for(state="hidden")


def open_new_story(page, hub):
    """From the list of experiences at the desk to an empty form."""
    page.goto(f"{hub.url}/admin/pages/usage/stories/storyindexpage/")
    page.locator("table.listing tbody .title a", has_text="Erfaringer").first.click()
    page.wait_for_url("**/edit/")
    page.goto(page.url.replace("/edit/", "/add_subpage/"))
    page.wait_for_url("**/add/stories/storypage/**")


def open_story(page, hub):
    """The form of an experience that is published already."""
    page.goto(f"{hub.url}/admin/pages/usage/stories/storypage/")
    page.locator("table.listing tbody .title a").first.click()
    page.wait_for_url("**/edit/")


def fill_in(page):
    """Answer what an experience must answer before it goes out."""
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    field(page, "phase").locator("select").select_option("drift")
    field(page, "status").locator("select").select_option("i-drift")
    write(page, "what", "Pasienten måler selv, og en sykepleier ser på tallene hver dag.")
    write(page, "for_whom", "Voksne med kronisk sykdom som nettopp er utskrevet.")
    choose(page, "owner_organisation", "Larvik kommune")
    field(page, "service_forms").locator("input[type=checkbox]").first.check()


def test_an_editor_publishes_an_experience_from_an_empty_form(hub, desk, chromium):
    open_new_story(desk, hub)
    publish(desk)  # as it is: everything that is missing is listed, and nothing goes out
    assert desk.locator(".messages li li").count() >= 8

    fill_in(desk)
    publish(desk)
    desk.wait_for_url(PUBLISHED)

    reader = chromium.new_context().new_page()
    reader.goto(f"{hub.url}/erfaringer/provekommunen-hjemmeoppfolging-etter-sykehusopphold/")
    assert "Prøvekommunen" in reader.locator("h1").inner_text()
    assert "følger opp pasienter" in " ".join(reader.locator("main").inner_text().split())
    assert reader.locator("main svg").count() > 0  # its house
    assert reader.context.cookies() == []
    reader.context.close()


def test_the_next_version_says_what_has_changed(hub, desk):
    open_story(desk, hub)
    assert desk.locator("#id_change_note").input_value() == ""
    desk.locator("#id_summary").fill(SUMMARY)
    publish(desk)
    assert desk.url.endswith("/edit/")
    assert desk.locator(".messages li li").count() >= 1
    desk.locator("#id_change_note").fill("Ny ingress")
    publish(desk)
    desk.wait_for_url(PUBLISHED)
