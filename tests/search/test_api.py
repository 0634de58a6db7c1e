"""The search for machines: stable fields, notes instead of errors."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings

from research.models import ConceptIndexPage
from tests.builders.hub import many
from tests.builders.lists import make_experience
from tests.builders.research import make_concept, make_list
from tests.builders.strange import STRANGE

pytestmark = pytest.mark.django_db
FIELDS = set(
    [
        "results",
        "total",
        "page",
        "pages",
        "facets",
        "parameters",
        "did_you_mean",
        "concepts",
        "nearest",
        "engine",
        "notes",
    ]
)


@pytest.fixture
def ask(client):
    """The answer to a query, as it was sent."""

    def ask(query=""):
        response = client.get(f"/api/v1/search/{query}")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
        assert not response.cookies
        return response.json()

    return ask


def test_a_result_has_its_stable_fields(ask):
    make_experience(
        title="Pingviner & <hjul>", summary="De følger opp pingviner.", written_standard="nn", phase="drift"
    )
    answer = ask("?q=pingviner")
    assert set(answer) == FIELDS
    (result,) = answer["results"]
    assert result["title"] == "Pingviner & <hjul>"
    assert result["url"].startswith(settings.PUBLIC_URL + "/erfaringer/")
    assert (result["type"], result["lang"]) == ("story", "nn")
    assert result["snippet"] == "De følger opp <mark>pingviner</mark>."
    assert isinstance(result["score"], int)
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    assert answer["facets"]["phase"] == {"drift": 1}
    assert answer["parameters"]["phase"] == "fase"
    assert answer["engine"] == "database"
    assert (answer["did_you_mean"], answer["concepts"], answer["nearest"], answer["notes"]) == ("", [], False, [])


def test_the_parameters_are_those_of_the_page(ask):
    for phase in ("drift", "behov"):
        make_experience(title=f"Pingviner {phase}", phase=phase)
    assert ask("?q=pingviner&fase=drift")["total"] == 1
    assert ask("?q=pingviner&fase=drift&fase=behov&sorter=nyeste&slag=story")["total"] == 2


def test_twenty_a_page(ask):
    with many():
        for number in range(23):
            make_experience(title=f"Pingviner {number}")
    first, second = ask("?q=pingviner"), ask("?q=pingviner&side=2")
    assert (len(first["results"]), len(second["results"]), second["page"], second["pages"]) == (20, 3, 2, 2)
    assert not {one["url"] for one in first["results"]} & {one["url"] for one in second["results"]}


def test_a_concept_and_a_slip_are_told(ask):
    make_concept(parent=make_list(ConceptIndexPage), title="fuglevakt", alternative=[("nb", "pingvinpass")])
    answer = ask("?q=pingvinpass")
    assert [(one["title"], one["lang"]) for one in answer["concepts"]] == [("fuglevakt", "nb")]
    assert answer["concepts"][0]["url"] == f"{settings.PUBLIC_URL}/begreper/fuglevakt/"
    assert ask("?q=pingvinpsas")["did_you_mean"] == "pingvinpass"


def test_notes_are_in_the_language_that_is_asked_for(ask):
    assert ask("?fase=tull")["notes"] != ask("?fase=tull&sprak=en")["notes"]


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_any_words_give_an_answer(ask, text):
    make_experience(title="Pingviner")
    answer = ask(f"?q={quote(text)}")
    assert set(answer) == FIELDS
    for result in answer["results"]:
        assert set(re.findall(r"</?[^>]*>", result["snippet"])) <= {"<mark>", "</mark>"}


def test_nonsense_is_told_in_notes(ask):
    make_experience(title="Pingviner")
    answer = ask("?q=pingviner&side=1000000&fase=tull&sorter=x")
    assert (answer["total"], answer["page"], len(answer["notes"])) == (1, 1, 3)


def test_only_reading_is_allowed(client):
    assert client.post("/api/v1/search/").status_code == 405
