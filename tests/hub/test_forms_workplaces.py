"""Where somebody works: what is written finds what it names, and is kept when it names nothing of ours."""

import pytest

from hub.forms.workplaces import find, options
from tests.builders.hub import make_county, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    place = make_municipality(number="1804", name="Bodø")
    make_organisation(name="Bodø kommune", municipality=place)
    make_organisation(name="Helse Bergen HF", slug="helse-bergen", kind="helseforetak")
    make_municipality(number="5538", name="Storfjord")


def test_names_of_municipalities_and_organisations_are_suggested_once():
    assert options() == ["Bodø kommune", "Helse Bergen HF", "Storfjord kommune"]


@pytest.mark.parametrize("text", ["Bodø kommune", "  BODØ   KOMMUNE "])
def test_an_organisation_brings_its_municipality(text):
    found = find(text)
    assert (found.organisation.name, found.municipality.number) == ("Bodø kommune", "1804")
    assert found.text == text


@pytest.mark.parametrize("text", ["Storfjord", "storfjord kommune", "Storfjord municipality"])
def test_a_municipality_is_found_with_and_without_its_kind(text):
    assert find(text).municipality.number == "5538"
    assert find(text).organisation is None


def test_every_official_name_counts():
    place = make_municipality(number="5001", name="Trondheim")
    place.official_name = "Trondheim - Tråante"
    place.save()
    assert find("Tråante").municipality == place


def test_a_name_that_two_have_stands_for_neither():
    make_municipality(number="3419", name="Våler", county=make_county(number="34", name="Innlandet"))
    make_municipality(number="3114", name="Våler", county=make_county(number="31", name="Østfold"))
    assert find("Våler").municipality is None


@pytest.mark.parametrize("text", ["", "   ", "Firma AS", "x" * 160])
def test_anything_else_is_kept_as_it_is(text):
    found = find(text)
    assert (found.municipality, found.organisation) == (None, None)
    assert found.text == ("" if not text.strip() else text)
