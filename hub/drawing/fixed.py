"""Drawings that no fact changes, written out: the door of a theme, and the line where nothing is built yet."""

from django.utils.safestring import mark_safe

DOOR_HOUSE = mark_safe(
    '<svg class="house" width="34" height="38" viewBox="0 0 34 38" aria-hidden="true">'
    '<path class="w" d="M1 37V15L17 1L33 15V37z"/><path class="l" d="M13.5 20h7v17h-7z"/></svg>'
)
"""A house with an open door, in the paint of the nearest `data-form` around it."""

PLANNED_LINE = mark_safe(
    '<svg class="house" width="40" height="19" viewBox="0 0 40 19" aria-hidden="true">'
    '<path d="M0 17H40" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 3"/></svg>'
)
"""Where bricks would stand: a result that is only planned rests on nothing."""
