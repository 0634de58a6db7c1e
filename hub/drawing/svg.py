"""The few marks all drawings are made of, and their markup: one place that escapes and hides from screen readers."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Path:
    """One `<path>`: class in the stylesheet, outline, and the service form that paints it (else the nearest does)."""

    css: str
    outline: str
    form: str = ""
    shifted: bool = False


@dataclass(frozen=True)
class Picture:
    """A finished drawing. `width` and `height` are pixels on the page, `view_width` and `view_height` drawing units."""

    paths: tuple[Path, ...]
    width: float
    height: int
    view_width: int
    view_height: int
    form: str = ""
    abroad: bool = False


def number(value: float) -> str:
    """Write a coordinate as short as it gets: 28 and not 28.0, 59.6 and not 59.599999."""
    return f"{value:g}"


def scaled(pixels: int, view_width: int, view_height: int) -> float:
    """Pixels of width that keep the proportions of a drawing shown `pixels` high."""
    return round(pixels * view_width / view_height, 1)


def markup(picture: Picture) -> SafeString:
    """The `<svg>` element of a picture, without line breaks since it also stands inside running text.

    Of all that goes in only the ids of service forms come from editors, so these are what is escaped.
    """
    css = "house abroad" if picture.abroad else "house"
    paths = "".join(map(_path, picture.paths))
    return mark_safe(
        f'<svg class="{css}"{_paint(picture.form)} width="{number(picture.width)}" height="{picture.height}"'
        f' viewBox="0 0 {picture.view_width} {picture.view_height}" aria-hidden="true">{paths}</svg>'
    )


def _path(path: Path) -> str:
    shift = ' stroke-dashoffset="5"' if path.shifted else ""
    return f'<path class="{path.css}"{_paint(path.form)} d="{path.outline}"{shift}/>'


def _paint(form: str) -> str:
    return f' data-form="{escape(form)}"' if form else ""
