"""A rebuild writes everything again, hides nothing meanwhile, and says how far it has come."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.models import StandardPage
from search import check, documents, rebuild
from search.analysis import VERSION
from search.models import IndexState, Posting, RebuildRun, SearchDocument
from tests.builders.hub import make_county, make_home, make_organisation, make_standard_page
from tests.builders.indexed import settle, urls_with_meaning
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
    printed = StringIO()
    call_command("search_rebuild", *arguments, stdout=printed, stderr=StringIO())
    return printed.getvalue()


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
