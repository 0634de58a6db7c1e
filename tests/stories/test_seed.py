"""The committed facts: all of them become pages that may be published, in each language they have."""

from collections import Counter

import pytest

from hub import seed as hub_seed
from hub.enums import PartnerRole
from hub.publishing import missing
from hub.seeding import Loader
from stories.models import InternationalExamplePage, StoryPage
from stories.models.results import measured, planned
from stories.seed import example, story

FACTS = {name: Loader.facts("stories", name) for name in ("stories", "international")}
pytestmark = pytest.mark.django_db


@pytest.fixture
def loader():
    found = Loader()
    for step in (hub_seed.load_places, hub_seed.load_terms, hub_seed.load_organisations):
        step(found)
    return found


def pages(loader, name, make):
    for fact in FACTS[name]:
        yield fact, make(loader, fact, fact)
        if "en" in fact:
            yield fact, make(loader, fact, fact["en"])


def test_all_are_here():
    assert len(FACTS["stories"]) == 43
    assert Counter(fact["lang"] for fact in FACTS["stories"]) == {"nb": 30, "nn": 13}
    assert sum("en" in fact for fact in FACTS["stories"]) == 16
    assert len(FACTS["international"]) == sum("en" in fact for fact in FACTS["international"]) == 15


def test_every_fact_can_be_published_in_each_language(loader):
    for name, make, count in (("stories", story, 59), ("international", example, 30)):
        built = [page for _fact, page in pages(loader, name, make)]
        assert len(built) == count
        for page in built:
            page.full_clean(exclude=["path", "depth", "numchild", "locale", "translation_key"], validate_unique=False)
            assert missing(page, page.required_to_publish) == []
            assert page.own_problems() == []


def test_nothing_is_lost_on_the_way(loader):
    for fact, page in pages(loader, "stories", story):
        assert len(page.results.all()) == len(fact.get("results", ()))
        assert len(page.sources.all()) == len(fact["sources"])
        assert len(page.difficulties.all()) == len(fact.get("difficulties", ()))
        assert len(page.municipalities.all()) == len(fact.get("municipalities", ()))
        assert {row.term.slug for row in page.page_terms.all()} >= set(fact["service_forms"])
        assert page.inferred_fields == fact.get("inferred_fields", [])


def test_inferred_names_are_things_of_the_page():
    for name, model in (("stories", StoryPage), ("international", InternationalExamplePage)):
        known = {field.name for field in model._meta.get_fields()} | set(dir(model)) | {"nasss"}
        for fact in FACTS[name]:
            assert set(fact.get("inferred_fields", ())) <= known, fact["slug"]


def test_planned_facts_are_aims_only(loader):
    every = [row for fact, page in pages(loader, "stories", story) for row in page.results.all()]
    assert len(planned(every)) == sum(
        row["evidence"] == "planlagt"
        for fact, _page in pages(loader, "stories", story)
        for row in fact.get("results", ())
    )
    assert not {row.evidence for row in measured(every)} & {"planlagt"}


def test_joint_owners_are_bodies_of_their_own(loader):
    by_slug = {fact["slug"]: fact for fact in FACTS["stories"]}
    fact = by_slug["psht-harstad"]
    page = story(loader, fact, fact)
    assert [owner.name for owner in page.owners] == ["Universitetssykehuset Nord-Norge HF", "Harstad kommune"]
    assert [row.role for row in page.organisations.all()] == [PartnerRole.EIER]
    assert page.municipalities.all()[0].municipality.name == "Harstad"


def test_a_source_without_a_date_stays_so(loader):
    fact = next(fact for fact in FACTS["stories"] if fact["slug"] == "ous-ahs-barn")
    undated = [row for row in story(loader, fact, fact).sources.all() if row.date_text]
    assert [(row.date, row.date_text) for row in undated] == [("", "tall fra 2019")]
    english = [row for row in story(loader, fact, fact["en"]).sources.all() if row.date_text]
    assert [row.date_text for row in english] == ["figures from 2019"]
