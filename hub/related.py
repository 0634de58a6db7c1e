"""What a page is related to, from both ends (decision 6), and where its rich text leads: one query for all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language

from hub.models import BasePage, HubDocument, PageLink
from hub.richtext import Links, Notes, linked_ids, rich_texts
from hub.rows_in_one import load_together

LAST = 1_000_000  # sorts what points here after what the editor has put in order
HEAVY = ("body", "note", "inferred_fields")


@dataclass(frozen=True)
class Group:
    """Related pages of one type, in order."""

    heading: str
    template: str
    layout: str
    pages: list[BasePage]


class Surroundings:
    """The pages around one page that the public may see; loaded once, when something is first asked for.

    Every page has `out_<kind>` and `in_<kind>` for the kinds of `PageLink`: whether it is linked to so, or links so.
    """

    def __init__(self, page: BasePage):
        self.page = page
        self.tree = "en" if get_language() == "en" else "nb"
        self.notes = Notes(len(page.footnotes.all()))

    @cached_property
    def _ids(self) -> tuple[set[int], set[int]]:
        return linked_ids(rich_texts(self.page))

    @cached_property
    def pages(self) -> dict[int, BasePage]:
        """All visible pages around this one, by id; those with other addresses or a look of their own in full."""
        found = {row.pk: row for row in _around(self.page, self._ids[0], self.tree)}
        wanted = [(self._in_full(model), rows) for model, rows in _by_type(found.values()).items()]
        lists = [full.filter(pk__in=[row.pk for row in rows]) for full, rows in wanted if full is not None]
        for page in load_together(lists):
            found[page.pk] = _with_marks(page, found[page.pk])
        return found

    def _in_full(self, model: type[BasePage]):
        return model.related_queryset() if self._is_shown_in_full(model) else None

    def _is_shown_in_full(self, model: type[BasePage]) -> bool:
        """Whether pages of a type show themselves; what has an address in English has its name there too."""
        own_look = bool(model.related_template) and self.page.related_in_full
        return own_look or (model.has_other_addresses and self.tree == "en")

    @cached_property
    def links(self) -> Links:
        """Where the page's rich text leads."""
        page_ids, document_ids = self._ids
        documents = HubDocument.objects.in_bulk(document_ids) if document_ids else {}
        around = {**self.pages, self.page.pk: self.page}
        return Links({key: around[key].address_in(self.tree) for key in page_ids if key in around}, documents)

    def linked(self, *marks: str) -> list[BasePage]:
        """Pages that any of the marks holds for, such as `out_broader`; the editor's order, then by title."""
        found = [page for page in self.pages.values() if any(getattr(page, mark) for mark in marks)]
        return sorted(found, key=_place)

    @cached_property
    def groups(self) -> list[Group]:
        """Related pages from both ends, by type; types that no list collects come last."""
        by_type = _by_type(self.linked("out_related", "in_related"))
        return [
            self._group(model, by_type[model])
            for model in sorted(by_type, key=lambda model: (model.listing_order or LAST, model._meta.label))
        ]

    def _group(self, model: type[BasePage], pages: list[BasePage]) -> Group:
        if self._is_shown_in_full(model):
            return Group(model.related_heading(), model.related_template, model.related_layout, pages)
        return Group(model.related_heading(), "", "list", pages)


def surroundings(page: BasePage) -> Surroundings:
    """The surroundings of a page, the same ones all through one rendering."""
    found = page.__dict__.get("_surroundings")
    if found is None:
        found = page.__dict__["_surroundings"] = Surroundings(page)
    return found


def _around(page: BasePage, page_ids: Iterable[int], tree: str) -> list[BasePage]:
    """The one query: targets of links and of rich text from any tree, sources of links from the tree we are in.

    The links themselves are read with the page's other rows (`hub.rows_in_one.LINKS`); a draft in the preview has its
    own ones at hand.
    """
    out = list(page.links_out.all())
    back = list(page.links_in.all()) if page.pk else []
    named = {*page_ids, *(link.target_id for link in out)} - {page.pk}
    wanted = named | ({link.source_id for link in back} - {page.pk})
    if not wanted:
        return []
    found = BasePage.objects.filter(pk__in=wanted).visible().order_by().select_related("locale").defer(*HEAVY)
    rows = [row for row in found if row.pk in named or _belongs(row, page, tree)]
    for row in rows:
        _mark(row, out, back)
    return rows


def _belongs(row: BasePage, page: BasePage, tree: str) -> bool:
    """Whether a source of a link is shown; a record of all languages has its neighbours in every tree."""
    same_type = row.content_type_id == page.content_type_id
    return row.locale.language_code == tree or (page.has_other_addresses and same_type)


def _mark(row: BasePage, out: list[PageLink], back: list[PageLink]) -> None:
    """Say how the row stands to the page: its place among the page's own links, and each kind at either end."""
    here = {link.kind: place for place, link in enumerate(out) if link.target_id == row.pk}
    there = {link.kind for link in back if link.source_id == row.pk}
    row.position = min(here.values(), default=None)
    for kind in PageLink.Kind.values:
        setattr(row, f"out_{kind}", kind in here)
        setattr(row, f"in_{kind}", kind in there)


def _place(page: BasePage) -> tuple[bool, int, str]:
    """What the editor has put in order comes first, what points here after it."""
    out = any(getattr(page, f"out_{kind}") for kind in PageLink.Kind.values)
    return not out, LAST if page.position is None else page.position, page.title.casefold()


def _by_type(pages: Iterable[BasePage]) -> dict[type[BasePage], list[BasePage]]:
    found: dict[type[BasePage], list[BasePage]] = {}
    for page in pages:
        model = page.specific_class
        if model is not None:
            found.setdefault(model, []).append(page)
    return found


def _with_marks(full: BasePage, row: BasePage) -> BasePage:
    """The page in full with what the query has found out about it."""
    for name in ("position", *(f"{end}_{kind}" for end in ("out", "in") for kind in PageLink.Kind.values)):
        setattr(full, name, getattr(row, name))
    return full
