"""What the gate to publication asks about people: a reason to show them, and no name outside the chooser.

Names of authors and of sources stand as the works themselves give them, so they are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.completeness import Problem, register_check
from hub.consent.words import Name
from hub.earlier.freezing import freeze
from hub.earlier.parts import Part, lines
from hub.models import BasePage, HubImage, Person, SealedEvidence
from hub.models.consents import Scope

CITED = ("authors", "sources")  # lists in which names are part of a reference


@register_check
def people_problems(page: BasePage) -> list[Problem]:
    """What stands in the way of publishing a page because of the people in it."""
    names = known_names()
    if not names and not Person.objects.exists():
        return []
    parts = freeze(page)
    return [*unregistered(page, parts), *written_out(parts, names)]


def unregistered(page: BasePage, parts: Iterable[Part]) -> list[Problem]:
    """People who are named or pictured without an entry of the register that holds today."""
    found = list(lines(parts))
    named = {line.person for line in found if line.person}
    images = {line.picture for line in found if line.picture} | {page.listing_image_id}
    pictured = set(
        HubImage.objects.filter(pk__in=images - {None}, person__isnull=False).values_list("person", flat=True)
    )
    today = timezone.localdate()
    problems = []
    for person in Person.objects.filter(pk__in=named | pictured).prefetch_related("consents"):
        held = list(person.consents.all())
        if person.pk in named and not person.withdrawn and not any(one.holds(Scope.NAME, today) for one in held):
            text = _("The consent register has no entry that lets us name: %(person)s.")
            problems.append(Problem("", text % {"person": person}))
        if person.pk in pictured and not any(one.holds(Scope.PICTURE, today) for one in held):
            text = _("The consent register has no entry that lets us show a picture of: %(person)s.")
            problems.append(Problem("", text % {"person": person}))
    return problems


def known_names() -> list[str]:
    """All names of the register, the sealed ones among them."""
    named = Person.objects.exclude(name="").values_list("name", flat=True)
    sealed = SealedEvidence.objects.exclude(name="").values_list("name", flat=True)
    return [*named, *sealed]


def written_out(parts: Iterable[Part], names: Iterable[str]) -> list[Problem]:
    """Fields in which a name is written as text, where it could not be withdrawn."""
    problems = []
    texts = [part for part in parts if part.name not in CITED]
    for one in names:
        with suppress(ValueError):
            name = Name(one)
            for part in texts:
                if name.stands_in(part.text):
                    text = _("“%(field)s” names a person in the text: write the role instead.")
                    problems.append(Problem("", text % {"field": part.label}))
    return problems
