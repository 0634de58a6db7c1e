"""Experiences and examples as readers see them, in each language, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hub.enums import EvidenceLevel, Phase
from stories.models import StoryDifficulty
from stories.questions import BY_FIELD
from tests.builders.html import faults, soup
from tests.builders.hub import make_organisation, make_settings
from tests.builders.research import make_concept
from tests.builders.stories import (
    example_result,
    make_example,
    make_example_index,
    make_full_story,
    make_story,
    make_story_index,
    result,
)

pytestmark = pytest.mark.django_db

STORY_BUDGET, LISTING_BUDGET = 15, 8


@pytest.fixture(autouse=True)
def settings_of_the_hub():
    make_settings()


def shown(client, page):
    response = client.get(page.path_from_root)
    assert response.status_code == 200
    return soup(response)


def queries(client, path):
    client.get(path)  # what is remembered between requests is remembered from here on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# Stories --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "language"), [({}, "nb"), ({"written_standard": "nn"}, "nn"), ({"language": "en"}, "en")]
)
def test_a_story_speaks_one_language(client, fields, language):
    page = shown(client, make_full_story(results_text="<p>Bedre.</p>", **fields))
    assert list(faults(page, language)) == []
    with translation.override(language):
        assert page.find(id="s1").get_text(strip=True) == str(BY_FIELD["what"].text)
        assert page.find(id="s5").get_text(strip=True) == str(BY_FIELD["results_text"].text)


def test_a_story_shows_its_facts_rows_and_house(client):
    supplier = make_organisation(name="Leverandøren", kind="leverandor")
    story = make_full_story(
        language="en",
        status_confirmed="2024",
        phase_since="2021-10",
        volume_text="84 patients",
        technology="An app",
        technology_supplier=supplier,
        technology_source_is_supplier=True,
        organisation_model="sykehus",
        inferred_fields=["organisation_model"],
    )
    page = shown(client, story)
    facts = {row.dt.get_text(): row.dd.get_text(" ", strip=True) for row in page.select(".glance .facts > div")}
    assert facts["Who"] == "Bodø kommune"
    assert facts["Together with"] == "Partner 0"
    assert facts["Where"] == "Bodø, Sted 0, Nordland"
    assert facts["Organisation"] == "Hospital (inferred)"
    assert facts["Phase"] == "In operation, since October 2021"
    assert facts["Running now?"] == "Running, confirmed 2024"
    assert facts["Volume"] == "84 patients"
    assert facts["Technology"] == "An app Supplier: Leverandøren. The source is the supplier."
    assert page.select_one(".night svg.house")
    assert [row.get_text(" ", strip=True) for row in page.select(".mast tbody th")] == ["Organisational aspects"]
    assert "Vanske 0" in page.select_one("dl.hard").get_text()
    assert "Råd 0" in page.find(id="s8").find_next("ul").get_text()


def test_planned_results_stand_under_the_aims_and_in_no_table(client):
    planned = result(text="Skal bli bedre", mast="sikkerhet", evidence=EvidenceLevel.PLANLAGT)
    page = shown(client, make_story(language="en", results=[planned, result(text="Ble bedre")]))
    table = page.select_one(".mast").get_text()
    assert "Ble bedre" in table
    assert "Skal bli bedre" not in table
    assert "Aim, not measured: Skal bli bedre" in page.find(id="s4").find_next("p").get_text(" ", strip=True)
    not_stated = page.find("strong", string="Not stated:").parent.get_text()
    assert "safety" in not_stated
    assert "rganisational" not in not_stated


def test_without_measured_results_there_is_no_table(client):
    planned = result(evidence=EvidenceLevel.PLANLAGT)
    page = shown(client, make_story(language="en", results=[planned]))
    assert not page.select(".mast")
    assert "Not stated" not in page.get_text()


def test_unanswered_questions_share_one_line_and_stay_out_of_the_contents(client):
    page = shown(client, make_story(language="en", aims="<p>Mål.</p>"))
    line = page.find("strong", string="The source does not answer:").parent.get_text()
    assert line.count("“") == 6
    assert "What was hard?" in line
    contents = page.select_one("nav.toc").get_text()
    assert "What was hard?" not in contents
    assert "What did you want to achieve?" in contents


def test_a_result_leads_to_its_source(client):
    page = shown(client, make_story(language="en", sources=["Studien"], results=[result(source_number=1)]))
    link = page.select_one(".mast td a")
    assert page.select_one(link["href"]).get_text().startswith("Studien")


def test_there_is_always_somebody_to_ask(client):
    story = make_story(language="en", responsible_role="Project lead", inferred_fields=["responsible_role"])
    ask = shown(client, story).find(id="spor").parent
    assert "Ask for: Project lead (inferred)" in ask.get_text()
    assert ask.select_one("a.ds-button")["href"] == f"/si-fra/?om={story.path_from_root}&hva=sporsmal&sprak=en"


def test_a_difficulty_without_a_domain_has_a_name_too(client):
    page = shown(client, make_story(difficulties=[StoryDifficulty(text="Vanskelig")]))
    assert page.select_one("dl.hard dt").get_text(strip=True)


# Examples -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_example_shows_country_lesson_and_outline(client, language):
    example = make_example(
        language=language,
        scale_text="1,225 patients",
        organisation_text="North Denmark Region",
        transferability="<p>It resembles Norwegian models.</p>",
        inferred_fields=["transferability"],
        results=[example_result(text="No clear difference")],
    )
    page = shown(client, example)
    assert list(faults(page, language)) == []
    assert page.select_one(".night svg.house.abroad")
    assert "1,225 patients" in page.select_one(".facts").get_text()
    assert page.find(id="lesson").find_next(class_="quote").get_text(strip=True) == "Velg målgruppen først."
    assert "No clear difference" in page.select_one(".mast").get_text()
    with translation.override(language):
        assert page.select_one(".eyebrow").get_text(strip=True).endswith(example.country_text)


# Lists ----------------------------------------------------------------------------------------------------------------
def test_the_list_narrows_by_facts_and_draws_each_story(client):
    make_full_story(title="Drift i Bodø")
    make_story(title="Utprøving", phase=Phase.UTPROVING, results=[result(evidence=EvidenceLevel.RANDOMISERT)])
    path = make_story_index().path_from_root

    def titles(query=""):
        return [row.get_text(strip=True) for row in soup(client.get(f"{path}?{query}")).select(".row h2")]

    assert sorted(titles()) == ["Drift i Bodø", "Utprøving"]
    assert titles("fase=utproving") == ["Utprøving"]
    assert titles("kommune=1804") == ["Drift i Bodø"]
    assert titles("bevis=randomisert") == ["Utprøving"]
    assert titles("sorter=bevis") == ["Utprøving", "Drift i Bodø"]
    assert len(soup(client.get(path)).select(".row svg.house")) == 2


def test_a_card_says_status_with_its_date_in_the_language_of_the_list(client):
    make_story(written_standard="nn", status_confirmed="2022")
    row = soup(client.get(make_story_index().path_from_root)).select_one(".row")
    assert row["lang"] == "nn"
    assert row.select_one(".meta")["lang"] == "nb"
    assert "2022" in row.select_one(".meta").get_text()


def test_examples_are_narrowed_by_the_countries_in_use(client):
    make_example(title="Dansk")
    make_example(title="Skotsk", country="GB", country_name="Skottland")
    path = make_example_index().path_from_root
    options = soup(client.get(path)).select("input[name=land]")
    assert {option["value"] for option in options} == {"DK", "GB"}
    assert [row.get_text() for row in soup(client.get(f"{path}?land=GB")).select(".row h2")] == ["Skotsk"]


# Cost -----------------------------------------------------------------------------------------------------------------
def test_a_story_costs_the_same_with_two_and_with_twenty_of_everything(client):
    counts = []
    for rows in (2, 20):
        related = [make_full_story(rows=rows) for _ in range(rows)] + [make_example() for _ in range(rows)]
        concepts = [make_concept(title=f"begrep {rows} {number}") for number in range(rows)]
        page = make_full_story(rows=rows, related=[*related, *concepts])
        counts.append(queries(client, page.path_from_root))
    assert counts[0] == counts[1] <= STORY_BUDGET


def test_an_example_costs_the_same_with_two_and_with_twenty_results(client):
    counts = []
    for rows in (2, 20):
        results = [example_result(text=f"Resultat {number}") for number in range(rows)]
        page = make_example(results=results, related=[make_story() for _ in range(rows)])
        counts.append(queries(client, page.path_from_root))
    assert counts[0] == counts[1] <= STORY_BUDGET


@pytest.mark.parametrize(("make", "index"), [(make_full_story, make_story_index), (make_example, make_example_index)])
def test_a_list_costs_the_same_with_two_and_with_twenty(client, make, index):
    counts = []
    for more in (2, 18):
        for _ in range(more):
            make()
        counts.append(queries(client, index().path_from_root))
    assert counts[0] == counts[1] <= LISTING_BUDGET
