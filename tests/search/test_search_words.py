"""The words that editors think readers look for: they find the page, and nobody sees them."""

import pytest

from hub.indexing import SEARCH_WORD, Label
from hub.models import StandardPage
from search.models import SearchDocument
from search.service import SearchRequest, search
from search.suggestions import suggest
from tests.builders.hub import make_page

pytestmark = pytest.mark.django_db


def make_leave_page():
    return make_page(
        StandardPage,
        title="Fravær i tjenesten",
        summary="Hvordan vaktene dekkes.",
        search_words_nb="sykmeldt personell, vikarbruk",
        search_words_en="absenteeism",
    )


def test_they_are_told_in_their_language_and_as_no_name():
    (entry,) = make_leave_page().search_entries()
    told = [label for label in entry.labels if label.kind == SEARCH_WORD]
    assert told == [
        Label("sykmeldt personell", "nb", SEARCH_WORD),
        Label("vikarbruk", "nb", SEARCH_WORD),
        Label("absenteeism", "en", SEARCH_WORD),
    ]


@pytest.mark.parametrize("query", ["vikarbruk", "sykmeldt", "absenteeism"])
def test_they_find_the_page_and_show_nowhere(query):
    page = make_leave_page()
    answer = search(SearchRequest(query))
    assert [hit.document.page_id for hit in answer.hits] == [page.pk]
    assert query not in f"{answer.hits[0].title}{answer.hits[0].snippet}".lower()
    assert suggest(query[:6]) == []
    assert query not in SearchDocument.objects.get(page=page.pk).words


def test_the_page_does_not_show_them(client):
    page = make_leave_page()
    assert "vikarbruk" not in client.get(page.path_from_root).content.decode()
