"""What an initiative must hold before it is published, beside what is required of every page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from hub.publishing import Problem
from stories.enums import InitiativeKind

if TYPE_CHECKING:
    from wagtail.models import Page

    from stories.models import InitiativePage

# What a kind may lie below; the other kinds may lie anywhere.
PLACES = {
    InitiativeKind.STRATEGIOMRADE: (InitiativeKind.STRATEGI,),
    InitiativeKind.STRATEGITILTAK: (InitiativeKind.STRATEGIOMRADE, InitiativeKind.STRATEGI),
}


def milestone_problems(page: InitiativePage, today: date) -> list[Problem]:
    """Milestones that say that they were reached, but not when, or in time to come."""
    found = []
    for milestone in page.milestones.all():
        if milestone.reached and not milestone.date:
            message = gettext("The milestone “%(milestone)s” is marked as reached. When was it?")
        elif milestone.reached and milestone.lies_ahead(today):
            message = gettext("The milestone “%(milestone)s” is marked as reached, but its date lies ahead.")
        else:
            continue
        found.append(Problem("milestones", message % {"milestone": milestone}))
    return found


def actor_problems(page: InitiativePage) -> list[Problem]:
    """Actors that nobody can recognise."""
    message = gettext("Actor %(number)s has no name. Write who it is, or choose an organisation.")
    return [
        Problem("actors", message % {"number": number})
        for number, actor in enumerate(page.actors.all(), start=1)
        if not actor.shown_name
    ]


def place_problems(page: InitiativePage, parent: Page) -> list[Problem]:
    """An area outside a strategy, an action outside an area, two parts with the same number.

    Args:
        parent: What the page lies below, in its own type.
    """
    allowed = PLACES.get(InitiativeKind(page.kind)) if page.kind else None
    if allowed and getattr(parent, "kind", "") not in allowed:
        names = gettext(" or ").join(str(kind.label).lower() for kind in allowed)
        message = gettext("%(kind)s belongs below: %(names)s. Move the page there, or choose another kind.")
        return [Problem("kind", message % {"kind": page.get_kind_display(), "names": names})]
    siblings = type(page).objects.child_of(parent).exclude(pk=page.pk).filter(live=True, kind=page.kind)
    if page.order and siblings.filter(order=page.order).exists():
        return [Problem("order", gettext("Another part of the same initiative already has this number."))]
    return []
