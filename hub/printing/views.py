"""The PDF of a page, for those who may read the page; to all others the address answers as the page does."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from hub import languages, routing
from hub.models import BasePage, WithdrawnAddress
from hub.printing import keeping
from hub.printing.addresses import FILE


def printed(request: HttpRequest, path: str, tree: str) -> HttpResponseBase:
    """The file; the page itself, which a browser can print, while its PDF is not made."""
    if tree != languages.language_of_path(request.path):
        raise Http404
    root = routing.root_path(request, tree)
    around = routing.load_tree(root, path) if root else routing.Tree()
    row = around.target
    if row is None or around.rest:
        # What stood here once is gone, and so is its PDF (see `hub.withdrawal`).
        former = WithdrawnAddress.objects.filter(path=request.path.removesuffix(FILE[tree]))
        request.hub_withdrawn = former.exists()  # type: ignore[attr-defined]
        raise Http404
    if not row.is_public:
        answer = routing.serve(request, path)  # says that it was withdrawn, or asks to log in
        return _to_page(row.url) if answer.status_code == 200 else answer
    page = BasePage.objects.select_related("locale", "printed").get(pk=row.pk)
    held = keeping.current(page)
    if held is None:
        return _to_page(row.url)
    try:
        content = default_storage.open(keeping.path_of(held.file))
    except FileNotFoundError:
        return _to_page(row.url)
    response = FileResponse(content, filename=f"{page.slug}.pdf", content_type="application/pdf")
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = page.language
    response.headers["Cache-Control"] = "no-cache"  # it may be withdrawn at any time
    return response


def _to_page(url: str) -> HttpResponseBase:
    response = redirect(url)
    response.headers["Cache-Control"] = "no-store"
    return response
