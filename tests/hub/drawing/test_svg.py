"""The markup of a picture, as the stylesheet and the content security policy expect it."""

from hub.drawing.houses import HouseFacts, house
from hub.drawing.svg import markup

ROW = (
    '<svg class="house" data-form="hjemmesykehus" width="30" height="68" viewBox="0 0 30 68" aria-hidden="true">'
    '<path class="w" d="M1 48V6H29V48z"/>'
    '<path class="r" data-form="digital-hjemmeoppfolging" d="M1 8H29"/>'
    '<path class="l" d="M6.5 39h6v5.5h-6zM17.5 39h6v5.5h-6zM6.5 30.5h6v5.5h-6zM6.5 12h17v4.5h-17z"/>'
    '<path class="u" d="M17.5 30.5h6v5.5h-6zM6.5 22h6v5.5h-6zM17.5 22h6v5.5h-6z"/>'
    '<path class="g" d="M0 49H30"/>'
    '<path class="b" d="M1 52.4h28"/>'
    '<path class="b" d="M1 56h28" stroke-dashoffset="5"/></svg>'
)


def test_a_row_house_in_full():
    facts = HouseFacts(
        owner_kind="helseforetak",
        forms=("hjemmesykehus", "digital-hjemmeoppfolging"),
        phase="utproving",
        status="i-drift",
        evidence="for-etter",
    )
    assert markup(house(facts)) == ROW


def test_a_house_abroad_has_its_class():
    assert markup(house(HouseFacts(abroad=True))).startswith('<svg class="house abroad" width=')


def test_a_house_without_a_form_takes_the_paint_around_it():
    assert "data-form" not in markup(house(HouseFacts()))


def test_form_ids_are_escaped():
    picture = markup(house(HouseFacts(forms=('"><script>', '"&'))))
    assert "<script>" not in picture
    assert 'data-form="&quot;&gt;&lt;script&gt;"' in picture
    assert 'data-form="&quot;&amp;"' in picture
