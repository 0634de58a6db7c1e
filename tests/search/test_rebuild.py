"""A rebuild writes everything again, hides nothing meanwhile, and says how far it has come."""

import pytest
from django.core.management import CommandError

from hub.models import StandardPage
from search import check, documents, indexes, rebuild
from search.analysis import VERSION
from search.client import ElasticsearchFailed
from search.models import IndexState, IndexTarget, Posting, RebuildRun, SearchDocument
from tests.builders.elasticsearch import elasticsearch
from tests.builders.hub import make_county, make_home, make_organisation, make_standard_page, publish
from tests.builders.indexed import answer_to, found, printed_by, settle, urls_with_meaning
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    """Pages, rows and a concept."""
    make_home(language="en")
    make_county()
    make_organisation()
    page = make_standard_page(title="Om et røreverk")
    make_concept(title="vaffelmaskin", en="waffle iron", alternative=[("nb", "røreverk")])
    settle()
    return page


def run(*arguments):
    """What the command prints."""
    return printed_by("search_rebuild", *arguments)


def test_an_index_is_built_from_nothing(hub):
    before = set(SearchDocument.objects.values_list("kind", "key"))
    SearchDocument.objects.all().delete()
    IndexState.objects.all().delete()
    assert "database: " in run("--engine", "database")
    assert set(SearchDocument.objects.values_list("kind", "key")) == before
    assert hub.path_from_root in urls_with_meaning(f"c{concept_group()}")  # though it was written before the concept
    assert check.compare().is_clean


def concept_group():
    return SearchDocument.objects.filter(defines=True).values_list("group", flat=True).first()


def test_a_rebuild_mends_whatever_is_wrong(hub):
    SearchDocument.objects.filter(page=hub.pk).update(title="Feil", analysis="0", stems="")
    Posting.objects.filter(document__kind="county").delete()
    SearchDocument.objects.create(kind="ghost", key="1", group="ghost-1", url="/ghost/", title="Ghost")
    finished = rebuild.rebuild("database")
    assert (finished.errors, finished.done) == (0, finished.total)
    assert check.compare().is_clean
    assert IndexState.objects.get().analysis == VERSION


def test_nothing_is_hidden_meanwhile(hub, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 1)
    every = set(SearchDocument.objects.values_list("pk", flat=True))
    seen = []

    def look(run):
        seen.append(set(SearchDocument.objects.values_list("pk", flat=True)))

    rebuild.rebuild("database", look)
    assert len(seen) > 5
    assert all(ids == every for ids in seen)


def test_a_page_that_fails_stops_no_other_and_keeps_what_the_index_has(hub, monkeypatch, caplog):
    broken = make_standard_page(title="Ødelagt")
    later = make_standard_page(title="Senere")
    told = StandardPage.search_entries

    def break_one(page):
        if page.pk == broken.pk:
            raise ValueError("no words")
        return told(page)

    monkeypatch.setattr(StandardPage, "search_entries", break_one)
    SearchDocument.objects.filter(page=later.pk).delete()
    with pytest.raises(CommandError) as failure:
        run()
    assert failure.value.returncode == 1
    assert SearchDocument.objects.filter(page__in=[broken.pk, later.pk]).count() == 2
    assert f"Page {broken.pk} could not be indexed" in caplog.text
    assert RebuildRun.objects.get().errors == 1


def test_a_second_rebuild_takes_the_place_of_the_first(hub, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 1)
    begun = []

    def begin_another(run):
        if not begun:
            begun.append(rebuild.rebuild("database"))

    first = rebuild.rebuild("database", begin_another)
    first.refresh_from_db()
    assert "Another rebuild" in first.message or first.message
    assert begun[0].errors == 0
    assert first.done < first.total == begun[0].done


def test_a_rebuild_that_breaks_off_says_so(hub, monkeypatch):
    def fail(*pages):
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "refresh", fail)
    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild("database")
    run = RebuildRun.objects.get()
    assert run.finished_at
    assert run.errors == 1


# Elasticsearch --------------------------------------------------------------------------------------------------------
@pytest.fixture
def elastic(elasticsearch_url):
    """A hub that searches with Elasticsearch, and has no index there yet."""
    with elasticsearch(elasticsearch_url):
        yield


@pytest.mark.elasticsearch
def test_both_engines_are_built_and_readers_get_the_new_index(hub, elastic):
    assert answer_to("røreverk").engine == "database"
    assert run().count(" a second.") == 2
    answer = answer_to("røreverk")
    assert (answer.engine, answer.total) == ("elastic", answer_to("røreverk").total)
    assert hub.path_from_root in {hit.document.url for hit in answer.hits}
    assert check.check(mend=False).is_clean


@pytest.mark.elasticsearch
def test_what_changes_while_an_index_is_loaded_is_in_it(hub, elastic, monkeypatch):
    run()
    old = IndexTarget.objects.get(answers=True).name
    monkeypatch.setattr(rebuild, "LOADED", 1)
    gone = make_standard_page(title="Om en blekksprut")
    changed = []

    def change(run):
        if run.done == 3 and not changed:
            changed.append(publish(hub, title="Om en kvisterlampe"))
            gone.delete()
            make_standard_page(title="Om en taklampe")

    assert rebuild.rebuild("elastic", change).errors == 0
    assert changed
    target = IndexTarget.objects.get()
    assert target.answers
    assert target.name != old
    assert indexes.differences(target.name).ids == ()
    assert [found(word) for word in ("blekksprut", "kvisterlampe", "taklampe")] == [
        [],
        [hub.path_from_root],
        ["/om-en-taklampe/"],
    ]


@pytest.mark.elasticsearch
def test_a_rebuild_that_fails_leaves_the_old_index_in_place(hub, elastic, monkeypatch):
    run()
    old = IndexTarget.objects.get().name

    def refuse(name, ids):
        raise ElasticsearchFailed("disk full")

    monkeypatch.setattr(indexes, "load", refuse)
    with pytest.raises(CommandError, match="disk full"):
        run("--engine", "elastic")
    assert list(IndexTarget.objects.values_list("name", "answers")) == [(old, True)]
    assert answer_to("røreverk").engine == "elastic"


@pytest.mark.elasticsearch
def test_an_index_left_half_way_is_dropped_by_the_next_rebuild(hub, elastic):
    left = indexes.create()
    assert rebuild.rebuild("elastic").errors == 0
    assert left not in set(IndexTarget.objects.values_list("name", flat=True))


@pytest.mark.elasticsearch
def test_the_check_mends_an_index_of_elasticsearch(hub, elastic):
    others = SearchDocument.objects.exclude(page=hub.pk).values_list("pk", flat=True)
    name = indexes.create()
    indexes.load(name, list(others))
    indexes.answer_from(name)
    assert check.check(mend=False).targets == {name: 1}
    assert check.check(mend=True).is_clean
    assert hub.path_from_root in found("røreverk")
