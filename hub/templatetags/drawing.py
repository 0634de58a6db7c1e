"""Tags that show the drawings of `hub.drawing`, hidden from assistive technology: words beside them say the same."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hub.drawing import captions, fixed, footing, samples
from hub.drawing.houses import HouseFacts, Variant
from hub.drawing.houses import house as draw
from hub.drawing.street import Plot
from hub.drawing.svg import Picture, markup
from hub.drawing.tilemap import VIEW_BOX, Tile
from hub.enums import EvidenceLevel

register = template.Library()


@register.simple_tag
def house(facts: HouseFacts | None, variant: str = Variant.ROW) -> SafeString | str:
    """`{% house facts %}` or `{% house facts "portrait" %}`: one experience as a house; nothing without facts.

    Variants: portrait, row, related, street, legend, ladder, sight (front page) and notice (page not found).
    """
    return markup(draw(facts, Variant(variant))) if facts else ""


@register.simple_tag
def house_caption(facts: HouseFacts) -> str:
    """`{% house_caption facts %}`: the house in words, in the language of the page."""
    return captions.sentences(facts)


@register.simple_tag
def phase_house(phase: str, variant: str = Variant.LADDER) -> SafeString:
    """`{% phase_house "drift" %}`: the house of a phase; `{% phase_house phase "legend" %}` leaves its attic dark."""
    facts = samples.in_phase(phase) if variant == Variant.LEGEND else samples.on_ladder(phase)
    return markup(draw(facts, Variant(variant)))


@register.simple_tag
def form_house(form: str) -> SafeString:
    """`{% form_house "delt-plan" %}`: the house that shows the paint of a service form in the legend."""
    return markup(draw(samples.of_form(form), Variant.LEGEND))


@register.simple_tag
def sample_house(name: str, variant: str = Variant.LEGEND) -> SafeString:
    """`{% sample_house "two-gables" %}`: a house of `hub.drawing.samples.SAMPLES`, mostly for the legend."""
    return markup(draw(samples.SAMPLES[name], Variant(variant)))


@register.simple_tag
def theme_house() -> SafeString:
    """`{% theme_house %}`: a house with an open door, painted by the nearest `data-form` around it."""
    return fixed.DOOR_HOUSE


@register.simple_tag
def bricks(evidence: str) -> SafeString | str:
    """`{% bricks result.evidence %}`: what a result rests on; a dashed line when planned, nothing when unknown."""
    if evidence == EvidenceLevel.PLANLAGT:
        return fixed.PLANNED_LINE
    return markup(footing.bricks(evidence)) if footing.courses(evidence) else ""


@register.inclusion_tag("components/drawing/rungs.html")
def rungs(current: str = "", all_uses: bool = False) -> dict[str, object]:
    """`{% rungs publication.evidence %}`: the six levels of evidence, the actual one lit with what it can be used for.

    `{% rungs all_uses=True %}` is the legend: none lit, every use told.
    """
    return {"levels": list(EvidenceLevel), "current": current, "all_uses": all_uses}


@register.inclusion_tag("components/drawing/street.html")
def street(plots: Iterable[Plot], label: str = "") -> dict[str, object]:
    """`{% street plots %}`: the plots of `hub.drawing.street.street` as a list of links; `label` names the list."""
    return {"plots": plots, "label": label or gettext("Experiences by county, from north to south")}


@register.inclusion_tag("components/drawing/tile_map.html")
def tile_map(tiles: Iterable[Tile], label: str = "") -> dict[str, object]:
    """`{% tile_map tiles %}`: the tiles of `hub.drawing.tilemap.tiles` as links; a table beside must say the same."""
    return {"tiles": tiles, "view_box": VIEW_BOX, "label": label or gettext("Number of experiences by county")}


@register.simple_tag
def picture(drawing: Picture) -> SafeString:
    """`{% picture drawing %}`: a drawing that has been computed already, as the houses of a plot are."""
    return markup(drawing)
