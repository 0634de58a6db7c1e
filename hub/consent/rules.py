"""What the gate to publication asks about people: a reason to show them, and no name outside the chooser.

Names of authors and of sources stand as the works themselves give them, so they are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from hub.completeness import Problem, register_check
from hub.consent.words import Name
from hub.earlier.freezing import freeze
from hub.earlier.parts import Part, lines
from hub.models import BasePage, HubDocument, HubImage, Person, SealedEvidence
from hub.models.consents import Scope

CITED = ("authors", "sources")  # lists in which names are part of a reference
# What versions leave out and what is shown all the same: in addresses, menus, lists and the results of searches.
BESIDE = (
    *("slug", "title_nn", "seo_title", "search_description", "listing_image_alt", "change_note"),
    *("search_words_nb", "search_words_en"),
)


@register_check
def people_problems(page: BasePage) -> list[Problem]:
    """What stands in the way of publishing a page because of the people in it."""
    names = known_names()
    if not names and not Person.objects.exists():
        return []
    parts = freeze(page)
    return [*unregistered(page, parts), *written_out(texts_of(page, parts), names)]


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


def written_out(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> list[Problem]:
    """Of texts with their labels, those in which a name is written, where it could not be withdrawn."""
    texts = list(texts)
    problems = []
    for one in names:
        with suppress(ValueError):
            name = Name(one)
            for label in dict.fromkeys(label for label, text in texts if name.stands_in(text)):
                text = _("“%(field)s” names a person in the text: write the role instead.")
                problems.append(Problem("", text % {"field": label}))
    return problems


# Where a name may be written ------------------------------------------------------------------------------------------
def texts_of(page: BasePage, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """What readers, search engines and lists get of a page, with the name of the field."""
    yield from ((part.label, part.text) for part in parts if part.name not in CITED)
    for name in BESIDE:
        yield page.name_of(name), getattr(page, name)
    for model, label in ((HubImage, _("Picture: %(title)s")), (HubDocument, _("Document: %(title)s"))):
        for file in model.objects.filter(pk__in=_used(page, model)):
            for name in ("title", "description", "credit"):
                yield label % {"title": file.title}, getattr(file, name, "")
            yield label % {"title": file.title}, file.file.name


def _used(page: BasePage, model: type[Model]) -> set[str]:
    """The ids of the rows of a model that this state of a page uses, saved or not."""
    kind = ContentType.objects.get_for_model(model).pk
    return {found[1] for found in ReferenceIndex._extract_references_from_object(page) if found[0] == kind}
