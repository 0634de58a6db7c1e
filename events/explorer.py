"""Wagtail's own windows, as organisers meet them: without the events of others, and with the desk's way to new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import Page

from events.models import EventIndexPage, EventSeriesPage
from events.organisers import colleagues, is_organiser, manages_all, others_events, own_pages
from hub.models import HubDocument, HubImage


def choosable_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """For Wagtail's hook `construct_page_chooser_queryset`: own events, and what is published of other types.

    Raises:
        PermissionDenied: the window was opened below another body's series.
    """
    if not is_organiser(request.user):
        return pages
    hidden = others_events(request.user)
    parent = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if parent and hidden.filter(pk=parent).exists():
        raise PermissionDenied
    shown = pages.exclude(pk__in=hidden.values("pk"))
    return shown.filter(live=True) | shown.filter(pk__in=own_pages(request.user).values("pk"))


def listed_pages(parent: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """For Wagtail's hook `construct_explorer_page_queryset`: Wagtail's choice, but no list below others' pages.

    Wagtail leaves out what is below, and still names the page itself.

    Raises:
        PermissionDenied: the list is of another body's event or series.
    """
    if is_organiser(request.user) and others_events(request.user).filter(pk=parent.pk).exists():
        raise PermissionDenied
    return pages


def choosable_images(images: QuerySet[HubImage], request: HttpRequest) -> QuerySet[HubImage]:
    """For Wagtail's hook `construct_image_chooser_queryset`: those that the own body has added."""
    return _of_the_same_body(images, request)


def choosable_documents(documents: QuerySet[HubDocument], request: HttpRequest) -> QuerySet[HubDocument]:
    """For Wagtail's hook `construct_document_chooser_queryset`: those that the own body has added."""
    return _of_the_same_body(documents, request)


def _of_the_same_body(files: QuerySet, request: HttpRequest) -> QuerySet:
    if not is_organiser(request.user):
        return files
    return files.filter(uploaded_by_user__in=colleagues(request.user))


def refuse_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """For Wagtail's hook `before_move_page`: its question names the page before it asks who may move it.

    Raises:
        PermissionDenied: the page is not the organiser's own.
    """
    if is_organiser(request.user) and not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


# New pages ------------------------------------------------------------------------------------------------------------
def desk_address(user: Any, parent: Page) -> str:
    """Where an organiser makes what is new below a page; empty where they do not, and for editors, who use Wagtail's.

    Wagtail's own form knows no dates, and an event that is saved there without an owner belongs to no body: whoever
    made it could not open it again.
    """
    if not is_organiser(user) or manages_all(user):
        return ""
    if isinstance(parent, EventIndexPage) and parent.locale.language_code == "nb":
        return reverse("events_desk:new")
    if isinstance(parent, EventSeriesPage) and own_pages(user).filter(pk=parent.pk).exists():
        return reverse("events_desk:more", args=[parent.pk])
    return ""


def lead_to_desk(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """For Wagtail's hook `before_create_page`: to the desk instead of the empty form of a page."""
    address = desk_address(request.user, parent)
    return redirect(address) if address else None


def with_desk(wagtails_own: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """The address behind «add» in a list of pages; organisers have no right to add there but at the desk."""

    def add_url(view: ExplorableIndexView) -> str | None:
        return desk_address(view.request.user, view.parent_page) or wagtails_own(view)

    return add_url


def install() -> None:
    """Let the lists of pages show organisers the way; Wagtail has no hook for it."""
    ExplorableIndexView.get_add_url = with_desk(ExplorableIndexView.get_add_url)
