"""An index is made beside the one that answers, compared, put in its place; old ones go."""

import pytest

from search import indexes, targets
from search.client import ElasticsearchFailed, writing_client
from search.engines.base import EngineQuery
from search.engines.elastic import ElasticEngine
from search.indexes import Differences
from search.models import IndexTarget, SearchDocument
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.search_index import make_document, next_number, store_rows

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def total() -> int:
    """How many answer to readers."""
    return ElasticEngine(writing_client(), indexes.alias()).answer(EngineQuery(everything=True)).total


def ours() -> set[str]:
    """The indexes that are there."""
    return set(writing_client().indices.get(index=f"{indexes.alias()}-*", features="aliases"))


def test_readers_get_the_new_one_only_when_it_is_opened(elasticsearch_url: str):
    make_document(key="a")
    with elasticsearch(elasticsearch_url):
        first = filled_index()
        assert total() == 1
        make_document(key="b")
        second = indexes.create()
        indexes.load(second, list(SearchDocument.objects.values_list("pk", flat=True)))
        indexes.refresh(second)
        assert total() == 1
        assert indexes.unfinished() == [second]
        indexes.answer_from(second)
        assert total() == 2
        assert list(IndexTarget.objects.values_list("name", "answers")) == [(second, True)]
        settings = writing_client().indices.get_settings(index=second)[second]["settings"]["index"]
        assert (settings["refresh_interval"], settings["auto_expand_replicas"]) == ("1s", "0-1")
        assert ours() == {first, second}


def test_opening_twice_is_opening_once(elasticsearch_url: str):
    make_document(key="a")
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        indexes.answer_from(name)
        assert total() == 1


def test_a_database_that_fails_just_after_the_swap_is_made_good_later(elasticsearch_url: str, monkeypatch):
    make_document(key="a")
    with elasticsearch(elasticsearch_url):
        first, second = filled_index(), indexes.create()
        indexes.load(second, list(SearchDocument.objects.values_list("pk", flat=True)))
        with monkeypatch.context() as broken:
            broken.setattr(indexes, "settle", lambda name: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                indexes.answer_from(second)
        assert indexes.answering() == {second}
        assert targets.answering()
        indexes.drop(second)
        assert ours() == {first, second}
        targets.push(make_document(key="b").pk)
        indexes.refresh(second)
        assert total() == 2
        indexes.adopt()
        assert list(IndexTarget.objects.values_list("name", "answers")) == [(second, True)]


def test_one_old_index_is_kept_and_others_names_are_left_alone(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        strangers = [f"{indexes.alias()}-other-1-20261122105440121754", f"{indexes.alias()}-1-x"]
        for name in strangers:
            writing_client().indices.create(index=name)
        names = [filled_index() for _ in range(3)]
        assert ours() == {*strangers, *names[1:]}


def test_a_strict_mapping_that_tells_its_analysis(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        name = indexes.create()
        mapping = writing_client().indices.get_mapping(index=name)[name]["mappings"]
        assert mapping["dynamic"] == mapping["properties"]["facets"]["dynamic"] == "strict"
        assert mapping["_source"] == {"excludes": ["terms"]}
        assert mapping["_meta"] == {"analysis": indexes.VERSION}
        assert mapping["properties"]["terms"]["type"] == "sparse_vector"


def test_an_index_that_is_given_up_is_forgotten(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        name = indexes.create()
        indexes.drop(name)
        indexes.drop(name)
        assert not ours()
        assert not IndexTarget.objects.exists()


def test_differences_are_found_and_repaired(elasticsearch_url: str, monkeypatch):
    monkeypatch.setattr(indexes, "SCAN", 2)
    rows = [make_document(key=str(at)) for at in range(7)]
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        assert indexes.differences(name) == Differences()
        store_rows([rows[2]], [{"s1": 1}])
        extra = rows[4].pk
        next_number()
        rows[4].delete()
        missing = make_document(key="new")
        found = indexes.differences(name)
        assert found == Differences(missing=(missing.pk,), stale=(rows[2].pk,), extra=(extra,))
        assert set(found.ids) == {missing.pk, rows[2].pk, extra}
        indexes.repair(name, found)
        assert indexes.differences(name) == Differences()
        assert [pk for pk, _version in indexes.versions(name)] == [row.pk for row in rows if row.pk] + [missing.pk]


def test_what_is_newer_in_the_index_is_no_difference(elasticsearch_url: str, monkeypatch):
    row = make_document(key="a")
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        refresh = indexes.refresh

        def meanwhile(index: str) -> None:
            """A change and a new document between the reading of the database and that of the index."""
            store_rows([row], [{"s1": 1}])
            targets.push(row.pk, make_document(key="b").pk)
            refresh(index)

        monkeypatch.setattr(indexes, "refresh", meanwhile)
        assert indexes.differences(name) == Differences()


def test_a_failure_says_what_was_being_done(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        with pytest.raises(ElasticsearchFailed, match="refreshing hub-none"):
            indexes.refresh("hub-none")
        with pytest.raises(ElasticsearchFailed, match="opening hub-none"):
            indexes.answer_from("hub-none")
