"""What a search may be narrowed by: names in every language, counts, chips, and values that mean nothing."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from hub.listing.facts import TermTree
from hub.models import ThemeIndexPage, ThemePage
from search.asked import SORTS, read
from search.engines.base import FACETS
from search.facets import SEARCH_FACETS, in_use, vocabularies
from search.results import find
from stories.models import StoryIndexPage
from tests.builders.hub import (
    make_health_community,
    make_municipality,
    make_organisation,
    make_page,
    make_term,
)
from tests.builders.lists import make_experience

pytestmark = pytest.mark.django_db


def ask(query="", language="nb"):
    with override(language):
        return find(QueryDict(query), language)


def counts(results, parameter):
    found = [facet for facet in results.facets if facet.parameter == parameter]
    return {choice.value: choice.count for facet in found for choice in [*facet.options, *facet.more]}


def labels(results, parameter):
    found = [facet for facet in results.facets if facet.parameter == parameter]
    return {choice.value: choice.label for facet in found for choice in [*facet.options, *facet.more]}


def make_theme(*, slug, title, **fields):
    index = ThemeIndexPage.objects.first() or make_page(ThemeIndexPage, title="Temaer")
    return make_page(ThemePage, parent=index, slug=slug, title=title, **fields)


def test_every_facet_of_the_index_has_a_parameter_and_a_vocabulary():
    assert {facet.name for facet in SEARCH_FACETS} == set(FACETS) == set(vocabularies(TermTree()))
    assert len({facet.parameter for facet in SEARCH_FACETS}) == len(SEARCH_FACETS)


def test_parameters_are_those_of_the_lists():
    ours = {facet.parameter for facet in SEARCH_FACETS}
    lists = {one.parameter for one in StoryIndexPage.filters}
    assert lists - ours == {"bevis", "organisering"}


def test_each_facet_is_counted_without_itself():
    make_experience(title="En", phase="drift", status="i-drift")
    make_experience(title="To", phase="drift", status="stoppet")
    make_experience(title="Tre", phase="behov", status="i-drift")
    results = ask("slag=story&fase=drift&status=i-drift")
    assert results.count == 1
    assert counts(results, "fase") == {"behov": 1, "drift": 1}
    assert counts(results, "status") == {"i-drift": 1, "stoppet": 1}


def test_several_values_mean_any_of_them():
    for phase in ("behov", "drift", "avsluttet"):
        make_experience(title=phase, phase=phase)
    results = ask("fase=behov&fase=drift")
    assert results.count == 2
    assert [chip.url for chip in results.chips] == ["/sok/?fase=drift", "/sok/?fase=behov"]


def test_a_broader_patient_group_finds_the_narrower():
    chronic = make_term(slug="kronisk-sykdom", nb="Kronisk sykdom", en="Chronic disease")
    make_experience(title="En", groups=[make_term(slug="kols", nb="Kols", parent=chronic)])
    assert ask("pasientgruppe=kronisk-sykdom").count == 1
    assert labels(ask(language="en"), "pasientgruppe") == {"kronisk-sykdom": "Chronic disease", "kols": "Kols"}


def test_places_owners_and_their_names():
    place, community = make_municipality(), make_health_community()
    owner = make_organisation(name="UNN", kind="helseforetak")
    make_experience(title="En", municipalities=[place], health_community=community, owner_organisation=owner)
    results = ask("slag=story")
    assert labels(ask("slag=story&fylke=18"), "fylke") == {"18": "Nordland"}
    assert counts(ask("slag=story&kommune=1804"), "kommune") == {"1804": 1}
    assert ask("slag=story&eier=unn&eiertype=helseforetak&helsefellesskap=nordland").count == 1
    assert [choice.label for facet in results.facets for choice in facet.options if facet.parameter == "eiertype"] == []


def test_what_is_no_content_of_its_own_is_a_page_among_the_types():
    make_experience(title="En")  # with its list, the front page and an owner
    found = counts(ask(), "slag")
    assert found["story"] == 1
    assert found["page"] == 2
    assert found["organisation"] == 1
    assert ask("slag=page").count == 2


def test_themes_are_called_what_their_page_is_called_in_the_readers_tree():
    form = make_term(vocabulary="service_forms", slug="hjemmesykehus")
    theme = make_theme(slug="hjemmesykehus-tema", title="Hjemmesykehus", service_form=form)
    english = make_page(ThemeIndexPage, language="en", title="Themes")
    make_page(ThemePage, parent=english, title="Hospital at home", service_form=form, translation_of=theme)
    make_experience(title="En", forms=["hjemmesykehus"])
    results = ask("tema=hjemmesykehus-tema&slag=story")
    assert results.count == 1
    assert [chip.label for chip in results.chips][1].endswith("Hjemmesykehus")
    assert ask("tema=hjemmesykehus-tema", "en").chips[0].label.endswith("Hospital at home")


def test_a_value_that_nobody_has_shows_nothing_rather_than_everything():
    make_experience(title="Bodø")
    make_municipality()
    results = ask("kommune=1804")
    assert (results.count, results.notes) == (0, [])
    assert [chip.label for chip in results.chips] == ["Bodø"]


def test_a_value_that_is_nonsense_is_left_out_with_a_note_and_never_widens():
    make_experience(title="Bodø", phase="drift")
    results = ask("fase=drift&fase=tull&fylke=atlantis&kommune='; drop&aar=i fjor&sorter=x&bare=2&side=-1")
    assert results.asked.values["fase"] == ["drift"]
    assert len(results.notes) == 7
    assert "tull" in results.notes[0]


def test_years_are_any_that_can_be_and_the_newest_stands_first():
    year = vocabularies(TermTree())["year"]
    assert list(in_use(year, ["2019", "2024"])) == ["2024", "2019"]
    assert "2024" in year
    assert "0024" not in year
    assert "٢٠٢٤" not in year


def test_long_facets_are_folded_and_two_stand_open():
    for number in range(12):
        make_experience(
            title=f"Nr. {number}", municipalities=[make_municipality(number=f"18{number:02}", name=f"K{number:02}")]
        )
    results = ask("slag=story")
    places = next(facet for facet in results.facets if facet.parameter == "kommune")
    assert (len(places.options), len(places.more)) == (8, 4)
    assert [choice.label for choice in places.options] == sorted(choice.label for choice in places.options)
    assert [facet.parameter for facet in results.facets if facet.open][:1] == ["slag"]
    assert sum(facet.open for facet in results.facets) == 2


def test_orders_are_the_best_first_when_there_are_words_else_the_newest():
    assert [sort.value for sort in ask("q=kols").sorts] == ["", "nyeste", "gjennomgatt"]
    assert next(sort.value for sort in ask().sorts if sort.selected) == "nyeste"
    assert next(sort.value for sort in ask("q=kols&sorter=gjennomgatt").sorts if sort.selected) == "gjennomgatt"
    assert {sort.key for sort in SORTS} == {"nyeste", "gjennomgatt"}


def test_the_language_of_nynorsk_readers_follows_every_link():
    labels = vocabularies(TermTree())
    asked = read(QueryDict("q=kols&sprak=nn&bare=1"), "nn", labels)
    assert asked.query(page=2) == "?q=kols&sprak=nn&bare=1&side=2"
    assert read(QueryDict("q=kols"), "en", labels).query() == "?q=kols"
