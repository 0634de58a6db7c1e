"""The same pages the way a Wagtail project usually renders them: stock routing, lazy relations, `|richtext`.

Only the bench uses this. Templates and output are ours; what differs is how data is fetched: Wagtail routes level by
level, menus, breadcrumbs and translations are its own querysets, every relation is followed when a template asks for
it, each rich text resolves its own links, and a list counts every facet with a query of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.db.models import Count
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils import translation
from wagtail.models import Site

from hub.listing.asked import read
from hub.listing.build import Listing
from hub.listing.facets import Choice, Facet
from hub.listing.facts import TermTree
from hub.models import ListingPage
from hub.routing import Row, Tree

FACETS = {
    "phase": "phase",
    "service form": "page_terms__term__slug",
    "patient group": "page_terms__term__nb",
    "county": "municipalities__municipality__county__name",
    "municipality": "municipalities__municipality__name",
    "health community": "health_community__nb",
    "owner": "owner_organisation__name",
    "kind of owner": "owner_organisation__kind",
    "status": "status",
    "evidence": "strongest_evidence",
    "organisation": "organisation_model",
    "language": "written_standard",
}


def engine() -> DjangoTemplates:
    """Our templates with the idiomatic tags in the place of ours."""
    ours = engines["django"]
    options = {"context_processors": ours.engine.context_processors, "libraries": {"hub": "tests.bench.tags"}}
    params = {"NAME": "idiomatic", "DIRS": ours.dirs, "APP_DIRS": True, "OPTIONS": options}
    return DjangoTemplates(params)


def row(page) -> Row:
    """A page as the frame reads it."""
    return Row(
        page.pk, page.depth, page.path, page.url_path,
        page.title, page.title_language, page.title_nn, page.written_standard,
        page.locale.language_code, page.show_in_menus, page.content_type_id, page.translation_key,
        page.first_published_at, True, True,
    )  # fmt: skip


def tree(page, root) -> Tree:
    """The frame's surroundings from Wagtail's own querysets."""
    return Tree(
        chain=[row(one.specific) for one in page.get_ancestors(inclusive=True).filter(depth__gte=2)],
        menu=[row(one.specific) for one in root.get_children().live().public().in_menu()],
        twins=[row(one.specific) for one in page.get_translations().live().public()],
    )


@dataclass(frozen=True)
class LazyListing(Listing):
    """A list from plain querysets: a query per facet, and cards whose relations are followed one by one."""

    items: object = field(default=None)

    @property
    def count(self):
        return self.items.count()

    @property
    def facets(self):
        return [self.facet(label, path) for label, path in FACETS.items()]

    def facet(self, label, path):
        """One facet with the count of each of its values."""
        rows = self.items.order_by().values_list(path).annotate(found=Count("pk", distinct=True)).order_by(path)
        choices = [Choice(str(value), str(value), False, found, f"{label}-{value}") for value, found in rows if value]
        return Facet(label, label, choices, [], False)

    @property
    def paginated(self):
        return Paginator(self.items, self.page.per_page).get_page(1)

    @property
    def cards(self):
        return list(self.paginated)


def listing(page, request) -> LazyListing:
    """The list of a listing page."""
    for one in page.filters:
        one.bind(page.item_model)
    items = page.item_model.objects.live().public().child_of(page).order_by("title")
    terms = TermTree()
    asked = read(request.GET, page.filters, page.sorts, [], terms)
    return LazyListing(page, asked, (), items.count(), SimpleNamespace(), terms, items=items)


def respond(request, using: DjangoTemplates) -> str:
    """Route, fetch and render the page at the request's address."""
    site = Site.find_for_request(request)
    components = [part for part in request.path.split("/") if part]
    page, _args, _kwargs = site.root_page.localized.specific.route(request, components)
    for restriction in page.get_view_restrictions():
        restriction.accept_request(request)
    request.hub_tree = tree(page, site.root_page)
    request.hub_page = page
    with translation.override(page.language):
        context = {"page": page, "self": page, "request": request}
        if isinstance(page, ListingPage):
            context["listing"] = listing(page, request)
        return using.get_template(page.get_template(request)).render(context, request)
