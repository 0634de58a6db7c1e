"""The page that readers meet at an address, also where a page of another tree is served: a concept in English."""

from __future__ import annotations

from hub.models import BasePage
from hub.routing import Tree


def page_of(tree: Tree) -> BasePage | None:
    """The page at an address whose surroundings are loaded, as its own type; None when the public may not see it."""
    row = tree.target
    model = row.model if row else None
    if row is None or model is None or not row.is_public or not issubclass(model, BasePage):
        return None
    page = model.objects.select_related("locale").get(pk=row.pk)
    return page.page_below(tree.rest) if tree.rest else page
