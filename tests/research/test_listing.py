"""Filters and orders of the list of publications."""

import pytest

from tests.builders.hub import make_term
from tests.builders.research import make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def publications():
    make_publication(title="A", year=2017, authors=["Ås B"], country_codes=["DK", "NO"], evidence="oversikt")
    make_publication(title="B", year=2024, authors=["Berg A"], country_codes=["NO"], kind="protokoll")
    make_publication(title="C", year=2019, authors=[], evidence="erfaring", direction="bedre", title_language="nb")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", "BCA"),
        ("sorter=bevis", "ACB"),
        ("sorter=forfatter", "BAC"),
        ("sorter=tittel", "ABC"),
        ("land=NO", "BA"),
        ("land=DK", "A"),
        ("land=XX", "BCA"),
        ("aar=2019", "C"),
        ("bevis=erfaring", "C"),
        ("retning=bedre", "C"),
        ("type=protokoll", "B"),
        ("kildesprak=nb", "C"),
        ("q=berg", "B"),
    ],
)
def test_the_list_answers(client, publications, query, titles):
    response = client.get(f"/forskning/?{query}")
    assert "".join(page.title for page in response.context["listing"].cards) == titles


def test_only_countries_in_use_are_offered_by_name(client, publications):
    facets = {facet.parameter: facet for facet in client.get("/forskning/").context["listing"].facets}
    assert {option.value: option.count for option in facets["land"].options} == {"DK": 1, "NO": 2}


def test_narrowed_by_patient_group(client):
    make_publication(title="A", terms=[make_term(slug="kols")])
    make_publication(title="B", terms=[make_term(slug="astma")])
    response = client.get("/forskning/?pasientgruppe=kols")
    assert [page.title for page in response.context["listing"].cards] == ["A"]
