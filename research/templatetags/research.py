"""Tags of the pages about what is known."""

from __future__ import annotations

from itertools import groupby

from django import template

from hub.related import Group, surroundings
from research.models import ConceptPage

register = template.Library()


@register.simple_tag
def concepts(page: ConceptPage, *marks: str) -> list[ConceptPage]:
    """`{% concepts page "out_broader" as broader %}`: concepts around one; marks as in `hub.related`."""
    return [other for other in surroundings(page).linked(*marks) if isinstance(other, ConceptPage)]


@register.simple_tag
def used_in(page: ConceptPage) -> list[Group]:
    """`{% used_in page as groups %}`: what refers to a concept, without the other concepts."""
    return [group for group in surroundings(page).groups if not isinstance(group.pages[0], ConceptPage)]


@register.simple_tag
def sections(listed: list[ConceptPage], by: str) -> list[tuple[str, list[ConceptPage]]]:
    """`{% sections listing.cards "initial" as parts %}`: a list in parts that follow each other, by a property."""
    return [(heading, list(part)) for heading, part in groupby(listed, key=lambda concept: str(getattr(concept, by)))]
