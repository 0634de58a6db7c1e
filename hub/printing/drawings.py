"""Houses on paper: pictures behind the page, since they repeat what stands in words beside them.

What is drawn as a background is no content to a screen reader. An inline drawing would be a figure without a text.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from django.contrib.staticfiles import finders

INK, LIT, NO_FORM = "#22313d", "#ffdf8c", "#63707a"
PAINT = re.compile(r"\[data-form=([\w-]+)\]\{--paint:(#[0-9a-f]{6})\}")
POINT = 0.75  # of a pixel


@lru_cache
def paints() -> dict[str, str]:
    """Service form to its paint, as the stylesheet of the hub has it."""
    path = finders.find("hub/hub.css")
    with open(str(path), encoding="utf-8") as styles:
        return dict(PAINT.findall(styles.read()))


def put_behind(soup: BeautifulSoup, drawing: Tag) -> None:
    """Put an empty box with the drawing as its background in the drawing's place; what has no size goes."""
    width, height = (_number(drawing.get(name)) for name in ("width", "height"))
    if not width or not height or "house" not in drawing.get_attribute_list("class"):
        drawing.decompose()
        return
    data = b64encode(_svg(drawing).encode()).decode()
    box = soup.new_tag("div", attrs={"class": "drawing"})
    box["style"] = (
        f"width:{width * POINT:g}pt;height:{height * POINT:g}pt;background-image:url(data:image/svg+xml;base64,{data})"
    )
    link = drawing.find_parent("a")
    if link is None:
        drawing.replace_with(box)
    else:  # a box within a link is no part of it to a screen reader
        drawing.decompose()
        link.insert_before(box)


def _number(text: object) -> float:
    try:
        return float(str(text))
    except ValueError:
        return 0


def _svg(drawing: Tag) -> str:
    paint = _paint(drawing)
    styles = [_rules("", paint, "abroad" in drawing.get_attribute_list("class"))]
    styles += [_rules(f"[data-form={form}]", colour, False) for form, colour in paints().items()]
    drawing["xmlns"] = "http://www.w3.org/2000/svg"
    if drawing.has_attr("viewbox"):  # the parser of HTML knows small letters only
        drawing["viewBox"] = drawing["viewbox"]
        del drawing["viewbox"]
    return str(drawing).replace(">", f"><style>{''.join(styles)}</style>", 1)


def _paint(drawing: Tag) -> str:
    """That of the drawing itself, or of what is nearest around it."""
    painted = drawing if drawing.has_attr("data-form") else drawing.find_parent(attrs={"data-form": True})
    return paints().get(str(painted["data-form"]), NO_FORM) if painted else NO_FORM


def _rules(of_form: str, paint: str, abroad: bool) -> str:
    walls = f"fill:none;stroke:{paint};stroke-width:2" if abroad else f"fill:{paint}"
    rules = {
        "w": walls,
        "n": f"fill:{paint};opacity:.5",
        "r": f"fill:none;stroke:{paint};stroke-width:4",
        "l": f"fill:{paint if abroad else LIT}",
        "o": f"fill:none;stroke:{paint if abroad else LIT};stroke-width:1.3",
        "u": "opacity:.3",
        "b": f"stroke:{INK};stroke-width:2.2;stroke-dasharray:8.5 1.5",
        "g": f"stroke:{INK};stroke-width:1.5",
    }
    if of_form:
        rules = {name: rules[name] for name in "wnr"}
    return "".join(f".{name}{of_form}{{{rule}}}" for name, rule in rules.items())
