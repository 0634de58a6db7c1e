"""Publication as editors meet it beside the form: the bulk action, and any other way that the gate has closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction as WagtailPublishBulkAction
from wagtail.models import Page
from wagtail.users.models import UserProfile

from hub.publishing import PublishBlocked

# Ways on pages that only show something.
READING_VIEWS = ("preview_on_edit", "preview_on_add")


def explain(request: HttpRequest, blocked: PublishBlocked) -> None:
    """Tell the editor which page is not published and all that it lacks."""
    language = UserProfile.get_for_user(request.user).get_preferred_language()
    with translation.override(language):  # Wagtail's own override has ended when its view has failed
        head = _("“%(title)s” is not published:") % {"title": blocked.page.get_admin_display_title()}
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[blocked.page.pk]), _("Edit"))
    faults = format_html_join("", "<li>{}</li>", ((message,) for message in blocked.messages))
    messages.error(request, format_html("{}<ul>{}</ul>", head, faults), buttons=[button])


class PageActionMiddleware:
    """Makes an editor's action on a page one transaction, and answers in words when the gate is closed.

    Wagtail publishes, withdraws and moves without a transaction around the whole, so that a crash half-way would
    leave a page live without its version and the index without its job. Stands last in the list of middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing: the work is in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Call the view of a page action inside a transaction."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.namespace != "wagtailadmin_pages":
            return None
        if match.url_name in READING_VIEWS:
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except PublishBlocked as blocked:
            explain(request, blocked)
        if "parent_page_id" in kwargs:  # the page was new, and is gone with the transaction
            return redirect("wagtailadmin_explore", kwargs["parent_page_id"])
        return redirect("wagtailadmin_pages:edit", kwargs["page_id"])


class PublishBulkAction(WagtailPublishBulkAction):
    """Publishes what is complete and has changed; says of each other page what it lacks."""

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the request over, so that messages can be left."""
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], include_descendants: bool = False, user=None, request=None, **kwargs: Any
    ) -> tuple[int, int]:
        """Publish the pages one by one; returns how many of them, and how many below them, went out."""
        parents = children = 0
        for page in objects:
            parents += cls.publish(page, user, request)
            if include_descendants:
                children += sum(cls.publish(below, user, request) for below in drafts_below(page, user))
        return parents, children

    @staticmethod
    def publish(page: Page, user, request: HttpRequest) -> bool:
        """Publish one page if it is complete; whether it went out."""
        if page.live and not page.has_unpublished_changes:
            return False
        revision = page.get_latest_revision() or page.specific.save_revision(user=user)
        try:
            revision.publish(user=user)
        except PublishBlocked as blocked:
            explain(request, blocked)
            return False
        return True

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say how many went out; nothing when none did."""
        if num_parent_objects + num_child_objects == 0:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def drafts_below(page: Page, user) -> Iterator[Page]:
    """The unpublished pages below one that the user may publish."""
    for below in page.get_descendants().not_live().specific():
        if below.permissions_for_user(user).can_publish():
            yield below
