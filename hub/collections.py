"""Collecting what belongs together, whatever its type: for a theme, a phase, a county, an organisation, the front page.

Types are found, never named: one with a `listing_order` is collected, one that is a `ListingPage` is a way in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Value
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from hub.listing.cards import load_many
from hub.listing.facts import TermTree
from hub.listing.filters import Filter
from hub.listing.sorting import norwegian
from hub.models.base import BasePage
from hub.models.listings import ListingPage
from hub.visibility import visible

LAST = 1_000_000
IN_ROWS = "hub/includes/group.html"


@dataclass(frozen=True)
class Narrowing:
    """What a collection is about, as a list's filter asks for it: the kind of filter, its settings and the value."""

    kind: type[Filter]
    value: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def fits(self, one: Filter) -> bool:
        """Whether a filter asks for this."""
        return isinstance(one, self.kind) and all(getattr(one, name) == to for name, to in self.settings.items())


@dataclass(frozen=True)
class Shelf:
    """A list of one type: where it is and how much the public finds there."""

    listing: ListingPage
    count: int

    @property
    def model(self) -> type[BasePage]:
        """The type that is listed."""
        return self.listing.item_model

    @property
    def order(self) -> int:
        """The list's own place among the others, else that of its type."""
        return self.listing.listing_order or self.model.listing_order

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.listing.title

    @property
    def url(self) -> str:
        """Where the list is."""
        return self.listing.path_from_root

    def narrowed(self, narrowing: Narrowing | None) -> str:
        """Where the list shows only what a narrowing asks for; empty when it has no such filter."""
        found = (one for one in self.listing.filters if narrowing and narrowing.fits(one))
        one = next(found, None)
        return f"{self.url}?{urlencode({one.parameter: narrowing.value})}" if one and narrowing else ""


class Shelves:
    """The lists of one tree that the public may see, in the types' order. Two queries, when first asked."""

    def __init__(self, language: str, now: datetime | None = None):
        self.tree = "en" if language == "en" else "nb"
        self.now = now

    @cached_property
    def all(self) -> list[Shelf]:
        """Every list, also empty ones."""
        types = ContentType.objects.get_for_models(*listing_types()).values()
        pages = BasePage.objects.filter(content_type__in=types, locale__language_code=self.tree)
        found = [listing_of(page) for page in visible(pages, self.now).select_related("locale").defer("body", "note")]
        shelves = [Shelf(listing, self.count_of(listing)) for listing in found]
        return sorted(shelves, key=lambda shelf: (shelf.order, shelf.title))

    @cached_property
    def counts(self) -> dict[tuple[int, str], int]:
        """Visible pages by content type and tree."""
        pages = visible(BasePage.objects.order_by(), self.now).values_list("content_type", "locale__language_code")
        return {(kind, tree): count for kind, tree, count in pages.annotate(Count("pk"))}

    def count_of(self, listing: ListingPage) -> int:
        """How many pages a list holds."""
        kind = ContentType.objects.get_for_model(listing.item_model).pk
        if listing.one_for_all_languages:
            return sum(count for (one, _tree), count in self.counts.items() if one == kind)
        return self.counts.get((kind, self.tree), 0)

    @property
    def filled(self) -> list[Shelf]:
        """The lists that hold something."""
        return [shelf for shelf in self.all if shelf.count]

    def of(self, model: type[BasePage]) -> Shelf | None:
        """The list of a type."""
        return next((shelf for shelf in self.all if shelf.model is model), None)

    def with_houses(self) -> Shelf | None:
        """The list of the experiences that stand in the street."""
        found = (shelf for shelf in self.all if hasattr(shelf.model, "house_facts"))
        return next((shelf for shelf in found if not getattr(shelf.model, "abroad", False)), None)


def listing_types() -> list[type[ListingPage]]:
    """Every type of list."""
    return [model for model in get_page_models() if issubclass(model, ListingPage)]


def types_in_all_trees() -> set[type[BasePage]]:
    """Types whose pages all trees share."""
    return {model.item_model for model in listing_types() if model.one_for_all_languages}


def listing_of(page: BasePage) -> ListingPage:
    """A list as its own type, with what links and counts need, without asking for its row."""
    model: Any = page.specific_class
    listing = model(pk=page.pk, title=page.title, url_path=page.url_path, written_standard=page.written_standard)
    listing.locale = page.locale
    return listing


@dataclass(frozen=True)
class Group:
    """What belongs to a collection, of one type.

    Attributes:
        count: How many belong.
        cards: The first of them, ready for their cards.
        all_count: How many the list of the type shows when it is narrowed to the same; 0 without such a list.
        all_url: Where that is.
        template: How the group is shown.
    """

    model: type[BasePage]
    count: int
    cards: list[Any]
    all_count: int = 0
    all_url: str = ""
    template: str = IN_ROWS

    @property
    def heading(self) -> str:
        """The type's name, in the plural."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def has_houses(self) -> bool:
        """Whether these are drawn as houses."""
        return hasattr(self.model, "house_facts")

    @property
    def layout(self) -> str:
        """How the type stands among related pages: `rows`, `list` or `cluster`."""
        return self.model.related_layout

    @property
    def all_text(self) -> str:
        """The words of the link to the whole list; empty when everything is here already."""
        if not self.all_url or self.all_count <= len(self.cards):
            return ""
        values = {"count": self.all_count, "noun": self.model._meta.verbose_name_plural}
        return _("See all %(count)s %(noun)s") % values


@dataclass
class Collection:
    """Pages of all types that belong together, by type.

    Attributes:
        pages: The pages that belong, without doubles; visibility is seen to here.
        listed: A condition: which of them the type's list shows when it is narrowed to the same.
        first: Ids that go before the others, in this order.
        without: Types that are shown in another way.
        own_ways: Whether a type is shown in its own way, by its `collection_template`, of as many as its
            `collection_limit` says.
    """

    pages: QuerySet[BasePage]
    shelves: Shelves
    terms: TermTree
    narrowing: Narrowing | None = None
    listed: Any = field(default_factory=lambda: Value(True))
    first: Sequence[int] = ()
    without: Sequence[type[BasePage]] = ()
    own_ways: bool = False
    limit: int = 4
    limit_of_names: int = 12
    now: datetime | None = None

    @cached_property
    def groups(self) -> list[Group]:
        """One group a type that has any, in the types' order; the queries do not grow with the pages."""
        members = self._members()
        models = sorted(members, key=lambda model: (model.listing_order, model._meta.label))
        chosen = [self._chosen(model, members[model]) for model in models]
        querysets = [model.card_queryset().filter(pk__in=ids) for model, ids in zip(models, chosen, strict=True)]
        loaded = load_many(querysets, self.terms)
        return [
            self._group(model, members[model], ids, pages)
            for model, ids, pages in zip(models, chosen, loaded, strict=True)
        ]

    @property
    def main(self) -> list[Group]:
        """Groups that are read."""
        return [group for group in self.groups if group.layout != "cluster"]

    @property
    def aside(self) -> list[Group]:
        """Groups that are looked up in, such as concepts."""
        return [group for group in self.groups if group.layout == "cluster"]

    def _members(self) -> dict[type[BasePage], list[tuple]]:
        columns = self.pages.order_by().values_list(
            "pk", "content_type_id", "title", "reviewed_on", "locale__language_code"
        )
        found: dict[type[BasePage], list[tuple]] = {}
        shared = types_in_all_trees()
        places = {pk: place for place, pk in enumerate(self.first)}
        for pk, kind, title, reviewed, tree, listed in visible(columns.annotate(listed=self.listed), self.now):
            model: Any = ContentType.objects.get_for_id(kind).model_class()
            here = tree == self.shelves.tree or model in shared
            if here and is_collected(model) and model not in self.without:
                newest = -reviewed.toordinal() if reviewed else 0
                found.setdefault(model, []).append((places.get(pk, LAST), newest, norwegian(title), pk, listed))
        return found

    def _chosen(self, model: type[BasePage], members: list[tuple]) -> list[int]:
        limit = self.limit_of_names if model.related_layout == "cluster" else self.limit
        if self.own_ways:
            limit = getattr(model, "collection_limit", limit)
        return [pk for *_order, pk, _listed in sorted(members)[:limit]]

    def _group(self, model: type[BasePage], members: list[tuple], ids: list[int], pages: list) -> Group:
        by_pk = {page.pk: page for page in pages}
        shelf = self.shelves.of(model)
        url = shelf.narrowed(self.narrowing) if shelf else ""
        return Group(
            model,
            count=len(members),
            cards=[by_pk[pk] for pk in ids if pk in by_pk],
            all_count=sum(bool(listed) for *_rest, listed in members) if url else 0,
            all_url=url,
            template=getattr(model, "collection_template", IN_ROWS) if self.own_ways else IN_ROWS,
        )


def is_collected(model: type | None) -> bool:
    """Whether pages of a type are gathered where they belong."""
    return bool(model and issubclass(model, BasePage) and model.listing_order and not issubclass(model, ListingPage))
