"""The page that lists all pages of one type."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from hub import languages, panels
from hub.listing import by_title, newest
from hub.listing.build import FEED, Listing, build
from hub.listing.facts import PageFacts
from hub.listing.feed import ListFeed
from hub.listing.feed import feed as atom
from hub.listing.filters import Filter
from hub.listing.sorting import Sort
from hub.models.base import BasePage
from hub.models.printed import with_pdf_sizes


class ListingPage(RoutablePageMixin, BasePage):
    """A page that lists all pages of one type, with filters and a feed. Types in the higher rooms subclass it.

    A list says what it is by class attributes:
        item_model: The type that is listed.
        filters: How it may be narrowed, in the order of the page (see `hub.listing`).
        sorts: The orders it may be read in; the first is its own.
        one_for_all_languages: Whether the trees share the same pages, as concepts do.
        rows_template: How the rows are drawn, when not as cards.
        listing_type: What shows the list, when it is more than one sequence of pages.
    """

    item_model: type[BasePage]
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = (newest(), by_title())
    one_for_all_languages = False
    per_page = 20
    rows_template = "components/listing/rows.html"
    listing_type: type[Listing] = Listing

    content_panels = [*panels.LIST_HEAD, panels.BODY]
    max_count_per_parent = 1
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @classmethod
    def detail_queryset(cls):
        """The page itself: a list shows neither terms nor sources of its own."""
        return with_pdf_sizes(cls.objects.select_related("locale", "owner_organisation"))

    def items(self):
        """The pages to list, before visibility: those of the listing's own tree."""
        every = self.item_model.objects.all()
        return every if self.one_for_all_languages else every.filter(locale_id=self.locale_id)

    def complete(self, pages: Sequence[PageFacts], now: datetime) -> None:
        """Add to the facts of the listed pages what filters and orders need and no column of theirs holds."""

    def serve(self, request, view=None, args=None, kwargs=None):
        """Render the list, or one of its sub-addresses, in the page's language."""
        return languages.render_in(
            self.language, lambda: RoutablePageMixin.serve(self, request, view, args or [], kwargs or {})
        )

    @path(f"{FEED}/", name="feed")
    def feed(self, request):
        """The list as an Atom feed, narrowed by the same parameters."""
        listing = build(self, request.GET, columns=("last_published_at",))
        return HttpResponse(atom(listing), content_type=ListFeed.mime_type)

    def get_context(self, request, *args, **kwargs):
        """The page and its list."""
        return super().get_context(request, *args, **kwargs) | {"listing": build(self, request.GET)}
