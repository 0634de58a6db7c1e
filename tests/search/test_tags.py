"""What a document can be filtered by, with all that follows from it, and the names of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.enums import Vocabulary
from hub.models import ThemeIndexPage, ThemePage
from search.tags import ORDINARY, Names, tags_of
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_municipality,
    make_organisation,
    make_page,
    make_term,
    restrict,
)
from tests.builders.search_index import make_row

pytestmark = pytest.mark.django_db


def facets_of(row):
    return tags_of(row)[0]


def names_of(row):
    return set(tags_of(row)[1])


def make_terms():
    """Three terms, each below the one before."""
    lung = make_term(slug="lunge", nb="Lungesykdom", nn="Lungesjukdom", en="Lung disease")
    kols = make_term(slug="kols", nb="Kols", nn="Kols", en="COPD", parent=lung)
    return [lung, kols, make_term(slug="alvorlig-kols", nb="Alvorlig kols", parent=kols)]


# Terms ----------------------------------------------------------------------------------------------------------------
def test_a_term_brings_those_above_it():
    make_terms()
    facets = facets_of(make_row(key="a", facets={"patient_groups": ["alvorlig-kols"]}))
    assert facets["patient_groups"] == ["alvorlig-kols", "kols", "lunge"]


def test_terms_that_share_one_above_bring_it_once():
    lung, *_others = make_terms()
    make_term(slug="astma", parent=lung)
    facets = facets_of(make_row(key="a", facets={"patient_groups": ["kols", "astma"]}))
    assert facets["patient_groups"] == ["kols", "lunge", "astma"]


def test_the_names_of_terms_are_words_of_the_document_in_every_language():
    make_terms()
    names = names_of(make_row(key="a", facets={"patient_groups": ["kols"]}))
    assert {("Kols", "nb"), ("COPD", "en"), ("Lungesjukdom", "nn"), ("Lung disease", "en")} <= names


def test_a_term_is_known_by_its_vocabulary():
    make_term(vocabulary=Vocabulary.AUDIENCES, slug="kols", nb="Målgruppen")
    facets, names = tags_of(make_row(key="a", facets={"patient_groups": ["kols"]}))
    assert names == []
    assert "audiences" not in facets


def test_doing_it_again_changes_nothing():
    make_terms()
    row = make_row(key="a", facets={"patient_groups": ["alvorlig-kols"], "year": ["2026"]})
    once = tags_of(row)
    row.facets = once[0]
    assert tags_of(row) == once


def test_what_the_document_says_itself_is_left_as_it_is():
    row = make_row(key="a", facets={"phase": ["drift"], "year": ["2026"], "language": ["nn"]})
    before = {name: list(values) for name, values in row.facets.items()}
    facets = facets_of(row)
    assert {name: facets[name] for name in before} == before == row.facets


# Themes ---------------------------------------------------------------------------------------------------------------
def make_theme(*, slug="video"):
    """A theme, and the service form that it is about."""
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="videokonsultasjon")
    parent = make_page(ThemeIndexPage, title="Temaer", slug="temaer")
    return make_page(ThemePage, parent=parent, title="Video", slug=slug, service_form=form)


SAID = {"service_forms": ["videokonsultasjon"]}


def test_a_service_form_brings_its_theme():
    make_theme()
    assert facets_of(make_row(key="a", facets=SAID))["theme"] == ["video"]


def test_a_theme_that_cannot_be_seen_is_none():
    theme = make_theme()
    row = make_row(key="a", facets=SAID | {"theme": ["video"]})
    restrict(theme)
    assert "theme" not in facets_of(row)


# Places ---------------------------------------------------------------------------------------------------------------
def test_the_names_of_places_and_owners_are_words_of_the_document():
    make_municipality(number="1804", name="Bodø", county=make_county(number="18", name="Nordland"))
    make_health_community(slug="nordland", nb="Helsefellesskapet", nn="Helsefellesskapet", en="The community")
    make_organisation(name="Bodø kommune", slug="bodo")
    facets = {"municipality": ["1804"], "county": ["18"], "health_community": ["nordland"], "owner": ["bodo"]}
    texts = {text for text, _language in names_of(make_row(key="a", facets=facets))}
    assert texts == {"Bodø", "Nordland", "Helsefellesskapet", "The community", "Bodø kommune"}


def test_an_organisation_and_a_county_are_not_tagged_with_themselves():
    make_county(number="18", name="Nordland")
    for kind in ("organisation", "county"):
        assert names_of(make_row(key="18", kind=kind, facets={"county": ["18"]})) == set()


def test_a_value_that_nothing_has_is_kept_and_has_no_name():
    row = make_row(key="a", facets={"municipality": ["9999"], "patient_groups": ["no-such-term"]})
    facets, names = tags_of(row)
    assert (facets["municipality"], facets["patient_groups"], names) == (["9999"], ["no-such-term"], [])


# Types ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("story", "story"),
        ("concept", "concept"),
        ("organisation", "organisation"),
        ("county", "county"),
        ("theme", "theme"),
        ("standard", ORDINARY),
        ("home", ORDINARY),
        ("story-index", ORDINARY),
    ],
)
def test_the_type_that_readers_know_it_by(kind, expected):
    assert kind in Names().types or kind in ("organisation", "county")
    assert facets_of(make_row(key="a", kind=kind))["type"] == [expected]


# Cost -----------------------------------------------------------------------------------------------------------------
def test_the_names_of_many_documents_are_read_once():
    make_terms()
    facets = {"patient_groups": ["alvorlig-kols"], "municipality": ["1804"], "service_forms": ["videokonsultasjon"]}
    names = Names()
    with CaptureQueriesContext(connection) as queries:
        for at in range(20):
            tags_of(make_row(key=str(at), facets=facets), names)
    assert len(queries) == 3  # terms, themes, municipalities
