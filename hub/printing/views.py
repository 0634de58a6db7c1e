"""The PDF of a page, for those who may read the page; to all others the address answers as the page does."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from hub import languages, routing
from hub.models import WithdrawnAddress
from hub.printing import keeping
from hub.printing.addresses import FILE
from hub.public_pages import page_of


def printed(request: HttpRequest, path: str, tree: str) -> HttpResponseBase:
    """The file; the page itself, which a browser can print, while its PDF is not made."""
    if tree != languages.language_of_path(request.path):
        raise Http404
    root = routing.root_path(request, tree)
    around = routing.load_tree(root, path) if root else routing.Tree()
    address = request.path.removesuffix(FILE[tree])
    page = page_of(around)
    if page is None:
        # What stood here once is gone, and so is its PDF (see `hub.withdrawal`).
        request.hub_withdrawn = WithdrawnAddress.objects.filter(path=address).exists()  # type: ignore[attr-defined]
        if around.target is None or around.rest:
            raise Http404
        answer = routing.serve(request, path)  # says that it was withdrawn, or asks to log in
        return _to_page(address) if answer.status_code == 200 else answer
    held = keeping.current(page)
    if held is None:
        return _to_page(address)
    try:
        content = default_storage.open(keeping.path_of(held.file))
    except FileNotFoundError:
        return _to_page(address)
    name = address.rstrip("/").rpartition("/")[2] or page.slug
    response = FileResponse(content, filename=f"{name}.pdf", content_type="application/pdf")
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = page.language
    response.headers["Cache-Control"] = "no-cache"  # it may be withdrawn at any time
    return response


def _to_page(url: str) -> HttpResponseBase:
    response = redirect(url)
    response.headers["Cache-Control"] = "no-store"
    return response
