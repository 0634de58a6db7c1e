"""Which pages show a thing: those that it hangs on, those whose rows point to it, those whose blocks name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, ForeignKey, ManyToOneRel, Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

Finder = Callable[[Any], int | None]


def pages_of(things: Iterable[Any]) -> set[int]:
    """By what their rows say now, and of blocks and drafts by Wagtail's account, which follows by job."""
    pages = ContentType.objects.get_for_model(Page)
    found: set[int] = set()
    for thing in things:
        references = ReferenceIndex.get_references_to(thing).filter(base_content_type=pages)
        found |= {int(key) for key in references.values_list("object_id", flat=True)}
        for link in _links_to(type(thing)):
            of_row = page_finder(link.model)
            if of_row:
                rows = link.model._base_manager.filter(**{link.name: thing})
                found |= {page for page in map(of_row, rows.values_list("pk", flat=True)) if page}
    return found


def page_finder(model: type[Model]) -> Finder | None:
    """How the page of a row is found: a page's own row, one that goes with it, or with a row of it; None for others."""
    if issubclass(model, Page):
        return lambda key: key
    fields = model._meta.concrete_fields
    links = [field for field in fields if isinstance(field, ParentalKey)]
    links += [field for field in fields if _goes_with_a_page(field)]
    above = page_finder(links[0].related_model) if links else None  # type: ignore[arg-type]
    if above is None:
        return None
    return lambda key: above(model._base_manager.values_list(links[0].attname, flat=True).filter(pk=key).first())


def _goes_with_a_page(field: Any) -> bool:
    is_link = isinstance(field, ForeignKey) and issubclass(field.related_model, Page)  # type: ignore[arg-type]
    return is_link and field.remote_field.on_delete is CASCADE


def _links_to(model: type[Model]) -> list[ForeignKey]:
    """The columns that point to rows of a model, also those that have no name from its side."""
    found = model._meta.get_fields(include_hidden=True)
    return [one.field for one in found if isinstance(one, ManyToOneRel) and isinstance(one.field, ForeignKey)]
