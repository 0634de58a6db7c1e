"""Listens to what changes; what must be done about it is in `search.sync`."""

from __future__ import annotations

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from hub.indexing import told_anew
from hub.publishing import page_saved
from hub.seeding import react_once
from search import sync
from search.dependents import REFERENCES
from search.models import Word


@receiver(page_saved, dispatch_uid="search page saved")
def follow_page(sender: type[Page], instance: Page, update_fields, **kwargs) -> None:
    """A page was saved with its rows: published, withdrawn, expired, or a draft."""
    if not sync.only_at_the_desk(update_fields):
        sync.page_changed(instance)


@receiver(told_anew, dispatch_uid="search page told anew")
def follow_what_is_told(sender: type[Page], instance: Page, **kwargs) -> None:
    """A page tells something else although it was not saved."""
    sync.page_changed(instance)


@receiver(post_save, sender=Page, dispatch_uid="search page moved")
def follow_plain_page(sender: type[Page], instance: Page, raw: bool, update_fields, **kwargs) -> None:
    """A page was saved without its type, as Wagtail does in the transaction that moves it."""
    if not raw and not sync.only_at_the_desk(update_fields):
        sync.page_changed(instance)


@receiver(pre_delete, sender=Page, dispatch_uid="search page deleted")
def follow_deletion(sender: type[Page], instance: Page, **kwargs) -> None:
    """A page goes, alone, with one above it, or among many."""
    sync.page_deleted(instance)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="search page closed")
def follow_closing(sender: type[PageViewRestriction], instance: PageViewRestriction, raw: bool, **kwargs) -> None:
    """A page, and all below it, was closed to the public."""
    if not raw:
        sync.page_changed(Page.objects.get(pk=instance.page_id))


@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="search page opened")
def follow_opening(sender: type[PageViewRestriction], instance: PageViewRestriction, origin, **kwargs) -> None:
    """A page was opened; one that is being deleted with its restriction was not."""
    if sender in (type(origin), getattr(origin, "model", None)):
        sync.page_changed(Page.objects.get(pk=instance.page_id))


def follow_row(sender: type[Model], instance: Model, raw: bool, created: bool, **kwargs) -> None:
    """A row of reference data was saved."""
    if not raw:
        sync.row_saved(instance, created=created)


def follow_row_deletion(sender: type[Model], instance: Model, **kwargs) -> None:
    """A row of reference data goes."""
    sync.row_deleted(instance)


react_once(sync.together)

for model in REFERENCES:
    post_save.connect(follow_row, sender=model, dispatch_uid=f"search {model._meta.label} saved")
    pre_delete.connect(follow_row_deletion, sender=model, dispatch_uid=f"search {model._meta.label} deleted")


@receiver([post_save, post_delete], sender=Word, dispatch_uid="search word")
def follow_word(sender: type[Word], instance: Word, **kwargs) -> None:
    """A meaning of the word list was saved or deleted."""
    if not kwargs.get("raw"):
        sync.word_changed(instance)
