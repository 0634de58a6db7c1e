"""What organisers do not find in Wagtail's own windows: the events of other bodies, and drafts of anybody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from events.organisers import colleagues, is_organiser, others_events, own_pages
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
