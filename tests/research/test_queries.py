"""What a page costs does not grow with what it holds (decision 22)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from research.models import ConceptIndexPage
from tests.builders.hub import make_organisation, make_standard_page, make_term, many
from tests.builders.research import make_concept, make_list, make_publication, make_resource

pytestmark = pytest.mark.django_db

PAGE, LIST = 9, 8
FEW, MANY = 2, 20


@pytest.fixture(autouse=True)
def english_list():
    return make_list(ConceptIndexPage, language="en")


def cost(client, path):
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@many()
def some_of_each(number, language="nb"):
    """What stands around a page of this room: `number` of each kind, with names that no other call has given."""
    names = [f"{number} {n}" for n in range(number)]
    return [
        *(make_concept(title=f"begrep {name}", en=f"concept {name}") for name in names),
        *(make_publication(title=f"Study {name}", language=language, authors=["A", "B"]) for name in names),
        *(make_resource(title=f"Resource {name}", language=language) for name in names),
        *(make_standard_page(title=f"Side {name}", language=language) for name in names),
    ]


def rows(number, language="nb"):
    return {
        "related": some_of_each(number, language),
        "sources": [f"Kilde {n}" for n in range(number)],
        "footnotes": [f"<p>Note {n}</p>" for n in range(number)],
        "terms": [make_term(slug=f"gruppe-{n}") for n in range(number)],
    }


def big_concept(number):
    return make_concept(
        title=f"stort {number}",
        en=f"big {number}",
        alternative=[("nb", f"navn {n}") for n in range(number)],
        hidden=[("en", f"name {n}") for n in range(number)],
        **rows(number),
    )


def test_a_concept_in_either_language(client):
    few, many = big_concept(FEW), big_concept(MANY)
    assert cost(client, few.path_from_root) == cost(client, many.path_from_root) <= PAGE
    assert cost(client, few.english_path) == cost(client, many.english_path) <= PAGE


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_publication(client, language):
    few, many = (
        make_publication(language=language, authors=[f"Navn {n}" for n in range(number)], **rows(number, language))
        for number in (FEW, MANY)
    )
    assert cost(client, few.path_from_root) == cost(client, many.path_from_root) <= PAGE


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_resource(client, language):
    few, many = (
        make_resource(language=language, owner_organisation=make_organisation(), **rows(number, language))
        for number in (FEW, MANY)
    )
    assert cost(client, few.path_from_root) == cost(client, many.path_from_root) <= PAGE


@pytest.mark.parametrize(
    "path", ["/begreper/", "/begreper/?sorter=tema", "/en/concepts/", "/forskning/", "/ressurser/"]
)
def test_a_list(client, path):
    some_of_each(FEW)
    few = cost(client, path)
    some_of_each(MANY)
    assert few == cost(client, path) <= LIST
