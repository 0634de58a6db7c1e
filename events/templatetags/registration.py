"""The door of an event or a series on its own page: the form, or why there is none and what to do instead."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from events.dates import words
from events.door import door_of
from events.models import EventPage, EventSeriesPage, Occurrence
from events.registration_form import RegistrationForm
from events.shown import language
from hub.richtext import typeset
from hub.templatetags.public_forms import here_in, keep_language

register = template.Library()
register.simple_tag(here_in, takes_context=True)
register.simple_tag(keep_language, takes_context=True)


@register.inclusion_tag("events/registration/door.html", takes_context=True)
def registration_door(context: template.Context, page: EventPage | EventSeriesPage) -> dict[str, Any]:
    """`{% registration_door page %}`: the section with the anchor `pamelding`."""
    door = door_of(page)
    form = RegistrationForm(dates=door.open, now=timezone.now()) if door.open else None
    return {"door": door, "form": form, "here": "", "request": context.get("request"), "frame": context.get("frame")}


@register.simple_tag
def date_words(occurrence: Occurrence) -> SafeString:
    """`{% date_words occurrence %}`: when, in full."""
    return typeset(words(occurrence, language()))
