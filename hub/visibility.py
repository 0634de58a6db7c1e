"""What the public may see (decision 7): one condition, used by every public list, count, feed and address.

Visible is a page that is live, not past its expiry whether or not the scheduler has swept it, without a view
restriction on itself or anywhere above, and with every page above it live and unexpired too. Wagtail alone serves a
live child of an unpublished parent.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

# Levels of the tree that are tested. The parent rules allow far fewer; `hub.checks` refuses to go deeper.
DEEPEST_LEVEL = 10


def closed(now: datetime, restrictions: bool = True) -> Q:
    """The condition on a page's own row that hides it, and all below it, from the public."""
    condition = Q(live=False) | Q(expire_at__lte=now)
    if restrictions:
        condition |= Q(Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk"))))
    return condition


def public(now: datetime | None = None, page: str = "", restrictions: bool = True) -> Q:
    """The condition that keeps what the public may see.

    A page's path begins with the paths of all pages above it, so these are found by their unique index: a handful of
    look-ups a page instead of a scan of all pages.

    Args:
        now: The moment to judge by; the present when left out.
        page: The relation that leads from the filtered model to the page, such as `page`; empty for pages.
        restrictions: False keeps pages that only a log-in or a password stands before, for the routing alone.
    """
    path = OuterRef(f"{page}__path" if page else "path")
    step = Page.steplen
    up_to_here = [Substr(path, 1, step * level) for level in range(2, DEEPEST_LEVEL + 1)]
    return Q(~Exists(Page.objects.filter(closed(now or timezone.now(), restrictions), path__in=up_to_here)))


def visible(queryset: QuerySet, now: datetime | None = None) -> QuerySet:
    """Keep the pages of a queryset that the public may see."""
    return queryset.filter(public(now))
