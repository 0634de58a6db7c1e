"""The front page of each tree: promise, street, ladder, doors, lists, news; light and alike for all."""

from pathlib import Path

import pytest
from brotli import compress
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import HomePage, PhaseIndexPage, PhasePage, ThemeIndexPage, ThemePage
from stories.models import NewsIndexPage, NewsPage
from tests.builders.html import faults, soup
from tests.builders.hub import make_county, make_home, make_municipality, make_page, make_settings, make_term, many
from tests.builders.lists import make_experience, make_story_list

pytestmark = pytest.mark.django_db
FIRST_VIEW = 90 * 1024  # bytes of all files
STATIC = [
    "designsystemet/index.css",
    "hub/theme.css",
    "hub/hub.css",
    "inter/inter-latin-wght-normal.woff2",
    "hub/logo.svg",
    "search/suggest.js",
]


def texts(page, selector):
    return [" ".join(tag.get_text(" ", strip=True).split()) for tag in page.select(selector)]


def make_theme(*, title="Digital hjemmeoppfølging", form="digital-hjemmeoppfolging", language="nb", **fields):
    parent = ThemeIndexPage.objects.filter(locale__language_code=language).first()
    parent = parent or make_page(ThemeIndexPage, language=language, title="Temaer", slug="temaer")
    service_form = make_term(vocabulary="service_forms", slug=form)
    return make_page(ThemePage, parent=parent, title=title, service_form=service_form, terms=[service_form], **fields)


def make_phase(*, title="Drift", phase="drift", **fields):
    parent = PhaseIndexPage.objects.first() or make_page(PhaseIndexPage, title="Faser", slug="faser")
    return make_page(PhasePage, parent=parent, title=title, slug=phase, phase=phase, **fields)


def make_news(*, title, date="", **fields):
    parent = NewsIndexPage.objects.first() or make_page(NewsIndexPage, title="Nyheter", slug="nyheter")
    return make_page(NewsPage, parent=parent, title=title, date=date, sources=[title], **fields)


@pytest.fixture
def front(client):
    make_settings()
    make_home()
    return lambda address="/": soup(client.get(address))


def test_the_promise_is_the_heading(front):
    HomePage.objects.update(promise="Lær av dem som har prøvd")
    page = front()
    assert texts(page, "h1") == ["Lær av dem som har prøvd"]
    assert list(faults(page, "nb")) == []


def test_an_empty_hub_has_a_front_page_in_both_trees(front):
    make_home(language="en")
    for address, language in (("/", "nb"), ("/en/", "en")):
        page = front(address)
        assert list(faults(page, language)) == []
        assert len(page.select(".ladder li")) == 7
        assert not page.select(".sight")


def test_the_street_shows_every_county_and_the_experience_shared_last(front):
    make_county(number="42", name="Agder")
    make_experience(title="Bodø", municipalities=[make_municipality()])
    page = front()
    assert texts(page, ".street a") == ["Nordland 1", "Agder 0"]
    assert [link["href"] for link in page.select(".street a")] == ["/fylker/nordland/", "/fylker/agder/"]
    assert texts(page, ".sight a") == ["Bodø"]


def test_the_ladder_leads_to_phases_else_to_the_narrowed_list(front):
    make_phase(title="Drift", phase="drift")
    make_experience(title="Bodø", phase="drift")
    links = {link.strong.get_text(): link for link in front().select(".ladder a")}
    assert links["Drift"]["href"] == "/faser/drift/"
    assert "1" in links["Drift"].select_one(".num").get_text()
    others = [link["href"] for name, link in links.items() if name != "Drift"]
    assert "/erfaringer/?fase=behov" in others
    assert len(links) == 7


def test_doors_count_the_experiences_behind_them(front):
    make_theme()
    make_experience(title="En")
    make_experience(title="Utkast", live=False)
    (door,) = front().select(".door")
    assert door["data-form"] == "digital-hjemmeoppfolging"
    assert door.select_one("a")["href"].startswith("/temaer/")
    assert texts(door, ".num")[0].startswith("1 ")


def test_all_content_is_what_there_is(front):
    make_story_list()
    make_experience(title="En")
    make_news(title="Nytt")
    make_page(NewsPage, parent=NewsIndexPage.objects.get(), title="Utkast", live=False)
    assert texts(front(), ".sib a") == ["Erfaringer 1", "Nyheter 1"]


def test_news_stand_by_the_date_of_their_source_and_undated_last(front):
    for title, date in (
        ("Udatert", ""),
        ("Gammel", "2019"),
        ("Ny", "2024-05"),
        ("Eldre", "2018-01-01"),
        ("Eldst", "2017"),
    ):
        make_news(title=title, date=date)
    assert texts(front(), ".rows h3") == ["Ny", "Gammel", "Eldre", "Eldst"]


def test_the_english_front_page_shows_what_there_is_in_english(front):
    make_home(language="en")
    norwegian = make_experience(title="Norsk", municipalities=[make_municipality()])
    make_experience(title="English", language="en", translation_of=norwegian, municipalities=[make_municipality()])
    make_theme(title="Digital home follow-up", language="en")
    page = front("/en/")
    assert texts(page, ".sight a") == ["English"]
    assert [link["href"] for link in page.select(".street a")] == ["/en/counties/nordland/"]
    assert texts(page, ".door h4") == ["Digital home follow-up"]
    assert texts(page, ".sib a") == ["Experiences 1"]
    assert list(faults(page, "en")) == []


def test_sharing_has_an_address(front):
    links = [link["href"] for link in front().select(".band a")]
    assert links[0].startswith("/del-erfaring/")
    assert "/kart/" in links


def test_one_search_box_that_asks_for_everything(front):
    boxes = front().select("input[type=search]")
    assert len(boxes) == 1
    assert boxes[0].find_parent("form")["action"] == "/sok/"


def test_the_cost_does_not_grow(front, client):
    make_story_list()
    costs = []
    for start, until in ((0, 2), (2, 20)):
        with many():
            for number in range(start, until):
                make_experience(title=f"Nr. {number}", municipalities=[make_municipality()])
                make_theme(title=f"Tema {number}", form=f"form-{number}")
                make_news(title=f"Nytt {number}", date="2020")
        front()
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_first_view_is_light(front, client):
    with many():
        for number in range(60):
            make_experience(title=f"Et navn så langt som de er, nr. {number}", municipalities=[make_municipality()])
    files = [client.get("/").content, *(Path(finders.find(name)).read_bytes() for name in STATIC)]
    assert sum(len(compress(file)) for file in files) <= FIRST_VIEW
