"""Who gets a document: everybody while a page that they may see uses it, and its editors always.

What a page uses is what Wagtail's index of references holds of the page as it is published: a draft, an earlier version
or a page that was withdrawn opens nothing. The index follows a publication by job, within seconds.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.serve import serve
from wagtail.models import Page, ReferenceIndex

from hub.models import BasePage, HubDocument

EDITING = ("choose", "change", "delete")


def refuse_what_no_page_shows(document: HubDocument, request: HttpRequest) -> None:
    """Before a document is served.

    Raises:
        Http404: no page that the public may see uses it; an editor gets it all the same.
    """
    if is_shown(document):
        return
    # Who asks is looked at last: a look at the session makes an answer vary by cookie.
    if not permission_policy.user_has_any_permission_for_instance(request.user, EDITING, document):
        raise Http404


@cache_control(no_cache=True)
def serve_document(request: HttpRequest, *args: str) -> HttpResponseBase:
    """Wagtail's view; who keeps a copy asks each time, as it may be withdrawn at any time."""
    return serve(request, *args)


def is_shown(document: HubDocument) -> bool:
    """Whether a page that the public may see uses the document."""
    pages = ContentType.objects.get_for_model(Page)
    used_by = ReferenceIndex.get_references_to(document).filter(base_content_type=pages)
    ids = [int(key) for key in used_by.values_list("object_id", flat=True).distinct()]
    return bool(ids) and BasePage.objects.visible().filter(pk__in=ids).exists()
