"""Rows of several kinds, and of several types of page, in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.rows_in_one import SOURCES, TERMS, RowsInOne, is_shared, load_together
from research.models import PublicationPage, ResourcePage
from tests.builders.hub import make_term
from tests.builders.research import make_publication, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(monkeypatch):
    for model in (PublicationPage, ResourcePage):
        rows = RowsInOne((TERMS, SOURCES))
        rows.__set_name__(model, "test_rows")
        monkeypatch.setattr(model, "test_rows", rows, raising=False)


def test_all_rows_of_a_page_come_in_one_query():
    make_publication(authors=["A", "B"], sources=["Kilde"], terms=[make_term(slug="kols", nb="KOLS")])
    with CaptureQueriesContext(connection) as queries:
        page = PublicationPage.detail_queryset().get()
        assert [row.name for row in page.authors.all()] == ["A", "B"]
        assert [row.title for row in page.sources.all()] == ["Kilde"]
        assert [str(term) for term in page.patient_groups] == ["KOLS"]
        assert list(page.footnotes.all()) == []
    assert len(queries) == 2


def test_pages_of_several_types_share_the_query(shared):
    make_publication(sources=["A"])
    make_resource(sources=["B"])
    lists = [model.objects.prefetch_related("test_rows") for model in (PublicationPage, ResourcePage)]
    with CaptureQueriesContext(connection) as queries:
        pages = load_together(lists)
        assert [row.title for page in pages for row in page.sources.all()] == ["A", "B"]
    assert len(queries) == 3


def test_rows_that_only_one_type_has_are_read_by_themselves(shared):
    assert is_shared(PublicationPage, "test_rows")
    assert not is_shared(PublicationPage, "own_rows")
    assert not is_shared(PublicationPage, "authors")
