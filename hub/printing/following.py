"""What is printed follows what readers see: what goes, goes from the PDFs in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from hub.indexing import told_anew
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.models import BasePage, PrintedPage
from hub.printing.keeping import drop
from hub.printing.making import make, may_print
from hub.seeding import react_once

SOON = timedelta(minutes=1)  # what shows a changed page is printed anew when its editor may be done
OVERLAP = 5  # seconds that two transactions may differ in what they call now

_at_rest: ContextVar[bool] = ContextVar("PDFs wait for the next look at all pages", default=False)


@contextmanager
def by_the_clock() -> Iterator[None]:
    """Queue nothing: of much that changes at once, PDFs are made at the next look at all pages."""
    token = _at_rest.set(True)
    try:
        yield
    finally:
        _at_rest.reset(token)


react_once(by_the_clock)


def queue(page_ids: Iterable[int], wait: timedelta = timedelta()) -> None:
    """Have pages printed anew, where they can be printed at all."""
    if not _at_rest.get() and may_print():
        for pk in sorted(page_ids):
            enqueue(make, pk, due_at=timezone.now() + wait)


def showing(page: Page) -> Q:
    """Which PDFs show a page or any below it."""
    return Q(page__path__startswith=page.path) | Q(shows__path__startswith=page.path)


@transaction.atomic
def hide(page: Page) -> None:
    """A page goes out of sight with all below it, or changes its address."""
    queue(drop(PrintedPage.objects.filter(showing(page))))


@receiver(page_published)
def page_came(sender, instance: Page, **kwargs) -> None:
    """The page says something else from now on, and so may those that show it and the list that it stands in."""
    drop(PrintedPage.objects.filter(page=instance.pk))
    queue([instance.pk])
    around = set(PrintedPage.objects.filter(shows=instance.pk).values_list("page_id", flat=True))
    parent = BasePage.objects.filter(path=instance.path[: -Page.steplen]).values_list("pk", flat=True)
    queue(around | set(parent), SOON)


@receiver(page_unpublished)
def page_left(sender, instance: Page, **kwargs) -> None:
    """A page was withdrawn."""
    hide(instance)


@receiver(pre_delete, sender=Page)
def page_goes(sender, instance: Page, **kwargs) -> None:
    """A page is deleted, alone or with one above it."""
    hide(instance)


@receiver(post_page_move)
def page_moved(sender, instance: Page, **kwargs) -> None:
    """A page has another address, and may have come to where nobody sees it."""
    hide(instance)
    queue(BasePage.objects.filter(path__startswith=instance.path, live=True).values_list("pk", flat=True))


@receiver(post_save, sender=PageViewRestriction)
def page_closed(sender, instance: PageViewRestriction, **kwargs) -> None:
    """A page was closed to the public."""
    hide(Page.objects.get(pk=instance.page_id))


@receiver(post_delete, sender=PageViewRestriction)
def page_opened(sender, instance: PageViewRestriction, origin, **kwargs) -> None:
    """A page was opened again; not when the restriction only goes together with its page."""
    if isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction:
        page = Page.objects.get(pk=instance.page_id)
        queue(BasePage.objects.filter(path__startswith=page.path, live=True).values_list("pk", flat=True))


@receiver(told_anew)
def told_otherwise(sender, instance: Page, **kwargs) -> None:
    """What a page says has changed outside it: a name was withdrawn, for instance. No PDF may say it any longer."""
    _forget(instance.pk)
    # One that was being kept in this moment is not seen from here.
    enqueue(forget_overlapping, instance.pk, int(timezone.now().timestamp()) + OVERLAP)


def _forget(page_id: int, **which) -> None:
    rows = PrintedPage.objects.filter(Q(page=page_id) | Q(shows=page_id), **which)
    queue(drop(rows) | {page_id})


@job("print.forget")
def forget_overlapping(page_id: int, second: int) -> None:
    """Drops what was printed of a page, or shows it, and was kept until that second."""
    _forget(page_id, made_at__lte=datetime.fromtimestamp(second, tz=UTC))
