"""Where a story takes place, in a few words."""

import pytest
from django.utils import translation

from stories.places import counties_of, short_place
from tests.builders.hub import make_county, make_municipality
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db


def oslo():
    return make_municipality(number="0301", name="Oslo", county=make_county(number="03", name="Oslo"))


def place_of(**fields):
    with translation.override("en"):
        return short_place(make_story(**fields))


def test_a_municipality_and_its_county():
    assert place_of(municipalities=[make_municipality()]) == "Bodø, Nordland"


def test_oslo_stands_once():
    assert place_of(municipalities=[oslo()]) == "Oslo"


def test_several_municipalities_are_counted():
    others = [make_municipality(number="1811", name="Bindal"), make_municipality()]
    assert place_of(municipalities=others) == "2 municipalities, Nordland"


def test_several_counties_are_not_named():
    assert place_of(municipalities=[make_municipality(), oslo()]) == "Several counties"


def test_a_county_of_its_own_counts_only_without_municipalities():
    assert place_of(county=make_county()) == "Nordland"
    story = make_story(county=make_county(), municipalities=[oslo()])
    assert [county.name for county in counties_of(story)] == ["Oslo"]


def test_nowhere_is_said_by_silence():
    assert place_of() == ""
