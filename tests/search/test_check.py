"""What the check finds, what it mends, and how it says so."""

from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from hub.jobs import schedule
from hub.models import StandardPage
from search import check, checks
from search.models import Posting, SearchDocument
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import make_county, make_home, make_organisation, make_page, make_standard_page, make_term
from tests.builders.indexed import printed_by, settle
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    """A few things of every sort, as they get into the index by themselves."""
    make_home(language="en")
    make_county()
    make_organisation()
    page = make_standard_page(title="Om tjenesten", terms=[make_term()])
    make_standard_page(title="About the service", language="en", translation_of=page)
    make_concept(title="vaffelmaskin", en="waffle iron", alternative=[("nb", "røreverk")])
    stories = make_page(StoryIndexPage, title="Erfaringer")
    make_page(StoryPage, parent=stories, title="Et røreverk i Bodø", expire_at=timezone.now() + timedelta(days=1))
    settle()
    return page


def run(*arguments):
    """What the command prints."""
    return printed_by("search_check", *arguments)


def test_an_index_that_followed_every_change_is_as_it_should_be(hub):
    assert check.compare().is_clean
    assert "as it should be" in run()


def test_what_is_missing_is_found_and_written(hub):
    SearchDocument.objects.filter(page=hub.pk).delete()
    SearchDocument.objects.filter(kind="county").delete()
    report = check.compare()
    assert (report.missing, report.extra) == ([("page", str(hub.pk)), ("county", "18")], [])
    with pytest.raises(CommandError) as failure:
        run()
    assert failure.value.returncode == 1
    assert "as it should be" in run("--repair")
    assert check.compare().is_clean


@pytest.mark.parametrize(
    "damage",
    [{"title": "Et annet navn"}, {"facets": {}}, {"stands_alone": True}, {"analysis": "0"}, {"url": "/annet/"}],
)
def test_what_is_stale_is_found_and_written(hub, damage):
    SearchDocument.objects.filter(page=hub.pk).update(**damage)
    assert check.compare().stale == [("page", str(hub.pk))]
    assert check.check(mend=True).is_clean


def test_a_bag_that_is_not_what_it_should_be_is_found(hub):
    Posting.objects.filter(document__page=hub.pk).first().delete()
    assert check.compare().stale == [("page", str(hub.pk))]
    assert check.check(mend=True).is_clean


def test_what_is_not_visible_any_more_is_found_and_removed(hub):
    StandardPage.objects.filter(pk=hub.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    ghost = SearchDocument.objects.filter(kind="county").first()
    ghost.pk, ghost.key, ghost.group = None, "99", "county-99"
    ghost.save()
    report = check.compare()
    assert report.extra == [("page", str(hub.pk)), ("county", "99")]
    assert check.check(mend=True).is_clean
    assert not SearchDocument.objects.filter(page=hub.pk).exists()


def test_a_document_of_no_known_kind_goes(hub):
    SearchDocument.objects.create(kind="ghost", key="1", group="ghost-1", url="/ghost/", title="Ghost")
    assert check.compare().extra == [("ghost", "1")]
    assert check.check(mend=True).is_clean


def test_each_night_the_check_runs_and_says_what_it_mends(hub, caplog):
    assert "index.check" in {entry.name for entry in schedule.entries()}
    SearchDocument.objects.filter(page=hub.pk).delete()
    check.check_job()
    assert "1 missing" in caplog.text
    assert check.compare().is_clean


def test_an_engine_without_an_index_is_no_clean_report(hub, settings):
    settings.SEARCH_ENGINE = "elastic"
    assert "search_rebuild" in check.check(mend=False).failure


def test_other_rules_of_analysis_ask_for_a_rebuild(hub):
    assert checks.index_follows_the_analysis(["default"]) == []
    SearchDocument.objects.filter(page=hub.pk).update(analysis="0")
    assert [warning.id for warning in checks.index_follows_the_analysis(["default"])] == ["search.W001"]
    assert checks.index_follows_the_analysis(None) == []
