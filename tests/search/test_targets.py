"""Every change reaches every index in Elasticsearch, whole, once and in order; what it refuses stays and says so."""

import pytest
from django.test import override_settings

from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue
from hub.jobs.worker import drain
from search import indexes, targets
from search.client import ElasticsearchFailed, writing_client
from search.engines.base import EngineQuery
from search.engines.elastic import ElasticEngine
from search.models import IndexTarget, SearchDocument
from tests.builders.broken_servers import closed_port
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.jobs import run_jobs
from tests.builders.search_index import make_document, next_number, store_rows

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def found(name: str) -> dict[int, list[str]]:
    """Id and types of what an index answers with."""
    indexes.refresh(name)
    answer = ElasticEngine(writing_client(), name).answer(EngineQuery(everything=True, limit=100))
    rows = SearchDocument.objects.in_bulk()
    return {pk: rows[pk].facets.get("type", []) if pk in rows else ["gone"] for pk, _score in answer.hits}


def pushes() -> list[Job]:
    """The jobs that wait."""
    return list(Job.objects.filter(kind="search.push").order_by("pk"))


def test_without_an_index_nothing_is_queued(elasticsearch_url: str):
    row = make_document(key="a")
    with elasticsearch(elasticsearch_url):
        targets.changed([row.pk])
    assert not pushes()


def test_an_index_that_has_missed_a_change_never_answers_again():
    IndexTarget.objects.create(name="hub-1-2026", answers=True)
    assert targets.answering()
    with override_settings(ELASTICSEARCH_URL=""):
        targets.changed([])
        assert targets.answering()
        targets.changed([1])
    assert not targets.answering()
    assert not pushes()


def test_what_was_given_up_is_told_and_tried_again_once_anything_gets_there(elasticsearch_url: str):
    lost, other = make_document(key="a"), make_document(key="b")
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        store_rows([lost], [{"s1": 1}])
        Job.objects.all().delete()
        given_up = enqueue(targets.push, lost.pk)
        Job.objects.update(state=JobState.DEAD, attempts=12, due_at=None)
        assert targets.refused() == 1
        assert "1 changes wait" in targets.problem()
        targets.push(other.pk)
        given_up.refresh_from_db()
        assert (given_up.state, given_up.attempts) == (JobState.WAITING, 0)
        drain(targets.push.lane)
        assert targets.problem() == ""
        assert indexes.differences(name).ids == ()


def test_few_changes_are_a_job_each_and_equal_ones_merge(elasticsearch_url: str):
    IndexTarget.objects.create(name="hub-1-2026")
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url):
        targets.changed([3, 1, 2, 1])
        targets.changed([2])
        assert [job.args for job in pushes()] == [[1], [2], [3]]
        Job.objects.all().delete()
        targets.changed(range(1100))
        assert [len(job.args) for job in pushes()] == [500, 500, 100]
    assert targets.waiting() == 3


def test_changes_and_removals_reach_every_index(elasticsearch_url: str):
    one, two = make_document(key="a", facets={"type": ["x"]}), make_document(key="b")
    with elasticsearch(elasticsearch_url):
        answering = filled_index()
        coming = indexes.create()
        assert set(found(answering)) == {one.pk, two.pk}
        one.facets = {"type": ["y"]}
        store_rows([one], [{}])
        next_number()
        gone, three = two.pk, make_document(key="c")
        SearchDocument.objects.filter(pk=gone).delete()
        targets.changed([one.pk, gone, three.pk])
        run_jobs()
        assert found(answering) == {one.pk: ["y"], three.pk: []}
        assert found(coming) == found(answering)
        assert targets.waiting() == 0


def test_what_comes_late_is_refused_as_older_and_that_is_well(elasticsearch_url: str):
    row = make_document(key="a", facets={"type": ["old"]})
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        late = targets.present_state([row.pk])
        row.facets = {"type": ["new"]}
        store_rows([row], [{}])
        targets.push(row.pk)
        targets._send(name, late)
        answer = ElasticEngine(writing_client(), name)
        indexes.refresh(name)
        assert answer.answer(EngineQuery(everything=True, facets=("type",))).facets == {"type": {"new": 1}}
        pk = row.pk
        late = targets.present_state([pk])
        next_number()
        row.delete()
        targets.push(pk)
        targets._send(name, late)
        targets.push(pk)
        assert found(name) == {}


@pytest.mark.parametrize("broken", ["full disk", "wrong mapping", "no index", "no server"])
def test_what_an_index_refuses_stays_is_tried_again_and_says_why(elasticsearch_url: str, broken: str):
    row = make_document(key="a", facets={"type": ["x"]})
    with elasticsearch(elasticsearch_url):
        name, other = filled_index(), indexes.create()
        client = writing_client()
        if broken == "full disk":
            client.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": True})
        elif broken == "wrong mapping":
            client.indices.delete(index=name)
            wrong = {"dynamic": "strict", "properties": {"pk": {"type": "long"}}}
            client.indices.create(index=name, mappings=wrong, aliases={targets.write_alias(name): {}})
        elif broken == "no index":
            client.indices.delete(index=name)
        targets.changed([row.pk])
        with override_settings(ELASTICSEARCH_URL=closed_port() if broken == "no server" else elasticsearch_url):
            drain("search.")
        job = pushes()[0]
        assert (job.state, job.attempts) == (JobState.WAITING, 1)
        expected = {
            "full disk": "flood-stage",
            "wrong mapping": "strict_dynamic_mapping_exception",
            "no index": "require_alias",
            "no server": "Connection refused",
        }
        assert name in job.error
        assert expected[broken] in job.error
        if broken != "no server":
            assert set(found(other)) == {row.pk}  # one index that fails keeps nothing from the others
        if broken == "full disk":
            client.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": None})
            Job.objects.update(due_at=job.created_at)
            assert run_jobs() == 1
            assert set(found(name)) == {row.pk}


def test_changes_that_are_refused_for_long_are_a_problem(elasticsearch_url: str):
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url):
        job = enqueue(targets.push, 1)
    assert targets.problem() == ""
    Job.objects.filter(pk=job.pk).update(attempts=targets.FAILS_FOR_LONG)
    assert "1 changes wait" in targets.problem()


def test_an_engine_without_an_index_is_a_problem():
    with override_settings(SEARCH_ENGINE="elastic"):
        assert "no index" in targets.problem()
        IndexTarget.objects.create(name="hub-1-2026", answers=True)
        assert targets.problem() == ""


def test_without_an_address_a_push_says_so():
    IndexTarget.objects.create(name="hub-1-2026")
    with override_settings(ELASTICSEARCH_URL=""), pytest.raises(ElasticsearchFailed, match="ELASTICSEARCH_URL"):
        targets.push(1)
