"""The search page: what it shows of an answer, in every language, for any address, at a constant cost."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.enums import EvidenceLevel, Vocabulary
from hub.models import ThemeIndexPage, ThemePage
from hub.reserved import reserved_slugs
from research.models import ConceptIndexPage, PublicationIndexPage, ResourceIndexPage
from search import analytics
from search.engines.database import DatabaseEngine
from search.models import QueryCount
from stories.models import NewsIndexPage, NewsPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_home,
    make_municipality,
    make_organisation,
    make_page,
    make_settings,
    make_standard_page,
    make_term,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list, make_publication, make_resource
from tests.builders.stories import make_example
from tests.builders.strange import STRANGE

pytestmark = pytest.mark.django_db
BUDGET = 20  # queries: 2 for the frame, 2 for names, 10 to find, 2 for what is shown, and 2 that some types add


@pytest.fixture
def ask(client):
    """The parsed page of an address of the search."""
    make_settings()
    make_home()
    return lambda query="", path="/sok/": soup(client.get(f"{path}{query}"))


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


def one_of_each_type(number=0):
    """Eight types of content about one thing."""
    text = f"Pingviner {number}"
    make_experience(title=text, municipalities=[make_municipality()])
    make_example(title=text)
    make_concept(parent=ConceptIndexPage.objects.first() or make_list(ConceptIndexPage), title=f"{text} begrep")
    publications = PublicationIndexPage.objects.first() or make_list(PublicationIndexPage)
    make_publication(parent=publications, title=text, evidence=EvidenceLevel.RANDOMISERT)
    make_resource(parent=ResourceIndexPage.objects.first() or make_list(ResourceIndexPage), title=text)
    news = NewsIndexPage.objects.first() or make_page(NewsIndexPage, title="Nyheter")
    make_page(NewsPage, parent=news, title=text, sources=["Kilde"])
    themes = ThemeIndexPage.objects.first() or make_page(ThemeIndexPage, title="Temaer")
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")
    make_page(ThemePage, parent=themes, title=text, service_form=form)
    make_standard_page(title=text)


# What is shown --------------------------------------------------------------------------------------------------------
def test_a_hit_shows_its_kind_its_mark_and_where_the_words_stand(ask):
    make_experience(title="Pingviner på hjul", summary="De følger opp pingviner hjemme.", phase="drift")
    page = ask("?q=pingvin")
    (row,) = page.select(".rows > .row")
    assert row.select_one("svg.house")
    assert [words(mark) for mark in row.select("mark")] == ["Pingviner", "pingviner"]
    assert row.select_one("h2 a")["href"] == "/erfaringer/pingviner-pa-hjul/"
    assert row.select_one("h2 a")["lang"] == "nb"
    assert row.select_one(".eyebrow")
    assert words(page.select_one("[role=status]")).startswith("1 ")
    assert "pingvin" in words(page.title)
    assert list(faults(page, "nb")) == []


def test_every_type_has_its_own_card_and_places_and_organisations_have_one_too(ask):
    one_of_each_type()
    make_organisation(name="Pingviner AS")
    page = ask("?q=pingviner")
    rows = page.select(".rows > .row")
    assert len(rows) == 9
    assert len({words(row.select_one(".eyebrow")) for row in rows}) == 9
    assert all(row.select("mark") for row in rows)
    assert list(faults(page, "nb")) == []


def test_a_card_in_another_language_says_so(ask):
    make_experience(title="Pingvinar heime", written_standard="nn")
    page = ask("?q=pingvinar")
    row = page.select_one(".row")
    assert (row["lang"], row.select_one("h2 a")["lang"], row.select_one(".eyebrow")["lang"]) == ("nn", "nn", "nb")
    assert "Nynorsk" in words(row.select_one(".eyebrow"))


@pytest.mark.parametrize(
    ("path", "query", "language", "action"),
    [
        ("/sok/", "", "nb", "/sok/"),
        ("/sok/", "&sprak=nn", "nn", "/sok/"),
        ("/en/search/", "", "en", "/en/search/"),
        ("/sok/", "&sprak=en", "en", "/en/search/"),
        ("/sok/", "&sprak=tlh", "nb", "/sok/"),
    ],
)
def test_the_form_is_there_in_every_language(ask, client, path, query, language, action):
    make_home(language="en")
    make_experience(title="Pingviner", language="en" if language == "en" else "nb")
    page = ask(f"?q=pingviner{query}", path)
    assert list(faults(page, language)) == []
    form = page.select_one("form#filters")
    assert form["action"] == action
    assert [field["value"] for field in form.select("[name=sprak]")] == (["nn"] if language == "nn" else [])
    assert page.select_one("[name=q]")["form"] == "filters"
    other = {link["lang"]: link["href"] for link in page.select("#malform a")}
    assert list(other) == {"nb": ["nn"], "nn": ["nb"], "en": []}[language]
    assert len(page.select("input[type=search]")) == 1


def test_answers_are_kept_from_indexes_and_know_their_twin(ask, client):
    make_home(language="en")
    page = ask("?q=pingviner")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("link[rel=canonical]")["href"].endswith("/sok/")
    assert {link["hreflang"] for link in page.select("link[hreflang]")} == {"nb", "en"}
    assert page.select_one(".lang a")["href"] == "/en/search/?q=pingviner"
    assert b"/sok/" not in client.get("/sitemap.xml").content


def test_what_is_chosen_can_be_taken_away_and_the_words_stay(ask):
    make_experience(title="Pingviner", phase="drift")
    page = ask("?q=pingviner&fase=drift&slag=story")
    assert [chip["href"] for chip in page.select("a.ds-chip")] == [
        "/sok/?q=pingviner&fase=drift",
        "/sok/?q=pingviner&slag=story",
    ]
    assert page.select_one("input[name=fase][value=drift]").has_attr("checked")
    assert page.select_one("[name=q]")["value"] == "pingviner"


# When the answer is not plain -----------------------------------------------------------------------------------------
def test_nothing_found_leads_on(ask):
    page = ask("?q=xyzzy")
    assert page.select_one("[role=status]")
    assert page.select_one(".panel a")["href"].startswith("/si-fra/?om=/sok/&hva=sporsmal&tekst=")
    assert "xyzzy" in page.select_one(".panel a")["href"]
    assert "/sok/" in {link["href"] for link in page.select("#treff a")}
    assert list(faults(page, "nb")) == []


def test_nothing_found_with_a_filter_offers_to_take_it_away(ask):
    make_experience(title="Pingviner", phase="drift")
    page = ask("?q=pingviner&fase=behov")
    assert "/sok/?q=pingviner" in {link["href"] for link in page.select("#treff a")}


def test_a_slip_is_answered_and_the_right_word_offered(ask):
    make_experience(title="Pingviner på hjul")
    page = ask("?q=pingvimer+hjul")
    link = page.select_one("#treff p a")
    assert link["href"] == "/sok/?q=pingviner+hjul"
    assert words(link.strong) == "pingviner"
    assert page.select(".row")


def test_only_the_nearest_are_called_so(ask):
    make_experience(title="Pingviner på hjul")
    page = ask("?q=pingviner+astronaut+xyzzy+romskip")
    assert [words(tag) for tag in page.select("#treff h3")] == ["Pingviner på hjul"]
    assert page.select_one("#treff h2")
    assert [words(tag) for tag in page.select(".row .meta s")] == ["astronaut", "xyzzy", "romskip"]
    assert list(faults(page, "nb")) == []
    narrowed = ask("?q=pingviner+astronaut+xyzzy+romskip&fase=drift")
    assert [words(tag) for tag in narrowed.select("#treff h2")] == ["Pingviner på hjul"]
    assert not narrowed.select(".row .meta s")


def test_a_concept_that_is_meant_is_named_and_can_be_turned_off(ask):
    make_concept(parent=make_list(ConceptIndexPage), title="fuglevakt", alternative=[("nb", "pingvinpass")])
    make_experience(title="Fuglevakt i Bodø")
    page = ask("?q=pingvinpass")
    also = next(tag for tag in page.select("#treff p.small") if tag.select("a[href*=bare]"))
    assert "/begreper/fuglevakt/" in {link["href"] for link in also.select("a")}
    assert len(page.select(".row")) == 2
    assert [words(mark) for mark in page.select(".row .meta mark")] == ["pingvinpass"]
    bare = ask("?q=pingvinpass&bare=1")
    assert [words(tag) for tag in bare.select(".row h2")] == ["fuglevakt"]
    assert "/sok/?q=pingvinpass" in {link["href"] for link in bare.select("#treff a")}


# Any address ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_any_words_give_a_page(ask, text):
    make_experience(title="Pingviner")
    page = ask(f"?q={quote(text)}")
    assert list(faults(page, "nb")) == []
    assert page.select_one("[role=status]")
    assert not page.select("#treff script")


@pytest.mark.parametrize("text", ["kols " * 2000, "!?", "ord " * 30])
def test_what_was_left_out_of_the_words_is_said(ask, text):
    assert ask(f"?q={quote(text)}").select_one(".ds-alert")


@pytest.mark.parametrize(
    "query", ["side=1000000", "side=0", "side=x", "side=99999999999999999999", "fase=tull&fylke=%00"]
)
def test_any_other_parameter_gives_a_page_with_a_note(ask, query):
    make_experience(title="Pingviner")
    page = ask(f"?q=pingviner&{query}")
    assert len(page.select(".row")) == 1
    assert page.select_one(".ds-alert")


def test_the_last_page_answers_for_a_number_past_the_end(ask):
    for number in range(23):
        make_experience(title=f"Pingviner {number}")
    page = ask("?q=pingviner&side=1000000")
    assert len(page.select(".row")) == 3
    assert page.select_one(".ds-pagination [aria-current]").get_text() == "2"
    assert page.select_one("a[rel=prev]")["href"] == "/sok/?q=pingviner"


def test_only_reading_is_allowed(client):
    assert client.post("/sok/").status_code == 405
    assert client.head("/sok/").status_code == 200


def test_the_addresses_are_reserved():
    assert {"sok", "api"} <= reserved_slugs("nb")
    assert "search" in reserved_slugs("en")


# What it costs, and what is remembered --------------------------------------------------------------------------------
def test_the_cost_grows_neither_with_hits_nor_with_types(ask, client):
    one_of_each_type()
    costs = []
    for number in (0, 1, 2):
        if number:
            one_of_each_type(number)
        client.get("/sok/?q=pingviner")
        analytics.forget()  # else what was counted is written now
        with CaptureQueriesContext(connection) as queries:
            shown = len(soup(client.get("/sok/?q=pingviner")).select(".row"))
        costs.append((shown, len(queries)))
    assert [shown for shown, _cost in costs] == [8, 16, 20]
    assert len({cost for _shown, cost in costs}) == 1
    assert costs[0][1] <= BUDGET
    with CaptureQueriesContext(connection) as queries:
        client.get("/sok/?q=pingviner&slag=page")
    assert len(queries) <= costs[0][1]


def test_words_are_counted_once_and_without_filters(ask):
    analytics.forget()
    make_experience(title="Pingviner", phase="drift")
    for query in ("?q=pingviner", "?q=pingviner&fase=drift", "?q=pingviner&side=2", "?q=pingviner&bare=1", "?q=", ""):
        ask(query)
    ask("?q=pingviner", "/api/v1/search/")
    analytics.flush()
    assert list(QueryCount.objects.values_list("query", "language", "engine", "results", "count")) == [
        ("pingviner", "nb", DatabaseEngine.name, 1, 1)
    ]


# Suggestions and the box ----------------------------------------------------------------------------------------------
def test_suggestions_are_options_with_their_kind(ask):
    make_experience(title="Pingviner på hjul")
    page = ask("?q=pin", "/sok/forslag/")
    option = page.select("[role=option]")[0]
    assert option["href"] == "/erfaringer/pingviner-pa-hjul/"
    assert "Pingviner på hjul" in words(option)
    assert page.select_one("[data-status]").get_text()


@pytest.mark.parametrize("query", ["", "?q=", "?q=p", "?q=%00", f"?q={'x' * 10_000}", "?q=%22"])
def test_any_words_give_suggestions_or_none(client, query):
    assert client.get(f"/sok/forslag/{query}").status_code == 200
    assert client.get(f"/en/search/suggestions/{query}").status_code == 200


def test_a_word_is_searched_for_in_the_readers_language(ask):
    make_experience(title="Alle pingvinene hjemme", summary="Pingvinene trives.")
    links = [link["href"] for link in ask("?q=pingvinen&sprak=nn", "/sok/forslag/").select("[role=option]")]
    assert "/sok/?q=pingvinene&sprak=nn" in links


def test_every_page_has_one_box_that_asks_for_everything(ask, client):
    make_standard_page(title="Om oss")
    make_story_list()
    for path, action in (("/", "/sok/"), ("/om-oss/", "/sok/"), ("/finnes-ikke/", "/sok/"), ("/kart/", "/sok/")):
        boxes = ask("", path).select("input[type=search]")
        assert [box.find_parent("form")["action"] for box in boxes] == [action], path
    assert len(ask("", "/erfaringer/").select("input[type=search]")) == 1
