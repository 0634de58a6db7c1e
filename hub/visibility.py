"""What the public may see (decision 7): one condition, used by every public list, count, feed and address.

Visible is a page that is live, not past its expiry whether or not the scheduler has swept it, without a view
restriction on itself or anywhere above, and with every page above it live and unexpired too. Wagtail alone serves a
live child of an unpublished parent.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)

# Levels of the tree that are tested. The parent rules allow far fewer; a page below them is never public.
DEEPEST_LEVEL = 10
LENGTHS = tuple(Page.steplen * level for level in range(2, DEEPEST_LEVEL + 1))


class BeginsLike(Func):
    """The condition that one path is the beginning of another: the page, or one above it.

    One expression for all levels: as an expression per level it took a third of the time of a page to put into SQL.
    """

    output_field = BooleanField()

    def as_sql(self, compiler, connection, *args, **extra):  # type: ignore[override]
        """A list of beginnings, so that the pages are found by the unique index on their path."""
        above, below = self.get_source_expressions()
        above_sql, above_params = compiler.compile(above)
        below_sql, below_params = compiler.compile(below)
        beginnings = ", ".join(f"SUBSTR({below_sql}, 1, {length})" for length in LENGTHS)
        return f"{above_sql} IN ({beginnings})", [*above_params, *(list(below_params) * len(LENGTHS))]


def closed(now: datetime) -> Q:
    """The condition on a page's own row that hides it, and all below it, from the public."""
    restricted = PageViewRestriction.objects.filter(page_id=OuterRef("pk"))
    return Q(live=False) | Q(expire_at__lte=now) | Q(Exists(restricted))


def public(now: datetime | None = None, page: str = "") -> Q:
    """The condition that keeps what the public may see.

    A page's path begins with the paths of all pages above it, so these are found by their unique index: a handful of
    look-ups a page instead of a scan of all pages.

    Args:
        now: The moment to judge by; the present when left out.
        page: The relation that leads from the filtered model to the page, such as `page`; empty for pages.
    """
    path = OuterRef(f"{page}__path" if page else "path")
    hiding = Page.objects.order_by().filter(BeginsLike(F("path"), path), closed(now or timezone.now()))
    return Q(~Exists(hiding), **{f"{page}__depth__lte" if page else "depth__lte": DEEPEST_LEVEL})


def visible(queryset: Pages, now: datetime | None = None) -> Pages:
    """Keep the pages of a queryset that the public may see."""
    return queryset.filter(public(now))
