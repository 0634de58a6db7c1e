"""Initiatives that belong together: a strategy with its areas and their actions, a measure with its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.functional import cached_property

from research.models import ConceptPage

if TYPE_CHECKING:
    from stories.models import InitiativePage, StartupAction


@dataclass(frozen=True)
class Branch:
    """One initiative and the branches below it, as a list or menu shows them."""

    page: InitiativePage
    depth: int
    branches: tuple[Branch, ...] = ()

    def flat(self) -> list[Branch]:
        """The branch and all below it, top first."""
        return [self, *(below for branch in self.branches for below in branch.flat())]


def in_order(page: InitiativePage) -> tuple[bool, int, str]:
    """The editor's order first; those without one come last, as they lie in the tree."""
    return (page.order is None, page.order or 0, page.path)


def branches(pages: Iterable[InitiativePage], depth: int = 0) -> tuple[Branch, ...]:
    """Put pages below each other as they lie in the tree.

    A page whose parent is not among the pages stands on top, so that a filtered list loses nobody.
    """
    pages = sorted(pages, key=lambda page: page.path)
    paths = {page.path for page in pages}
    below: dict[str, list[InitiativePage]] = {}
    for page in pages:
        parent = page.path[: -page.steplen]
        below.setdefault(parent if parent in paths else "", []).append(page)

    def grow(parent: str, depth: int) -> tuple[Branch, ...]:
        kin = below.get(parent, [])
        ordered = sorted(kin, key=in_order) if parent else kin
        return tuple(Branch(page, depth, grow(page.path, depth + 1)) for page in ordered)

    return grow("", depth)


class Family:
    """A page among its relatives: what is above, beside and below it.

    Args:
        page: The page that is shown.
        members: The visible pages of the same top initiative, itself included.
    """

    def __init__(self, page: InitiativePage, members: Iterable[InitiativePage]):
        self.page = page
        self.by_path = {member.path: member for member in members}

    @property
    def parent(self) -> InitiativePage | None:
        """The initiative that the page is a part of."""
        return self.by_path.get(self._above(self.page.path))

    @cached_property
    def actions(self) -> list[tuple[StartupAction, InitiativePage | None]]:
        """The actions on start-up, each with its own page where the public may see it."""
        by_pk = {member.pk: member for member in self.by_path.values()}
        return [(action, by_pk.get(action.action_page_id)) for action in self.page.startup_actions.all()]

    @cached_property
    def parts(self) -> list[InitiativePage]:
        """The parts that are not told as actions on start-up."""
        told = {page.pk for _action, page in self.actions if page}
        return [child for child in self.children if child.pk not in told]

    @property
    def children(self) -> list[InitiativePage]:
        """The initiatives that are parts of the page."""
        return self._below(self.page.path)

    @property
    def is_strategy(self) -> bool:
        """Whether it is a strategy, whose parts are areas and actions."""
        return any(page.is_area for page in self.by_path.values())

    @cached_property
    def menu(self) -> tuple[Branch, ...]:
        """The page beside its siblings; for an action of an area the areas, with its own unfolded.

        Empty when there is nobody beside it.
        """
        parent = self.parent
        if not parent:
            return ()
        unfolded = parent if parent.is_area else None
        siblings = self._below(self._above(parent.path) if unfolded else parent.path)
        menu = tuple(self._item(sibling, unfolded) for sibling in siblings)
        return menu if len(menu) > 1 or unfolded else ()

    def _item(self, page: InitiativePage, unfolded: InitiativePage | None) -> Branch:
        inner = self._below(page.path) if unfolded and page.path == unfolded.path else []
        return Branch(page, 0, tuple(Branch(child, 1) for child in inner))

    def _above(self, path: str) -> str:
        return path[: -self.page.steplen]

    def _below(self, path: str) -> list[InitiativePage]:
        return sorted((page for key, page in self.by_path.items() if self._above(key) == path), key=in_order)


def name_concepts(pages: Iterable[InitiativePage]) -> None:
    """Give each page the visible concepts it links to, as `concepts`, in one query."""
    by_pk: dict[int, InitiativePage] = {page.pk: page for page in pages}
    for page in by_pk.values():
        page.concepts = []
    concepts = ConceptPage.objects.visible().filter(links_in__source__in=list(by_pk))
    for concept in concepts.annotate(named_by=F("links_in__source")).order_by("links_in__sort_order"):
        by_pk[concept.named_by].concepts.append(concept)
