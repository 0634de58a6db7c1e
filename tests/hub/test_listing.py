"""Lists: what an address asks for, what is found and counted, what it costs."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from hub.listing import register_text_matcher, text
from hub.listing.build import build
from research.models import ConceptIndexPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_municipality,
    make_organisation,
    make_settings,
    make_term,
    many,
    restrict,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list


def titles(listing):
    return [card.title for card in listing.cards]


def counts(listing, parameter):
    facet = next(one for one in listing.facets if one.parameter == parameter)
    return {choice.value: choice.count for choice in [*facet.options, *facet.more]}


def ask(page, query=""):
    return build(page, QueryDict(query))


@pytest.mark.django_db
class TestFinding:
    def test_all_visible_pages_of_the_tree_and_no_others(self):
        page = make_story_list()
        make_experience(title="Synlig")
        make_experience(title="Utkast", live=False)
        restrict(make_experience(title="Lukket"))
        make_experience(title="English", language="en")
        listing = ask(page)
        assert titles(listing) == ["Synlig"]
        assert (listing.total, listing.count) == (1, 1)

    def test_counts_name_how_many_of_how_many(self):
        page = make_story_list()
        make_experience(title="En")
        assert ask(page).count_text.startswith("1 ")
        make_experience(title="To", phase="behov")
        assert ask(page).count_text.startswith("2 ")
        assert ask(page, "fase=behov").count_text.startswith("1 ")
        assert "2" in ask(page, "fase=behov").count_text

    def test_a_broader_patient_group_finds_the_narrower(self):
        chronic = make_term(slug="kronisk-sykdom")
        copd = make_term(slug="kols", parent=chronic)
        cancer = make_term(slug="kreft")
        make_experience(title="Kols", groups=[copd])
        make_experience(title="Kreft", groups=[cancer])
        page = make_story_list()
        assert titles(ask(page, "pasientgruppe=kronisk-sykdom")) == ["Kols"]
        assert counts(ask(page), "pasientgruppe") == {"kreft": 1, "kronisk-sykdom": 1, "kols": 1}

    def test_by_place(self):
        nordland, troms = make_county(), make_county(number="55", name="Troms")
        bodo, senja = make_municipality(), make_municipality(number="5530", name="Senja", county=troms)
        community = make_health_community()
        make_experience(title="Bodø", municipalities=[bodo], health_community=community)
        make_experience(title="To fylker", municipalities=[bodo, senja])
        make_experience(title="Fylket", county=nordland)
        make_experience(title="Kommunen avgjør", municipalities=[senja], county=nordland)
        page = make_story_list()
        assert sorted(titles(ask(page, "fylke=18"))) == ["Bodø", "Fylket", "To fylker"]
        assert sorted(titles(ask(page, "kommune=5530"))) == ["Kommunen avgjør", "To fylker"]
        assert titles(ask(page, "helsefellesskap=nordland")) == ["Bodø"]
        assert list(counts(ask(page), "fylke")) == ["55", "18"]

    def test_by_owner_and_kind_of_owner(self):
        hospital = make_organisation(name="UNN", kind="helseforetak")
        make_experience(title="Kommunens")
        make_experience(title="Sykehusets", owner_organisation=hospital)
        page = make_story_list()
        assert titles(ask(page, "eier=unn")) == ["Sykehusets"]
        assert titles(ask(page, "eiertype=kommune")) == ["Kommunens"]
        assert counts(ask(page), "eiertype") == {"kommune": 1, "helseforetak": 1}

    def test_by_language(self):
        make_experience(title="Bokmål")
        make_experience(title="Nynorsk", written_standard="nn")
        assert titles(ask(make_story_list(), "malform=nn")) == ["Nynorsk"]

    def test_a_value_that_nobody_has_shows_nothing_rather_than_everything(self):
        make_experience(title="Bodø")
        make_county(number="42", name="Agder")
        listing = ask(make_story_list(), "fylke=42")
        assert (listing.count, listing.notes) == (0, [])
        assert [chip.label for chip in listing.chips] == ["Agder"]

    def test_a_value_that_is_nonsense_is_left_out_with_a_note(self):
        make_experience(title="Bodø")
        listing = ask(make_story_list(), "fylke=atlantis&pasientgruppe='; drop&kommune=%00")
        assert listing.count == 1
        assert len(listing.notes) == 2
        assert not listing.is_narrowed

    @pytest.mark.indexed
    def test_words_are_found_in_any_case_also_norwegian_ones(self):
        make_experience(title="ÅRDAL i gang", summary="Kols")
        make_experience(title="Bodø", summary="Om årdal og kols")
        page = make_story_list()
        assert titles(ask(page, "q=årdal")) == ["ÅRDAL i gang", "Bodø"]
        assert set(titles(ask(page, "q=ÅRDAL+bodø"))) == {"ÅRDAL i gang", "Bodø"}
        assert ask(page, "q=finnes+ikke").count == 0

    def test_another_room_may_decide_what_matches(self, monkeypatch):
        first, second = make_experience(title="Første"), make_experience(title="Andre")
        monkeypatch.setattr(text, "_matcher", text._matcher)  # the search room's comes back after the test
        register_text_matcher(lambda query, pages, language: {first.pk: 1, second.pk: 7})
        assert titles(ask(make_story_list(), "q=noe")) == ["Andre", "Første"]

    def test_labels_are_found_where_the_type_says_so(self):
        page = make_list(ConceptIndexPage)
        make_concept(parent=page, title="digital hjemmeoppfølging", alternative=[("nb", "avstandsoppfølging")])
        assert titles(ask(page, "q=avstandsoppfølging")) == ["digital hjemmeoppfølging"]

    def test_both_trees_list_the_same_concepts(self):
        make_concept(parent=make_list(ConceptIndexPage), title="gevinst", en="benefit")
        assert ask(make_list(ConceptIndexPage, language="en")).count == 1


@pytest.mark.django_db
class TestPaging:
    @pytest.fixture
    @many()
    def page(self):
        for number in range(45):
            make_experience(title=f"Nr. {number:02}", phase="drift" if number % 2 else "behov")
        return make_story_list()

    def test_twenty_a_page(self, page):
        listing = ask(page, "sorter=tittel&side=2")
        assert titles(listing) == [f"Nr. {number:02}" for number in range(20, 40)]
        assert listing.previous_url == "/erfaringer/?sorter=tittel"
        assert listing.next_url == "/erfaringer/?sorter=tittel&side=3"
        assert [link.number for link in listing.page_links] == [1, 2, 3]

    def test_past_the_end_is_the_last_page(self, page):
        listing = ask(page, "sorter=tittel&side=99")
        assert len(listing.cards) == 5
        assert "99" in listing.notes[0]

    def test_the_filter_follows_along(self, page):
        assert ask(page, "fase=drift").next_url == "/erfaringer/?fase=drift&side=2"


@pytest.mark.django_db
class TestShowing:
    def test_the_page_holds_form_counts_chips_and_feed(self, client):
        make_settings()
        make_experience(title="Bodø", municipalities=[make_municipality()])
        make_experience(title="Tromsø", phase="behov")
        make_story_list()
        page = soup(client.get("/erfaringer/?fase=drift&fase=tull"))
        assert [row.get_text(strip=True) for row in page.select(".rows h2")] == ["Bodø"]
        assert page.select_one("input[name=fase][value=drift]").has_attr("checked")
        assert page.select_one("label[for=fase-behov] .num").get_text() == "1"
        assert len(page.select("a.ds-chip")) == 1
        assert page.select_one("a.ds-chip")["href"] == "/erfaringer/"
        assert "tull" in page.select_one(".ds-alert").get_text()
        assert len(page.select("details.facet[open]")) == 2
        assert page.select_one("link[type='application/atom+xml']")["href"] == "/erfaringer/atom.xml?fase=drift"
        assert len(page.select("input[type=search]")) == 1
        assert list(faults(page, "nb")) == []

    @pytest.mark.parametrize("query", ["", "?q=finnes-ikke", "?side=x&sorter=y&fase=z&fylke=%00"])
    def test_nothing_to_show_is_said_kindly(self, client, query):
        make_settings()
        make_story_list()
        response = client.get(f"/erfaringer/{query}")
        assert response.status_code == 200
        assert list(faults(soup(response), "nb")) == []
        assert soup(response).select_one(".panel")

    @pytest.mark.parametrize("query", ["", "?fase=drift&fylke=18&q=nr"])
    def test_two_cost_as_much_as_twenty(self, client, query):
        make_settings()
        make_story_list()
        places, partner = [make_municipality()], make_organisation(name="UNN", kind="helseforetak")
        costs = []
        for until in (2, 20):
            with many():
                for number in range(until - 2 if until == 2 else 2, until):
                    rows = {"municipalities": places, "organisations": [partner]}
                    make_experience(title=f"Nr. {number}", groups=[make_term(slug=f"gruppe-{number}")], **rows)
            client.get(f"/erfaringer/{query}")
            with CaptureQueriesContext(connection) as queries:
                assert len(soup(client.get(f"/erfaringer/{query}")).select(".rows > li")) == until
            costs.append(len(queries))
        assert costs[0] == costs[1]
        assert costs[1] <= 8 + 7 * ("q=" in query)  # words are answered by the search
