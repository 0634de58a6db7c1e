"""What Elasticsearch is asked, and what its failures become; that its answers are right is the engines' contract."""

import time
from contextlib import nullcontext
from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from search import indexes
from search.client import client, writing_client
from search.engines.base import COVERAGE_BASE, FACETS, TOP_IMPACT, Alternative, Clause, EngineQuery, EngineUnavailable
from search.engines.elastic import ElasticEngine, build
from search.engines.mapping import LARGEST, elastic_document, moment, term_name
from tests.builders.broken_servers import answering_server, closed_port, silent_server
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.search_index import MOST, NOW, make_document, make_row


def asks(*terms: str, boost: int = 1, coverage: int = 0) -> Clause:
    """A clause that one of the terms answers."""
    return Clause(tuple(Alternative(((term, boost),)) for term in terms), coverage)


def patient() -> ElasticEngine:
    """The engine with a worker's patience: a cold server is no failure here."""
    return ElasticEngine(writing_client(), indexes.alias())


def test_terms_are_named_without_dots_and_without_collisions():
    assert term_name(0) == "0"
    assert term_name(-1) == "f" * 16
    assert term_name(2**63 - 1) == "7" + "f" * 15
    assert term_name(-(2**63)) == "8" + "0" * 15


def test_a_moment_is_as_exact_as_in_the_databases():
    assert moment(datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) == 1
    assert moment(datetime(2026, 11, 22, 12, 0, 0, 999_999, tzinfo=UTC)) % 1_000_000 == 999_999


def test_a_document_holds_what_is_asked_for_and_no_text():
    row = make_row(
        key="a",
        facets={"county": ["03"], "cdisah": ["x"], "owner": []},
        title="Secret",
        summary="Secret",
        published=datetime(1970, 1, 2, tzinfo=UTC),
        reviewed=date(1, 1, 2),
        generation=7,
    )
    assert (
        elastic_document(row, {255: 3})
        == {
            "terms": {"ff": 3},
            "pk": row.pk,
            "generation": 7,
            "tree": "nb",
            "stands_alone": True,
            "published": 86_400_000_000,
            "reviewed": 2,
            "facets": {"county": ["03"]},
        }
        or row.pk is None
    )


def test_only_filters_that_are_counted_wait_until_after_the_counting():
    query = EngineQuery(everything=True, filters={"county": ("03",), "theme": ("x",)}, facets=("county", "type"))
    asked = build(query).to_dict()
    assert [list(one["terms"]) for one in asked["post_filter"]["bool"]["filter"]] == [["facets.county"]]
    assert {"terms": {"facets.theme": ["x"]}} in asked["query"]["bool"]["filter"]
    assert "post_filter" not in build(EngineQuery(everything=True)).to_dict()


def test_nothing_is_deeper_than_the_window():
    asked = build(EngineQuery(everything=True, offset=10**15)).to_dict()
    assert (asked["from"], asked["size"]) == (0, 0)
    asked = build(EngineQuery(everything=True, offset=LARGEST - 5)).to_dict()
    assert (asked["from"], asked["size"]) == (LARGEST - 5, 5)


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_the_highest_score_is_exact(elasticsearch_url: str):
    row = make_document(key="a", terms={f"s{at}": TOP_IMPACT for at in range(20)})
    boosts = [MOST // 20] * 19 + [MOST - 19 * (MOST // 20)]
    clauses = tuple(asks(f"s{at}", boost=boost, coverage=1) for at, boost in enumerate(boosts[:-1]))
    clauses += (asks("s19", boost=boosts[-1], coverage=11),)
    with elasticsearch(elasticsearch_url):
        filled_index()
        answer = patient().answer(EngineQuery(clauses=clauses))
    assert answer.hits == ((row.pk, MOST * TOP_IMPACT * (COVERAGE_BASE + 30)),)


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_the_best_alternative_counts_and_all_its_terms_must_be_there(elasticsearch_url: str):
    one = make_document(key="a", terms={"s1": 10, "s2": 5})
    two = make_document(key="b", terms={"s1": 10})
    three = make_document(key="c", terms={"s3": 1})
    make_document(key="d", terms={})
    both = Alternative((("s1", 2), ("s2", 3)))
    ways = (both, Alternative((("s1", 3),)), Alternative(()), Alternative((("s3", 1),)))
    with elasticsearch(elasticsearch_url):
        filled_index()
        answer = patient().answer(EngineQuery(clauses=(Clause(ways, 30), Clause((Alternative(()),)))))
    times = COVERAGE_BASE + 30
    assert answer.hits == ((one.pk, 35 * times), (two.pk, 30 * times), (three.pk, times))


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_a_page_beyond_ten_thousand_is_empty_and_still_counted(elasticsearch_url: str):
    make_document(key="a", facets={"type": ["story"]})
    with elasticsearch(elasticsearch_url):
        filled_index()
        for offset in (10_000, LARGEST - 1, LARGEST, 10**18):
            answer = patient().answer(EngineQuery(everything=True, facets=("type",), offset=offset, now=NOW))
            assert answer.hits == ()
            assert answer.total == 1
            assert answer.facets == {"type": {"story": 1}}


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_more_values_and_more_terms_than_usual_are_all_counted(elasticsearch_url: str):
    for at in range(30):
        make_document(
            key=str(at),
            facets={"municipality": [f"{at}-{value}" for value in range(40)]},
            terms={f"s{at}-{n}": 1 for n in range(100)},
        )
    ways = [asks(*(f"s{at}-{n}" for n in range(100)), coverage=1) for at in range(20)]
    with elasticsearch(elasticsearch_url):
        filled_index(shards=3)
        answer = patient().answer(EngineQuery(clauses=tuple(ways), facets=FACETS))
        everything = patient().answer(EngineQuery(everything=True, facets=FACETS))
    assert answer.total == 20
    assert len(everything.facets["municipality"]) == 30 * 40
    assert everything.facets["county"] == {}


@pytest.mark.elasticsearch
def test_a_missing_alias_is_unavailable(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url), pytest.raises(EngineUnavailable, match="no such index"):
        patient().answer(EngineQuery(everything=True))


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_a_query_that_elasticsearch_refuses_is_unavailable(elasticsearch_url: str):
    with elasticsearch(elasticsearch_url):
        name = filled_index()
        writing_client().indices.put_settings(index=name, settings={"max_result_window": 10})
        with pytest.raises(EngineUnavailable, match="Result window is too large"):
            patient().answer(EngineQuery(everything=True, offset=1000))


BROKEN = {
    "nobody there": nullcontext(closed_port()),
    "an error": answering_server(status=500, body=b'{"error": "x"}'),
    "overloaded": answering_server(status=503, body=b""),
    "refused": answering_server(status=401, body=b'{"error": {"type": "security_exception"}}'),
    "a web page": answering_server(status=200, body=b"<html>", content_type="text/html"),
    "no JSON": answering_server(status=200, body=b"{"),
    "another answer": answering_server(status=200, body=b'{"ok": true}'),
    "an answer of another form": answering_server(status=200, body=b'{"hits": []}'),
    "silence": silent_server(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_whatever_a_broken_server_does_the_engine_is_unavailable_soon(kind: str):
    with BROKEN[kind] as url, override_settings(ELASTICSEARCH_URL=url):
        started = time.monotonic()
        with pytest.raises(EngineUnavailable):
            ElasticEngine(client(), "hub").answer(EngineQuery(everything=True, facets=("type",)))
        assert time.monotonic() - started < 2
