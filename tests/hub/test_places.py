"""The map, counties, health communities and organisations: what is no page has an address all the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub import place_urls
from hub.models import BasePage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_home,
    make_municipality,
    make_organisation,
    make_settings,
    make_term,
    many,
    restrict,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_publication
from tests.hub.test_home import texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hub():
    make_settings()
    make_home()
    make_home(language="en")


def get(client, address, language="nb"):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Language"] == language
    found = soup(response)
    assert list(faults(found, language)) == [], address
    return found


# Counties -------------------------------------------------------------------------------------------------------------
def test_a_county_shows_what_takes_place_there(client):
    troms = make_county(number="55", name="Troms")
    bodo, senja = make_municipality(), make_municipality(number="5530", name="Senja", county=troms)
    make_experience(title="Bodø", municipalities=[bodo])
    make_experience(title="Begge", municipalities=[bodo, senja])
    make_experience(title="Fylket", county=make_county())
    make_experience(title="Kommunen avgjør", municipalities=[senja], county=make_county())
    make_publication(title="En studie", municipalities=[bodo])
    page = get(client, "/fylker/nordland/")
    assert texts(page, "h1") == ["Nordland"]
    assert texts(page, ".rows h3") == ["Begge", "Bodø", "Fylket", "En studie"]
    assert texts(page, ".street a")[0] == "Bodø 1"
    assert page.select_one(".street a")["href"] == "/erfaringer/?kommune=1804"
    assert len(page.select(".street .house")) == 3


def test_a_county_names_its_health_communities_and_organisations(client):
    community = make_health_community()
    owner = make_organisation(name="Nordlandssykehuset", kind="helseforetak")
    make_experience(
        title="Bodø", municipalities=[make_municipality()], health_community=community, owner_organisation=owner
    )
    links = {link.get_text(): link["href"] for link in get(client, "/fylker/nordland/").select("aside a")}
    assert links["Helsefellesskapet Nordland"] == "/helsefellesskap/nordland/"
    assert links["Nordlandssykehuset"] == "/organisasjoner/nordlandssykehuset/"


def test_an_empty_county_says_so_and_invites(client):
    make_county(number="42", name="Agder")
    page = get(client, "/fylker/agder/")
    assert page.select_one(".panel a.ds-button[href^='/del-erfaring/?om=/fylker/agder/']")
    assert not page.select(".street, .rows")


def test_hidden_pages_are_neither_shown_nor_counted(client):
    restrict(make_experience(title="Lukket", municipalities=[make_municipality()]))
    make_experience(title="Utkast", municipalities=[make_municipality()], live=False)
    page = get(client, "/fylker/nordland/")
    assert not page.select(".rows, .street")
    assert texts(get(client, "/kart/"), "#f18 td") == ["0", "0"]


def test_an_unknown_place_is_404(client):
    for address in ("/fylker/atlantis/", "/helsefellesskap/x/", "/organisasjoner/x/", "/en/counties/x/"):
        assert client.get(address).status_code == 404


# Health communities and organisations ---------------------------------------------------------------------------------
def test_a_health_community(client):
    community = make_health_community(confirmed=True)
    member = make_organisation(name="Bodø kommune", health_community=community)
    make_experience(title="Bodø", municipalities=[make_municipality()], health_community=community)
    page = get(client, "/helsefellesskap/nordland/")
    assert texts(page, ".rows h3") == ["Bodø"]
    assert texts(page, ".street a") == ["Bodø 1"]
    assert member.name in texts(page, "aside a")


def test_an_organisation_shows_what_it_owns_and_takes_part_in(client):
    hospital = make_organisation(name="UNN", kind="helseforetak", role="Fagsjef", email="fag@example.org")
    make_experience(title="Eier", owner_organisation=hospital, municipalities=[make_municipality()])
    make_experience(title="Er med", organisations=[hospital])
    make_experience(title="Er ikke med")
    make_publication(title="En studie", organisations=[hospital])
    page = get(client, "/organisasjoner/unn/")
    assert texts(page, ".rows h3") == ["Eier", "Er med", "En studie"]
    assert page.select_one("a[href='/si-fra/?om=/organisasjoner/unn/&hva=sporsmal']")
    assert "Fagsjef" in page.select_one("aside").get_text()
    assert page.select_one(".street a")["href"] == "/fylker/nordland/"


def test_an_organisation_with_the_hubs_mailbox_answers_as_the_hub_in_each_language(client):
    make_settings(role="Redaksjonen", role_en="The team", email="hub@example.org")
    make_organisation(name="UNN", kind="helseforetak", role="Redaksjonen", email="hub@example.org")
    for path, language, answer in (
        ("/organisasjoner/unn/", "nb", "Redaksjonen svarer."),
        ("/en/organisations/unn/", "en", "The team answers."),
    ):
        aside = get(client, path, language).aside
        assert answer in aside.get_text()
        assert aside.select_one(f"a[href^='/si-fra/?om={path}&hva=sporsmal']")


def test_an_organisation_without_a_mailbox_leads_to_the_hubs(client):
    make_organisation(name="UNN", kind="helseforetak")
    page = get(client, "/organisasjoner/unn/")
    assert page.select_one("aside a[href^='/si-fra/']")
    assert page.select_one(".panel a.ds-button")


def test_every_organisation_and_health_community_is_listed(client):
    make_organisation(name="UNN", kind="helseforetak")
    make_health_community()
    assert texts(get(client, "/organisasjoner/"), "main .grid a") == ["UNN"]
    assert texts(get(client, "/helsefellesskap/"), "main .grid a") == ["Helsefellesskapet Nordland"]


# The map --------------------------------------------------------------------------------------------------------------
def test_the_map_and_its_table_say_the_same(client):
    make_county(number="42", name="Agder")
    troms = make_county(number="55", name="Troms")
    senja = make_municipality(number="5530", name="Senja", county=troms)
    make_experience(title="Går", municipalities=[make_municipality()])
    make_experience(title="Stoppet", municipalities=[make_municipality()], status="stoppet")
    make_experience(title="Begge", municipalities=[make_municipality(), senja])
    page = get(client, "/kart/")
    assert texts(page, "svg.map a") == ["Troms 0", "Nordland 2", "Agder 0"]
    assert [link["href"] for link in page.select("svg.map a")] == ["#f55", "#f18", "#f42"]
    assert {row["id"]: texts(row, "td") for row in page.select("tbody tr")} == {
        "f55": ["0", "0"],
        "f18": ["2", "1"],
        "f42": ["0", "0"],
    }
    assert page.select_one("#f18 a")["href"] == "/fylker/nordland/"


def test_the_map_of_one_service_form(client):
    make_term(vocabulary="service_forms", slug="delt-plan")
    make_experience(title="En", municipalities=[make_municipality()])
    page = get(client, "/kart/?tjenesteform=delt-plan")
    assert texts(page, "#f18 td") == ["0", "0"]
    assert page.select_one("option[selected]")["value"] == "delt-plan"
    assert not page.select(".ds-alert")


def test_a_service_form_that_does_not_exist_is_left_out_with_a_note(client):
    make_experience(title="En", municipalities=[make_municipality()])
    page = get(client, "/kart/?tjenesteform=tull")
    assert texts(page, "#f18 td") == ["1", "1"]
    assert "tull" in page.select_one(".ds-alert").get_text()


# Languages, sitemap, index --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "english"),
    [
        ("/kart/", "/en/map/"),
        ("/fylker/nordland/", "/en/counties/nordland/"),
        ("/helsefellesskap/nordland/", "/en/health-communities/nordland/"),
        ("/organisasjoner/unn/", "/en/organisations/unn/"),
        ("/organisasjoner/", "/en/organisations/"),
        ("/helsefellesskap/", "/en/health-communities/"),
    ],
)
def test_every_place_answers_in_both_trees(client, address, english):
    make_county()
    make_health_community()
    make_organisation(name="UNN", kind="helseforetak")
    assert get(client, address).select_one(".lang a")["href"] == english
    assert get(client, english, "en").select_one(".lang a")["href"] == address
    get(client, f"{address}?sprak=nn", "nn")


def test_the_list_of_counties_is_the_map(client):
    assert client.get("/fylker/").headers["Location"] == "/kart/"
    assert client.get("/en/counties/").headers["Location"] == "/en/map/"


def test_english_places_show_english_pages(client):
    make_experience(title="Norsk", municipalities=[make_municipality()])
    make_experience(title="English", language="en", municipalities=[make_municipality()])
    page = get(client, "/en/counties/nordland/", "en")
    assert texts(page, ".rows h3") == ["English"]
    assert page.select_one(".street a")["href"] == "/en/experiences/?kommune=1804"


def test_every_place_is_in_the_sitemap():
    make_county()
    make_organisation(name="UNN", kind="helseforetak")
    found = [entry.addresses["nb"] for entry in place_urls.addresses_of_all()]
    assert found == ["/kart/", "/helsefellesskap/", "/organisasjoner/", "/fylker/nordland/", "/organisasjoner/unn/"]


def test_every_place_tells_the_index_about_itself():
    county = make_county()
    norwegian, english = county.search_entries()
    assert (norwegian.kind, norwegian.key, norwegian.url) == ("county", "18", "/fylker/nordland/")
    assert (english.key, english.url, english.language) == ("18-en", "/en/counties/nordland/", "en")
    community = make_health_community(nn="Helsefellesskapet i Nordland", en="Nordland health community")
    assert [entry.title for entry in community.search_entries()] == [community.nb, community.en]
    assert "Helsefellesskapet i Nordland" in [label.text for label in community.search_entries()[0].labels]
    unn = make_organisation(name="UNN", kind="helseforetak", municipality=make_municipality(), role="Fagsjef")
    entry = unn.search_entries()[0]
    assert entry.facets["county"] == ["18"]
    assert (entry.facets["owner_kind"], entry.responsible) == (["helseforetak"], "Fagsjef")
    for row in (county, community, unn):
        assert {entry.kind for entry in row.search_entries()} == {row.search_kind}


@pytest.mark.parametrize(
    "address", ["/fylker/nordland/", "/helsefellesskap/nordland/", "/organisasjoner/unn/", "/kart/"]
)
def test_the_cost_does_not_grow(client, address):
    make_story_list()
    community, unn = make_health_community(), make_organisation(name="UNN", kind="helseforetak")
    places = [make_municipality(), make_municipality(number="1806", name="Narvik")]
    costs = []
    for start, until in ((0, 2), (2, 20)):
        with many():
            for number in range(start, until):
                shared = {"health_community": community, "organisations": [unn]}
                make_experience(title=f"Nr. {number}", municipalities=[places[number % 2]], **shared)
                make_publication(title=f"Studie {number}", municipalities=[places[0]], **shared)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert BasePage.objects.visible().count() > 40
