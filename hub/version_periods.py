"""A version is shown while readers can see its page (decision 23), whatever hides it.

A page that is closed hides all below it, without a word of its own to them. Their versions end then; when the pages
come back, a new version begins with the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from hub.models import BasePage, PublishedVersion
from hub.seeding import react_once
from hub.visibility import visible

_moved: ContextVar[set[int] | None] = ContextVar("pages that came or moved", default=None)


@transaction.atomic
def follow(page: Page) -> None:
    """Begin and end versions of a page and of all below it, by what readers can see now."""
    now = timezone.now()
    shown = set(visible(BasePage.objects.filter(path__startswith=page.path), now).values_list("pk", flat=True))
    ending, beginning, returning = [], [], []
    for version in latest(page).defer("frozen"):
        is_open, is_shown = version.visible_until is None, version.page_id in shown
        if is_open and version.was_public and not is_shown:
            ending.append(version.pk)
        elif is_open and not version.was_public and is_shown:
            beginning.append(version.pk)
        elif is_shown and not is_open:
            returning.append(version.pk)
    versions = PublishedVersion.objects
    versions.filter(pk__in=ending).update(visible_until=now)
    versions.filter(pk__in=beginning).update(was_public=True, visible_from=now)
    versions.bulk_create(shown_again(versions.filter(pk__in=returning).select_related("page__locale"), now))


def latest(page: Page) -> QuerySet[PublishedVersion]:
    """The last version of a page and of each below it."""
    rows = PublishedVersion.objects
    of_page = rows.filter(page=OuterRef("page")).order_by().values("page")
    last = Subquery(of_page.annotate(last=Max("number")).values("last"))
    return (
        PublishedVersion.objects.filter(page__path__startswith=page.path).annotate(last=last).filter(number=F("last"))
    )


def shown_again(closed: Iterable[PublishedVersion], now: datetime) -> list[PublishedVersion]:
    """Unsaved versions that show the words of closed ones once more."""
    found = []
    for version in closed:
        with translation.override(version.page.language):
            note = _("Shown again")
        again = PublishedVersion(
            page_id=version.page_id,
            number=version.number + 1,
            revision_id=version.revision_id,
            visible_from=now,
            was_public=True,
            change_note=note,
            frozen=version.frozen,
            hidden=version.hidden,
            hidden_for=version.hidden_for,
            hidden_reason=version.hidden_reason,
            source_version_id=version.source_version_id,
        )
        found.append(again)
    return found


@contextmanager
def together() -> Iterator[None]:
    """Look once, at the end, at all pages that come or move meanwhile."""
    token = _moved.set(set())
    try:
        yield
        moved = _moved.get()
    finally:
        _moved.reset(token)
    if moved:
        follow(Page.get_first_root_node())


react_once(together)


@receiver(page_published)
@receiver(post_page_move)
def page_came_or_moved(sender, instance: Page, **kwargs) -> None:
    """What is below a page is seen with it."""
    moved = _moved.get()
    if moved is None:
        follow(instance)
    else:
        moved.add(instance.pk)


@receiver(page_unpublished)
def page_left(sender, instance: Page, **kwargs) -> None:
    """Nothing below a page that left is seen: since it expired, not since that was swept up.

    Asks nobody what is visible: a page that is about to be deleted says that it left, while its row is still live.
    """
    shown = PublishedVersion.objects.filter(page__path__startswith=instance.path, was_public=True, visible_until=None)
    shown.update(visible_until=instance.expire_at if instance.expired else timezone.now())


@receiver(post_save, sender=PageViewRestriction)
def page_closed(sender, instance: PageViewRestriction, **kwargs) -> None:
    """Readers need a password or an account from now on, or another one."""
    follow(instance.page)


@receiver(post_delete, sender=PageViewRestriction)
def page_opened(sender, instance: PageViewRestriction, origin, **kwargs) -> None:
    """Open to all again; not when the restriction only goes together with its page."""
    if isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction:
        follow(instance.page)
