"""Collecting what belongs together, whatever its type: order, counts, ways on, visibility and cost."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from hub.collections import Collection, Narrowing, Shelves
from hub.enums import Phase, Vocabulary
from hub.experiences import Experiences, counties_of, street_item
from hub.listing import ChoiceFilter, CountyFilter, TermFilter
from hub.listing.facts import TermTree
from hub.models import BasePage, PageTerm
from research.models import ConceptIndexPage, ConceptPage, PublicationIndexPage, PublicationPage
from stories.models import StoryPage
from tests.builders.hub import (
    make_county,
    make_municipality,
    make_organisation,
    make_standard_page,
    make_term,
    many,
    restrict,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list, make_publication

pytestmark = pytest.mark.django_db
FORM = "digital-hjemmeoppfolging"


@pytest.fixture
def form():
    return make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug=FORM)


def collect(form, *, language="nb", **options):
    tagged = PageTerm.objects.filter(term=form)
    return Collection(
        BasePage.objects.filter(pk__in=tagged.values("page")),
        Shelves(language),
        TermTree(),
        Narrowing(TermFilter, form.slug, {"vocabulary": Vocabulary.SERVICE_FORMS}),
        listed=Exists(tagged.filter(page=OuterRef("pk"))),
        **options,
    )


def titles(group):
    return [page.title for page in group.cards]


def test_one_group_a_type_in_the_types_order(form):
    make_publication(title="En studie", terms=[form])
    make_experience(title="En erfaring")
    make_standard_page(title="Samles ikke", terms=[form])
    assert [group.model for group in collect(form).groups] == [StoryPage, PublicationPage]


def test_only_what_is_visible_in_the_tree(form):
    make_experience(title="Synlig")
    make_experience(title="Utkast", live=False)
    make_experience(title="English", language="en")
    restrict(make_experience(title="Lukket"))
    assert [titles(group) for group in collect(form).groups] == [["Synlig"]]
    assert [titles(group) for group in collect(form, language="en").groups] == [["English"]]


def test_concepts_belong_in_both_trees(form):
    make_concept(parent=make_list(ConceptIndexPage), title="gevinst", en="benefit", terms=[form])
    assert [group.model for group in collect(form, language="en").groups] == [ConceptPage]


def test_what_the_editor_put_first_goes_first_then_by_title(form):
    for title in ("Ås", "Bodø", "Alta", "Moss", "Voss"):
        make_experience(title=title)
    first = StoryPage.objects.get(title="Voss").pk
    (group,) = collect(form, first=[first], limit=3).groups
    assert titles(group) == ["Voss", "Alta", "Bodø"]
    assert group.count == 5


def test_the_link_to_all_asks_the_list_for_the_same(form, client):
    for number in range(6):
        make_experience(title=f"Nr. {number}")
    make_experience(title="Noe annet", forms=["delt-plan"])
    (group,) = collect(form).groups
    assert group.all_url == f"/erfaringer/?tjenesteform={FORM}"
    assert group.all_count == 6
    assert "6" in group.all_text
    assert client.get(group.all_url).context["listing"].count == group.all_count


def test_no_link_to_all_when_all_are_here(form):
    make_experience(title="Bare én")
    assert collect(form).groups[0].all_text == ""


def test_a_narrowing_finds_the_filter_that_fits():
    make_story_list()
    shelf = Shelves("nb").of(StoryPage)
    assert shelf.narrowed(Narrowing(CountyFilter, "18")) == "/erfaringer/?fylke=18"
    assert shelf.narrowed(Narrowing(ChoiceFilter, "drift", {"enum": Phase})) == "/erfaringer/?fase=drift"
    assert shelf.narrowed(Narrowing(TermFilter, "x", {"vocabulary": Vocabulary.AUDIENCES})) == ""
    assert shelf.narrowed(None) == ""


def test_shelves_hold_what_the_public_finds(form):
    make_experience(title="Synlig")
    make_experience(title="Utkast", live=False)
    make_list(PublicationIndexPage)
    hidden = make_list(ConceptIndexPage)
    hidden.live = False
    hidden.save()
    shelves = Shelves("nb")
    assert [(shelf.title, shelf.url, shelf.count) for shelf in shelves.all] == [
        ("Erfaringer", "/erfaringer/", 1),
        ("Forskning", "/forskning/", 0),
    ]
    assert [shelf.title for shelf in shelves.filled] == ["Erfaringer"]
    assert shelves.with_houses().model is StoryPage


def test_the_cost_does_not_grow_with_the_pages(form):
    make_list(PublicationIndexPage)
    partner = make_organisation(name="UNN", kind="helseforetak")
    costs = []
    for start, until in ((0, 2), (2, 20)):
        with many():
            for number in range(start, until):
                group = make_term(slug=f"gruppe-{number}")
                make_experience(
                    title=f"Nr. {number}", municipalities=[make_municipality()], organisations=[partner], groups=[group]
                )
                make_publication(title=f"Studie {number}", terms=[form])
        with CaptureQueriesContext(connection) as queries:
            for one in collect(form, limit=20).groups:
                assert len(one.cards) == until
                for page in one.cards:
                    _ = [term.label for term in page.service_forms], page.path_from_root
                    if hasattr(page, "house_facts"):
                        _ = page.house_facts
        costs.append(len(queries))
    assert costs[0] == costs[1]


# Experiences ----------------------------------------------------------------------------------------------------------
def test_experiences_are_what_has_a_house_at_home(form):
    make_experience(title="Eldst")
    make_experience(title="Sist")
    make_experience(title="Utkast", live=False)
    make_experience(title="English", language="en")
    experiences = Experiences("nb")
    assert [page.title for page in experiences.all] == ["Sist", "Eldst"]
    assert experiences.latest.title == "Sist"
    assert [page.title for page in Experiences("en").all] == ["English"]
    assert Experiences("nb", among=[experiences.latest.pk]).latest.title == "Sist"


def test_they_are_counted_by_phase_and_by_every_form():
    make_experience(title="En", phase="drift", forms=[FORM, "delt-plan"])
    make_experience(title="To", phase="behov", forms=["delt-plan"])
    experiences = Experiences("nb")
    assert experiences.per_phase == {"drift": 1, "behov": 1}
    assert experiences.per_form == {FORM: 1, "delt-plan": 2}
    assert [page.title for page in experiences.with_form(FORM)] == ["En"]
    assert [page.title for page in experiences.in_phase("behov")] == ["To"]


def test_an_experience_stands_in_its_county_or_among_those_of_several():
    nordland, troms = make_county(), make_county(number="55", name="Troms")
    bodo, senja = make_municipality(), make_municipality(number="5530", name="Senja", county=troms)
    one = make_experience(title="Bodø", municipalities=[bodo])
    both = make_experience(title="Begge", municipalities=[senja, bodo])
    county = make_experience(title="Fylket", county=nordland)
    none = make_experience(title="Landet")
    assert [counties_of(page) for page in (one, both, county, none)] == [["18"], ["55", "18"], ["18"], []]
    assert [street_item(page).county for page in (one, both, county, none)] == ["18", "", "18", ""]
    assert [(plot.name, plot.count) for plot in Experiences("nb").street()][:2] == [("Troms", 0), ("Nordland", 2)]
    assert Experiences("nb").street()[-1].count == 2


def test_the_street_costs_the_same_however_long():
    costs = []
    for start, until in ((0, 2), (2, 20)):
        with many():
            for number in range(start, until):
                make_experience(title=f"Nr. {number}", municipalities=[make_municipality()])
        with CaptureQueriesContext(connection) as queries:
            assert sum(plot.count for plot in Experiences("nb").street()) == until
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 5
