"""A public page found by one query on its path (decision 21).

Wagtail asks for one level of the path after the other, twice each. Here one query brings all that surrounds the page as
well: the pages above it, the menu of its tree and its twins in the other tree. Wagtail's serve view and its hooks stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail import views as wagtail_views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from hub import languages
from hub.reserved import FIRST_LEVEL
from hub.visibility import public

MENU_LEVELS = (FIRST_LEVEL, FIRST_LEVEL + 1)


class Row(NamedTuple):
    """One page of the surroundings, as light as the header and the breadcrumbs need it.

    Attributes:
        tree: Language code of the tree it stands in.
        is_open: Itself live and not expired; `is_public` says so of all above it too, and that nothing is restricted.
    """

    pk: int
    depth: int
    path: str
    url_path: str
    title: str
    title_language: str
    title_nn: str
    written_standard: str
    tree: str
    show_in_menus: bool
    content_type_id: int
    translation_key: UUID
    first_published: object
    is_public: bool
    is_open: bool

    @property
    def url(self) -> str:
        """The page's address."""
        return languages.public_path(self.url_path, self.tree)

    @property
    def language(self) -> str:
        """The page's effective language."""
        return "en" if self.tree == "en" else self.written_standard

    def title_for(self, language: str) -> tuple[str, str]:
        """What the page is called on pages in a language, and the language of that."""
        if language == "nn" and self.title_nn:
            return self.title_nn, "nn"
        return self.title, self.title_language or self.language

    @property
    def model(self) -> type[Page] | None:
        """The page's own type; None when its code is gone."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


@dataclass
class Tree:
    """What one query tells about an address.

    Attributes:
        chain: From the front page down to the deepest page that the address names.
        menu: Pages of this tree that are shown in menus, in the order of the tree.
        twins: The pages of the chain in the other trees.
        rest: What is left of the address below the deepest page.
    """

    chain: list[Row] = field(default_factory=list)
    menu: list[Row] = field(default_factory=list)
    twins: list[Row] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    @property
    def target(self) -> Row | None:
        """The deepest page that the address names."""
        return self.chain[-1] if self.chain else None

    def twins_of(self, row: Row) -> list[Row]:
        """The same page in the other trees, where the public may see it."""
        return [twin for twin in self.twins if twin.translation_key == row.translation_key and twin.is_public]


# The query ------------------------------------------------------------------------------------------------------------
def root_path(request: HttpRequest | None, language: str) -> str:
    """The path in the tree of the front page that answers for a language; empty before there is one."""
    tree = "en" if language == "en" else settings.LANGUAGE_CODE
    found = [root for root in Site.get_site_root_paths() if root.language_code == tree]
    if len({root.site_id for root in found}) > 1 and request is not None:
        site = Site.find_for_request(request)
        found = [root for root in found if site and root.site_id == site.pk]
    return found[0].root_path if found else ""


def load_tree(root: str, path: str) -> Tree:
    """Ask for everything that surrounds an address, in one query.

    Args:
        root: The path in the tree of the front page, as `root_path` gives it.
        path: The address below the front page.
    """
    segments = [segment for segment in path.split("/") if segment]
    prefixes = [root + "".join(f"{segment}/" for segment in segments[:count]) for count in range(len(segments) + 1)]
    rows = list(_surroundings(root, prefixes))
    by_path = {row.url_path: row for row in rows}
    chain: list[Row] = []
    for prefix in prefixes:
        if prefix not in by_path:
            break
        chain.append(by_path[prefix])
    return Tree(
        chain=chain,
        menu=sorted((row for row in rows if _is_menu_row(row, root)), key=lambda row: row.path),
        twins=[row for row in rows if not row.url_path.startswith(root)],
        rest=segments[max(len(chain) - 1, 0) :],
    )


def _is_menu_row(row: Row, root: str) -> bool:
    return row.show_in_menus and row.is_public and row.depth in MENU_LEVELS and row.url_path.startswith(root)


def _surroundings(root: str, prefixes: Sequence[str]) -> Iterable[Row]:
    pages = Page.objects.order_by()
    keys = pages.filter(url_path__in=prefixes).values("translation_key")
    wanted = (
        Q(url_path__in=prefixes)
        | Q(show_in_menus=True, depth__in=MENU_LEVELS, url_path__startswith=root)
        | Q(translation_key__in=keys)
    )
    return map(Row._make, _as_rows(pages.filter(wanted, basepage__isnull=False)))


def _as_rows(pages: QuerySet) -> QuerySet:
    now = timezone.now()
    return pages.annotate(
        title_language=F("basepage__title_language"),
        title_nn=F("basepage__title_nn"),
        written_standard=F("basepage__written_standard"),
        tree=F("locale__language_code"),
        is_public=public(now),
        is_open=Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=now)),
    ).values_list(
        "pk",
        "depth",
        "path",
        "url_path",
        "title",
        "title_language",
        "title_nn",
        "written_standard",
        "tree",
        "show_in_menus",
        "content_type_id",
        "translation_key",
        "first_published_at",
        "is_public",
        "is_open",
    )


def tree_of(request: HttpRequest) -> Tree:
    """The surroundings of the request's address, loaded once; also for the views that are no pages."""
    tree = getattr(request, "hub_tree", None)
    if tree is None:
        language = languages.language_of_path(request.path)
        root = root_path(request, language)
        tree = load_tree(root, "") if root else Tree()
        request.hub_tree = tree  # type: ignore[attr-defined]
    return tree


# Serving --------------------------------------------------------------------------------------------------------------
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the public page at an address; takes the place of Wagtail's view under its URL name."""
    root = root_path(request, languages.language_of_path(request.path))
    tree = load_tree(root, path) if root else Tree()
    request.hub_tree = tree  # type: ignore[attr-defined]
    request._wagtail_route_for_request = route(request, tree)  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


def route(request: HttpRequest, tree: Tree) -> RouteResult:
    """Find the page of an address and what is left of the address for it.

    Raises:
        Http404: when there is none for the public; `request.hub_withdrawn` then says whether there was one.
    """
    row = tree.target
    model = row.model if row else None
    if row is None or model is None:
        raise Http404
    if tree.rest and not issubclass(model, RoutablePageMixin):
        raise Http404
    if not all(above.is_open for above in tree.chain):
        request.hub_withdrawn = bool(row.first_published) and not tree.rest  # type: ignore[attr-defined]
        raise Http404
    page = model.detail_queryset().filter(pk=row.pk).first()  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    page.known_public = row.is_public  # a restricted page is left to Wagtail's own question
    return page.route(request, tree.rest)
