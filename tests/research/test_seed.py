"""The committed facts of this room: all of them become pages that may be published."""

import pytest

from hub import seed as hub_seed
from hub.completeness import missing
from hub.enums import Confidence
from hub.seeding import Loader
from research import seed
from research.enums import Cdisah, LabelKind

CONCEPTS, PUBLICATIONS, RESOURCES = (
    Loader.facts("research", name) for name in ("concepts", "publications", "resources")
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def loader():
    found = Loader()
    for step in (hub_seed.load_places, hub_seed.load_terms, hub_seed.load_organisations):
        step(found)
    return found


def built(loader):
    """Every page of the facts, not saved: fact, page and the language it is in."""
    for fact in CONCEPTS:
        yield fact, seed.concept(loader, fact), "nb"
    for facts, make in ((PUBLICATIONS, seed.publication), (RESOURCES, seed.resource)):
        for fact in facts:
            yield fact, make(loader, fact, fact), "nb"
            if "en" in fact.get("translations", {}):
                yield fact, make(loader, fact, fact["translations"]["en"]), "en"


def test_all_are_here():
    assert (len(CONCEPTS), len(PUBLICATIONS), len(RESOURCES)) == (43, 39, 18)
    assert sum("en" in fact.get("translations", {}) for fact in PUBLICATIONS) == 20
    assert len({fact["slug_en"] for fact in CONCEPTS}) == 43


def test_every_fact_can_be_published_in_each_language(loader):
    for fact, page, _language in built(loader):
        page.full_clean(exclude=["path", "depth", "numchild", "locale", "translation_key"], validate_unique=False)
        assert missing(page, page.required_to_publish) == [], fact["slug"]
        assert page.own_problems() == [], fact["slug"]


def test_every_page_says_where_it_comes_from_and_how_sure_we_are(loader):
    for fact, page, _language in built(loader):
        assert page.sources.all(), fact["slug"]
        assert page.confidence in Confidence.values
        assert page.inferred_fields == fact["inferred_fields"]


def test_a_date_is_as_exact_as_its_source(loader):
    for fact, page, _language in built(loader):
        if "sources" in fact:
            dates = [source["date"] or "" for source in fact["sources"]]
            assert [row.date for row in page.sources.all()] == dates


def test_no_name_of_a_concept_is_lost(loader):
    for fact in CONCEPTS:
        page = seed.concept(loader, fact)
        for kind, key in ((LabelKind.ALTERNATIVE, "alt_label"), (LabelKind.HIDDEN, "hidden_label")):
            assert {language: page.names(kind, language) for language in ("nb", "nn", "en")} == fact[key]
        assert all(code in Cdisah.values for code in page.cdisah)


def test_concepts_refer_to_concepts():
    known = {fact["slug"] for fact in CONCEPTS}
    for fact in CONCEPTS:
        assert {*fact["broader"], *fact["related"], *filter(None, [fact["replaced_by"]])} <= known - {fact["slug"]}


def test_what_a_source_does_not_say_stays_empty(loader):
    for fact, page, _language in built(loader):
        for name in ("main_finding", "direction", "evidence", "doi", "pmid"):
            if name in fact and not fact[name]:
                assert getattr(page, name) == ""
        if "link_url" in fact:
            assert page.link_checked_on is None
            assert page.link_url == (fact["link_url"] or "")


def test_titles_keep_the_language_of_the_source(loader):
    for fact in PUBLICATIONS:
        assert seed.publication(loader, fact, fact).title_language == fact["language"]


def test_an_english_version_is_english_throughout(loader):
    for fact, page, language in built(loader):
        if language == "en":
            assert page.summary == fact["translations"]["en"]["summary"]
            for name in ("design", "limits", "note"):
                assert bool(getattr(page, name, "")) == bool(fact.get(name)), (fact["slug"], name)
                assert not getattr(page, name, "") or getattr(page, name) != fact[name]
