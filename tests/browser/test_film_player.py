"""The script of a film's page: a click turns the link into a player, and nothing is asked of others before it."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "hub" / "static" / "hub" / "film.js"
FILM = """<p class="film" data-player="{way}" data-src="{src}" data-title="Pasienten">
<a href="https://film.example.org/side">Spill av</a></p>"""


@pytest.mark.parametrize(
    ("way", "src", "element"),
    [
        ("frame", "https://player.example.org/1?dnt=1", "iframe"),
        ("file", "https://film.example.org/film.mp4", "video"),
    ],
)
def test_the_player_comes_with_the_click_and_takes_the_focus(chromium, way, src, element):
    page = chromium.new_page()
    asked = []
    page.route("**/*", lambda route: (asked.append(route.request.url), route.fulfill(body="")))
    page.set_content(FILM.format(way=way, src=src))
    page.add_script_tag(path=SCRIPT)
    assert asked == []
    page.click(".film a")
    player = page.wait_for_selector(f".film {element}")
    assert player.get_attribute("src") == src
    assert page.locator(".film a").count() == 0
    assert page.evaluate("document.activeElement.localName") == element
    assert asked[0] == src
    page.close()
