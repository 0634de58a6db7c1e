"""Listens to what changes an entry of a calendar feed, or who may see it; what is done about it is in `events.feeds`.

All but the last step of a move happens in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from events import feeds
from events.models import EventIndexPage, EventPage, EventSeriesPage, Occurrence
from hub.consent.withdrawal import texts_swept
from hub.models import Organisation, Person, Term
from hub.publishing import page_saved


def is_draft(update_fields: Collection[str] | None) -> bool:
    """Whether a save only keeps a new draft, which readers do not see."""
    return update_fields is not None and "latest_revision" in update_fields and "live_revision" not in update_fields


@receiver(post_save, sender=Occurrence, dispatch_uid="events date saved")
def follow_date(sender: type[Occurrence], instance: Occurrence, raw: bool, **kwargs) -> None:
    """A date was made or changed."""
    if not raw:
        feeds.refresh([instance])


@receiver(post_delete, sender=Occurrence, dispatch_uid="events date deleted")
def follow_date_deletion(sender: type[Occurrence], instance: Occurrence, **kwargs) -> None:
    """A date is gone."""
    feeds.touch()


@receiver(page_saved, dispatch_uid="events page saved")
def follow_page(sender: type[Page], instance: Page, update_fields, **kwargs) -> None:
    """An event was published, changed or withdrawn, or a page above events was."""
    if is_draft(update_fields):
        return
    if isinstance(instance, EventPage | EventSeriesPage | EventIndexPage):
        feeds.refresh(feeds.beneath(instance))
        feeds.touch()  # who may see them, and what filters find, may have changed as well
    elif feeds.beneath(instance).exists():
        feeds.touch()


@receiver(post_save, sender=Page, dispatch_uid="events page moved")
def follow_plain_page(sender: type[Page], instance: Page, raw: bool, **kwargs) -> None:
    """A page was saved without its type, as Wagtail does in the transaction that moves it."""
    if not raw and feeds.beneath(instance).exists():
        feeds.touch()


@receiver(post_page_move, dispatch_uid="events page moved")
def follow_move(sender: type[Page], instance: Page, **kwargs) -> None:
    """A page has another address, with all below it."""
    feeds.refresh(feeds.beneath(Page.objects.get(pk=instance.pk)))


@receiver(pre_delete, sender=EventPage, dispatch_uid="events page deleted")
def follow_deletion(sender: type[EventPage], instance: EventPage, **kwargs) -> None:
    """An event is about to go; its dates stay in the calendars that have them, called off."""
    feeds.leave_behind(instance, timezone.now())


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="events page closed or opened")
def follow_restriction(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs) -> None:
    """A page and all below it was closed to the public, or opened."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page and feeds.beneath(page).exists():
        feeds.announce(feeds.beneath(page).values_list("pk", flat=True), timezone.now())
        feeds.touch()


@receiver(post_save, sender=Organisation, dispatch_uid="events organiser saved")
def follow_organiser(sender: type[Organisation], instance: Organisation, raw: bool, **kwargs) -> None:
    """An organiser may have another name or mailbox, or another address, which filters use."""
    owned, shared = Q(page__owner_organisation=instance), Q(page__co_organisers__organisation=instance)
    dates = Occurrence.objects.filter(owned | shared).distinct()
    if not raw and dates.exists():
        feeds.refresh(dates)
        feeds.touch()


@receiver(post_save, sender=Term, dispatch_uid="events term saved")
def follow_term(sender: type[Term], instance: Term, raw: bool, **kwargs) -> None:
    """A category may be called something else, or lie below another, which filters use."""
    dates = Occurrence.objects.filter(page__page_terms__term=instance).distinct()
    if not raw and dates.exists():
        feeds.refresh(dates)
        feeds.touch()


@receiver(texts_swept, dispatch_uid="events name withdrawn")
def follow_sweep(sender: type[Person], pages: Collection[int], **kwargs) -> None:
    """A withdrawn name was taken from texts: entries are written anew, and no finished feed is given out any more."""
    feeds.refresh(Occurrence.objects.filter(page__in=pages))
    feeds.touch()
