"""News: dated by their source, led back to it, cheap."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hub.publishing import problems
from stories.enums import NewsKind
from stories.models import NewsPage
from stories.templatetags.stories import latest_news
from tests.builders.html import faults, soup
from tests.builders.hub import make_settings, many
from tests.builders.initiatives import make_news, make_news_index
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db

WITHOUT_ADDRESS = [{"title": "Saken", "publisher": "Senteret"}]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_kind_summary_and_source_are_required():
    page = make_news(live=False, kind="", summary="", sources=[])
    assert [problem.field for problem in problems(page)] == ["summary", "kind", "sources"]


def test_a_reader_must_be_able_to_find_it():
    assert [problem.field for problem in problems(make_news(sources=WITHOUT_ADDRESS))] == ["listed_on_url"]
    assert problems(make_news(sources=WITHOUT_ADDRESS, listed_on_url="https://example.org/liste")) == []


def test_the_page_leads_to_the_source(client):
    make_settings()
    shown = soup(client.get(make_news(date="2022").path_from_root))
    assert faults(shown, "nb") == []
    assert shown.select_one("a.ds-button[href='https://example.org/saken']")
    assert "2022" in shown.select_one(".facts").text


def test_without_an_address_the_page_leads_to_the_list_in_its_own_language(client):
    page = make_news(
        language="en",
        sources=WITHOUT_ADDRESS,
        listed_on_title="Tjenester",
        listed_on_language="nb",
        listed_on_url="https://example.org/liste",
    )
    shown = soup(client.get(page.path_from_root))
    assert faults(shown, "en") == []
    assert shown.select_one(".panel a[href='https://example.org/liste']")["lang"] == "nb"
    assert "Undated" in shown.select_one(".facts").text


def test_a_title_in_another_language_says_so_in_lists_and_on_its_page(client):
    page = make_news(title="Driveways", title_language="en")
    assert soup(client.get(page.path_from_root)).h1["lang"] == "en"
    assert soup(client.get(make_news_index().path_from_root)).select_one(".row h2 a")["lang"] == "en"


def test_the_newest_first_and_the_undated_last(client):
    for title, date in (("Udatert", ""), ("Gammel", "2019-05"), ("Ny", "2022")):
        make_news(title=title, date=date)
    shown = soup(client.get(make_news_index().path_from_root))
    assert [row.text for row in shown.select(".row h2")] == ["Ny", "Gammel", "Udatert"]
    with translation.override("nb"):
        assert [page.title for page in latest_news(2)] == ["Ny", "Gammel"]
    with translation.override("en"):
        assert latest_news(2) == []


def test_drafts_are_not_the_latest_news():
    make_news(live=False)
    assert latest_news() == []


@pytest.mark.parametrize(("query", "titles"), [("?type=study", ["Studie"]), ("?aar=2022", ["Artikkel"])])
def test_the_list_is_narrowed_by_kind_and_year(client, query, titles):
    make_news(title="Artikkel", date="2022-03")
    make_news(title="Studie", kind=NewsKind.STUDY, date="2021")
    shown = soup(client.get(make_news_index().path_from_root + query))
    assert [row.text for row in shown.select(".row h2")] == titles


def test_the_publisher_is_the_sources_else_the_lists():
    assert make_news().publisher == "Nasjonalt senter"
    assert make_news(sources=[{"title": "Saken"}], listed_on_publisher="Listen").publisher == "Listen"
    assert NewsPage().publisher == ""


def test_a_page_costs_the_same_however_much_it_is_related_to(client):
    make_settings()
    few = make_news(related=[make_story(title=f"Erfaring {n}") for n in range(2)])
    many = make_news(
        related=[make_story(title=f"Flere {n}") for n in range(20)], footnotes=[f"<p>{n}</p>" for n in range(20)]
    )
    assert queries(client, few.path_from_root) == queries(client, many.path_from_root) <= 6


def test_the_list_costs_the_same_however_many_items(client):
    make_settings()
    address = make_news_index().path_from_root
    for _number in range(2):
        make_news()
    few = queries(client, address)
    with many():
        for _number in range(18):
            make_news()
    assert queries(client, address) == few <= 8
