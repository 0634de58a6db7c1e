"""How participants are shown at the organiser's desk."""

from __future__ import annotations

from django import template

from events.enums import AccessNeed
from events.exports import state_of
from events.models import Registration

register = template.Library()


@register.filter
def standing(registration: Registration) -> str:
    """Whether somebody comes, in a word."""
    return state_of(registration)


@register.filter
def needs(registration: Registration) -> str:
    """What a participant needs to take part; the view reads it for the organiser only."""
    found = getattr(registration, "access_needs", None)
    labels = {one.value: str(one.label) for one in AccessNeed}
    return ", ".join(labels.get(one, one) for one in found.needs) if found else ""
