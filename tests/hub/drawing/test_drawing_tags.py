"""The template tags: whole components as the stylesheet expects them."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from hub.drawing.counties import CountyLink
from hub.drawing.houses import HouseFacts, Variant, house
from hub.drawing.street import StreetItem, street
from hub.drawing.svg import markup
from hub.drawing.tilemap import tiles

FACTS = HouseFacts(owner_kind="kommune", municipalities=1, forms=("delt-plan",), phase="behov", evidence="erfaring")
COUNTIES = [CountyLink("15", "Møre og Romsdal", "/more/"), CountyLink("42", "Agder", "/agder/?a=1&b=2")]


def shown(source, **context):
    with override("en"):
        return Template("{% load drawing %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("variant", list(Variant))
def test_a_house_in_every_variant(variant):
    assert shown("{% house facts variant %}", facts=FACTS, variant=variant.value) == markup(house(FACTS, variant))


def test_a_house_is_for_a_row_unless_told_otherwise():
    assert shown("{% house facts %}", facts=FACTS) == markup(house(FACTS, Variant.ROW))


def test_no_facts_no_house():
    assert shown("{% house facts %}", facts=None) == ""


def test_an_unknown_variant_is_a_mistake_in_the_template():
    with pytest.raises(ValueError, match="palace"):
        shown('{% house facts "palace" %}', facts=FACTS)


@pytest.mark.parametrize(
    "source",
    [
        "{% house facts %}",
        '{% phase_house "drift" %}',
        '{% form_house "delt-plan" %}',
        '{% sample_house "dark" "notice" %}',
        "{% theme_house %}",
        '{% bricks "erfaring" %}',
        '{% bricks "planlagt" %}',
    ],
)
def test_every_drawing_is_hidden_from_assistive_technology(source):
    picture = shown(source, facts=FACTS)
    assert picture.startswith('<svg class="house"')
    assert picture.count("<svg") == picture.count('aria-hidden="true"') == 1


def test_a_caption_in_the_language_of_the_page():
    assert shown("{% house_caption facts %}", facts=FACTS) == (
        "1 of 6 windows is lit: need and idea. Dark attic: not known whether it is running. "
        "The footing shows the strongest evidence: experience from the service."
    )


def test_a_phase_is_lit_on_the_ladder_and_dark_in_the_legend():
    attic = "M13.5 11.5h5v5h-5z"
    assert attic + '"/><path class="u"' in shown('{% phase_house "utproving" %}')
    assert attic + '"/><path class="g"' in shown('{% phase_house "utproving" "legend" %}')


def test_bricks_of_a_table_cell():
    assert shown('{% bricks "for-etter" %}') == (
        '<svg class="house" width="40" height="19" viewBox="0 0 40 19" aria-hidden="true">'
        '<path class="b" d="M0 17h40"/><path class="b" d="M0 13.4h40" stroke-dashoffset="5"/></svg>'
    )


def test_no_bricks_where_nothing_is_known():
    assert shown("{% bricks evidence %}", evidence="") == ""


def test_rungs_light_the_actual_level_and_tell_its_use():
    html = shown('{% rungs "kontrollert" %}')
    assert html.startswith('<ol class="rungs small"><li><svg')
    assert html.count("<li") == 6
    assert html.count("<li aria-current=") == html.count("<br>") == 1
    assert (
        "<span><strong>Controlled study without randomisation</strong><br>A reason to try, with own measurement.</span>"
    ) in html


def test_rungs_of_the_legend_tell_every_use_and_light_none():
    html = shown("{% rungs all_uses=True %}")
    assert html.count("<br>") == 6
    assert "aria-current" not in html


def test_a_street():
    plots = street([StreetItem(FACTS, "42", "4201")], COUNTIES)
    assert shown("{% street plots %}", plots=plots) == (
        '<ul class="street" aria-label="Experiences by county, from north to south">'
        '<li><div class="plot empty"></div><a href="/more/">Møre og Romsdal <span class="num">0</span></a></li>'
        f'<li><div class="plot">{markup(house(FACTS, Variant.STREET))}</div>'
        '<a href="/agder/?a=1&amp;b=2">Agder <span class="num">1</span></a></li></ul>'
    )


def test_a_street_can_have_its_own_name():
    assert 'aria-label="Houses &amp; homes"' in shown("{% street plots label %}", plots=[], label="Houses & homes")


def test_a_tile_map():
    drawn = tiles({"42": 3}, COUNTIES)
    assert shown("{% tile_map tiles %}", tiles=drawn) == (
        '<svg class="map" viewBox="0 0 520 786" role="group" aria-label="Number of experiences by county">'
        '<a href="/more/"><g class="e"><path d="M106 444V366L156 338L206 366V444z"/>'
        '<text class="t" x="156" y="418">Møre og <tspan x="156" dy="18">Romsdal</tspan></text> '
        '<text class="c" x="156" y="396">0</text></g></a>'
        '<a href="/agder/?a=1&amp;b=2"><g class="m"><path d="M106 780V702L156 674L206 702V780z"/>'
        '<text class="t" x="156" y="766">Agder</text> <text class="c" x="156" y="740">3</text></g></a></svg>'
    )
