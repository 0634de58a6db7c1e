"""Lists: what an address asks for, what is found and counted, what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from hub.enums import EvidenceLevel, Phase
from hub.listing import ChoiceFilter, RowFilter, Sort, YearFilter, by_title, register_text_matcher
from hub.listing.asked import Asked, cleaned, read
from hub.listing.build import build
from hub.listing.counting import select
from hub.listing.facets import AT_FIRST, Choice, parted
from hub.listing.facts import PageFacts
from hub.listing.sorting import north_to_south, norwegian, sort_by_evidence
from hub.listing.text import contains
from research.models import ConceptIndexPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_municipality,
    make_organisation,
    make_settings,
    make_term,
    restrict,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list

PHASE = ChoiceFilter("phase", "fase", Phase, label="Fase")
STATUS = ChoiceFilter("status", "status", Phase, label="Status")


def facts(pk, **values):
    return PageFacts(pk, values)


def titles(listing):
    return [card.title for card in listing.cards]


def counts(listing, parameter):
    facet = next(one for one in listing.facets if one.parameter == parameter)
    return {choice.value: choice.count for choice in [*facet.options, *facet.more]}


def ask(page, query=""):
    return build(page, QueryDict(query))


# Pure parts -----------------------------------------------------------------------------------------------------------
def test_norwegian_letters_come_last_and_accents_do_not_matter():
    words = ["Ås", "Ære", "Øst", "Zebra", "andre", "Étude", "eter", "Fase"]
    assert sorted(words, key=norwegian) == ["andre", "eter", "Étude", "Fase", "Zebra", "Ære", "Øst", "Ås"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_stands_last_in_both_directions(descending):
    pages = [facts(1, day=None), facts(2, day=date(2024, 1, 1)), facts(3, day=date(2025, 1, 1)), facts(4, day=None)]
    order = Sort("dag", "Dag", "-day" if descending else "day").apply(pages)
    assert [page.pk for page in order] == ([3, 2, 1, 4] if descending else [2, 3, 1, 4])


def test_a_second_field_decides_between_equals():
    pages = [facts(1, a="x", title="b"), facts(2, a="x", title="a"), facts(3, a="y", title="c")]
    assert [page.pk for page in Sort("s", "S", "-a", "title").apply(pages)] == [3, 2, 1]


def test_evidence_that_is_only_planned_counts_for_nothing():
    levels = ["planlagt", "oversikt", "", "erfaring"]
    pages = [facts(pk, title=str(pk), strongest_evidence=level) for pk, level in enumerate(levels)]
    assert [page.pk for page in sort_by_evidence().apply(pages)] == [1, 3, 0, 2]


def test_the_northernmost_county_decides():
    agder, finnmark = {"municipality__county_id": "42"}, {"municipality__county_id": "56"}
    both = PageFacts(1, {"county_id": None}, {"municipalities": [agder, finnmark]})
    assert north_to_south(both) == 0
    assert north_to_south(PageFacts(2, {"county_id": "42"})) > north_to_south(PageFacts(3, {"county_id": "03"}))
    assert north_to_south(PageFacts(4, {"county_id": None})) > north_to_south(PageFacts(5, {"county_id": "42"}))


def test_each_filter_is_counted_without_itself():
    pages = [facts(1, phase="drift", status="behov"), facts(2, phase="drift", status="drift")]
    pages.append(facts(3, phase="behov", status="drift"))
    found, counted = select(pages, [PHASE, STATUS], {"fase": ["drift"], "status": ["drift"]}, None)
    assert [page.pk for page in found] == [2]
    assert counted["fase"] == {"drift": 1, "behov": 1}
    assert counted["status"] == {"drift": 1, "behov": 1}


def test_years_come_newest_first_and_what_is_undated_has_none():
    years = YearFilter("date")
    pages = [facts(1, date="2019-05"), facts(2, date="2024"), facts(3, date=""), facts(4, date=date(2024, 2, 1))]
    assert list(years.labels(pages, None)) == ["2024", "2019"]
    assert [list(years.ids(page, None)) for page in pages] == [["2019"], ["2024"], [], ["2024"]]
    assert years.unused(["1999", "19x9", "3024"], None) == {"1999": "1999"}


def test_rows_are_filtered_by_what_counts():
    levels = RowFilter("results", "evidence", "bevis", EvidenceLevel, label="Bevis", without=("planlagt",))
    rows = [{"evidence": level} for level in ("erfaring", "planlagt", "", "erfaring")]
    assert levels.ids(PageFacts(1, {}, {"results": rows}), None) == ["erfaring"]
    assert levels.ids(PageFacts(2, {}, {"results": rows[1:3]}), None) == []
    assert "planlagt" not in levels.labels([], None)


def test_values_of_one_filter_are_alternatives():
    pages = [facts(1, phase="drift"), facts(2, phase="behov"), facts(3, phase="")]
    found, counted = select(pages, [PHASE], {"fase": ["drift", "behov"]}, None)
    assert [page.pk for page in found] == [1, 2]
    assert counted["fase"] == {"drift": 1, "behov": 1}


@pytest.mark.parametrize("text", ["  to   ord ", "to\tord", "to\x00ord", "to\nord"])
def test_a_text_is_one_line_of_visible_characters(text):
    assert cleaned(text) == "to ord"


@pytest.mark.parametrize("page", ["x", "-1", "0", "1.5", "²", "%00"])
def test_a_page_that_is_no_number_is_the_first_and_said(page):
    params = QueryDict(mutable=True)
    params["side"] = page
    asked = read(params, [], [by_title()], [], None)
    assert asked.page == 1
    assert len(asked.notes) == 1


def test_nonsense_is_left_out_and_named():
    asked = read(QueryDict("fase=drift&fase=tull&fase=&sorter=baklengs&utm=1"), [PHASE], [by_title()], [], None)
    assert asked.values == {"fase": ["drift"]}
    assert asked.order is None
    assert [note for note in asked.notes if "tull" in note]
    assert len(asked.notes) == 2


def test_a_long_nonsense_value_is_not_echoed_whole():
    asked = read(QueryDict("fase=" + "a" * 5000), [PHASE], [by_title()], [], None)
    assert len(asked.notes[0]) < 150


def test_a_chosen_value_can_be_taken_away_from_the_address():
    asked = Asked(text="kols", values={"fase": ["drift", "behov"]}, order=by_title())
    assert asked.query() == "?q=kols&fase=drift&fase=behov&sorter=tittel"
    assert asked.query(without=("fase", "drift"), page=2) == "?q=kols&fase=behov&sorter=tittel&side=2"
    assert asked.query(without=("q", "kols"), order=False) == "?fase=drift&fase=behov"


def test_many_choices_are_folded_but_never_chosen_ones():
    every = [Choice(str(number), str(number), selected=number == 19, count=number % 5) for number in range(20)]
    first, rest = parted(every)
    assert len(first) == AT_FIRST
    assert "19" in [choice.value for choice in first]
    assert [choice.value for choice in first] == sorted((choice.value for choice in first), key=int)
    assert len(first) + len(rest) == 20


# With pages -----------------------------------------------------------------------------------------------------------
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

    def test_words_are_found_in_any_case_also_norwegian_ones(self):
        make_experience(title="ÅRDAL i gang", summary="Kols")
        make_experience(title="Bodø", summary="Om årdal og kols")
        page = make_story_list()
        assert titles(ask(page, "q=årdal")) == ["ÅRDAL i gang", "Bodø"]
        assert titles(ask(page, "q=ÅRDAL+om")) == ["Bodø"]
        assert ask(page, "q=finnes+ikke").count == 0

    def test_another_room_may_decide_what_matches(self):
        first, second = make_experience(title="Første"), make_experience(title="Andre")
        try:
            register_text_matcher(lambda query, pages, language: {first.pk: 1, second.pk: 7})
            assert titles(ask(make_story_list(), "q=noe")) == ["Andre", "Første"]
        finally:
            register_text_matcher(contains)

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
        assert page.select_one("label[for=fase-0] .num").get_text() == "1"
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
            for number in range(until - 2 if until == 2 else 2, until):
                group = make_term(slug=f"gruppe-{number}")
                make_experience(title=f"Nr. {number}", municipalities=places, organisations=[partner], groups=[group])
            client.get(f"/erfaringer/{query}")
            with CaptureQueriesContext(connection) as queries:
                assert len(soup(client.get(f"/erfaringer/{query}")).select(".rows > li")) == until
            costs.append(len(queries))
        assert costs[0] == costs[1]
        assert costs[1] <= 8 + ("q=" in query)
