"""The facts of initiatives and news as pages: all of them, in both trees, ready for the gate."""

import pytest
from wagtail.models import Locale

from hub.models import Organisation
from hub.publishing import problems
from hub.seeding import Loader, discover, ordered
from stories.models import FilmPage, InitiativePage, NewsPage

pytestmark = pytest.mark.django_db

NEEDED = ("hub.places", "hub.terms", "hub.organisations", "hub.home", "stories.initiatives", "stories.news")
STRATEGY = "strategi-for-digitale-helsetenester"


@pytest.fixture
def loader():
    """A run of the steps that the facts need, stopped before its pages are linked and published."""
    loader = Loader()
    for step in ordered(discover()):
        if step.name in NEEDED:
            step.run(loader)
    return loader


def in_tree(model, code):
    return model.objects.filter(locale=Locale.objects.get(language_code=code))


def test_every_fact_becomes_a_page_that_may_be_published(loader):
    assert in_tree(InitiativePage, "nb").count() == 45
    assert in_tree(InitiativePage, "en").count() == 28
    assert NewsPage.objects.count() == 11
    assert not FilmPage.objects.exists()
    drafts = [draft.page for draft in loader.drafts if isinstance(draft.page, InitiativePage | NewsPage)]
    assert len(drafts) == 45 + 28 + 11
    assert {draft.slug: problems(draft) for draft in drafts if problems(draft)} == {}

    known = {(draft.translation_key, draft.locale.language_code): draft for draft in drafts}
    strategy = next(draft for draft in drafts if draft.slug == STRATEGY)
    areas = InitiativePage.objects.child_of(strategy).order_by("order")
    assert [area.mark for area in areas] == list("ABCDEF")
    assert [area.get_children().count() for area in areas] == [2, 2, 4, 3, 1, 3]
    assert {page.written_standard for page in [strategy, *areas]} == {"nn"}
    assert strategy.milestones.count() == 0
    assert {benefit.beneficiary for benefit in strategy.benefits.all()} == {"pasient", "helsepersonell", "tjenesten"}

    for page in (draft for draft in drafts if draft.locale.language_code == "en"):
        source = known[page.translation_key, "nb"]
        for rows in ("benefits", "milestones", "actors", "startup_actions", "sources", "page_terms"):
            assert getattr(page, rows).count() == getattr(source, rows).count(), (page.slug, rows)
        for name in ("background", "needs", "organisation_of_work", "note"):
            assert bool(getattr(page, name)) == bool(getattr(source, name)), (page.slug, name)

    assert not Organisation.objects.filter(name__contains="m.fl.").exists()
    assert in_tree(InitiativePage, "nb").filter(other_owners=True).count() == 2


def test_each_action_on_start_up_leads_to_its_page(loader):
    areas = [
        draft.page for draft in loader.drafts if isinstance(draft.page, InitiativePage) and draft.page.language == "nn"
    ]
    linked = [row.action_page for area in areas for row in area.startup_actions.all()]
    assert len(linked) == 15
    assert all(page and page.kind == "strategitiltak" for page in linked)


def test_an_undated_source_stays_undated(loader):
    dated = {page.slug: page.date for page in NewsPage.objects.all() if page.date}
    assert list(dated.values()) == ["2022"]
    assert all(row.date in ("", "2022") for page in NewsPage.objects.all() for row in page.sources.all())
