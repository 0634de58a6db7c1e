"""The pages of earlier versions. All of them are for readers of the page alone: no search engine keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import languages, routing
from hub.earlier import addresses
from hub.earlier.difference import differences
from hub.earlier.reading import Shelf, Words, public_versions, words_of
from hub.frame import Place
from hub.models import BasePage, PublishedVersion
from hub.public_pages import page_of

GONE = 410  # was here, and is withdrawn for good


class Visit:
    """A reader at a page's versions.

    Raises:
        Http404: the public may not see the page, or never saw a version of it; which of them is not told.
    """

    def __init__(self, request: HttpRequest, path: str) -> None:
        self.request = request
        self.page = page_at(request, path)
        self.shelf = Shelf(public_versions(self.page))
        if not self.shelf.versions:
            raise Http404

    def version(self, number: str) -> PublishedVersion:
        """The version of a number."""
        found = self.shelf.numbered(int(number))
        if found is None:
            raise Http404
        return found

    def place(self, title: str, *, below: bool = False) -> None:
        """Say where the reader stands: below the page, and perhaps below the list."""
        crumbs = [(self.page.title, self.page.path_from_root)] if routing.tree_of(self.request).rest else []
        if below:
            crumbs.append((_("Versions"), addresses.of_page(self.page)))
        self.request.hub_place = Place(title, crumbs=crumbs)  # type: ignore[attr-defined]

    def answer(self, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
        """A page that no search engine keeps."""
        about = {"subject": self.page, "shelf": self.shelf, "list_url": addresses.of_page(self.page)}
        response = TemplateResponse(self.request, f"hub/earlier/{template}.html", about | context, status=status)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def stub(self, version: PublishedVersion) -> TemplateResponse:
        """What stands in the place of a withdrawn version."""
        self.place(_("Version %(number)s") % {"number": version.number}, below=True)
        return self.answer("withdrawn", {"version": version}, GONE)


def page_at(request: HttpRequest, path: str) -> BasePage:
    """The page whose versions are asked for; raises `Http404` when the public may not see it."""
    language = languages.language_of_path(request.path)
    root = routing.root_path(request, language)
    tree = routing.load_tree(root, path) if root else routing.Tree()
    request.hub_tree = tree  # type: ignore[attr-defined]
    found = page_of(tree)
    if found is None:
        raise Http404
    return found


def in_language_of_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view have a `Visit`, and answer in the language of its page."""

    @wraps(view)
    def answer(request: HttpRequest, path: str, tree: str, **asked: str) -> HttpResponse:
        if tree != languages.language_of_path(request.path):
            raise Http404
        visit = Visit(request, path)
        return languages.render_in(visit.page.language, lambda: view(visit, **asked))

    return answer


@in_language_of_page
def listed(visit: Visit) -> HttpResponse:
    """All versions, the newest first."""
    visit.place(_("Versions"))
    rows = [(one, *_addresses(visit, one)) for one in visit.shelf.versions]
    number = len(rows)
    text = ngettext("%(number)s version", "%(number)s versions", number) % {"number": number}
    return visit.answer("list", {"rows": rows, "how_many": text})


@in_language_of_page
def shown(visit: Visit, number: str) -> HttpResponse:
    """What a version said; that of today is the page itself."""
    version = visit.version(number)
    if version.hidden:
        return visit.stub(version)
    if version == visit.shelf.today:
        return redirect(visit.page.path_from_root)
    visit.place(_("Version %(number)s") % {"number": version.number}, below=True)
    (parts,) = words_of(version)
    _url, changes_url, today_url = _addresses(visit, version)
    context = {"version": version, "words": Words(parts), "changes_url": changes_url, "today_url": today_url}
    return visit.answer("version", context)


@in_language_of_page
def changes(visit: Visit, number: str) -> HttpResponse:
    """What a version changed."""
    version = visit.version(number)
    if version.hidden:
        return visit.stub(version)
    return _difference(visit, visit.shelf.before(version), version)


@in_language_of_page
def until_today(visit: Visit, number: str) -> HttpResponse:
    """What has changed since a version."""
    version = visit.version(number)
    if version.hidden:
        return visit.stub(version)
    return _difference(visit, version, visit.shelf.today)


def _difference(visit: Visit, old: PublishedVersion | None, new: PublishedVersion | None) -> HttpResponse:
    if old is None or new is None or old == new:
        raise Http404
    is_today = new == visit.shelf.today
    numbers = {"old": old.number, "new": new.number}
    title = _("From version %(old)s to today’s") if is_today else _("From version %(old)s to %(new)s")
    visit.place(title % numbers, below=True)
    before, after = words_of(old, new)
    context = {
        "old": old,
        "new": new,
        "is_today": is_today,
        "old_url": addresses.of_page(visit.page, old.number),
        "new_url": addresses.of_page(visit.page, new.number),
        "changes": differences(before, after),
        "title": Words(after).title,
    }
    return visit.answer("changes", context)


def _addresses(visit: Visit, version: PublishedVersion) -> tuple[str, str, str]:
    """Of a version, of what it changed, and of what has changed since; empty where there is none."""
    page, shelf = visit.page, visit.shelf
    before, today = shelf.before(version), shelf.today
    changes_url = addresses.of_page(page, version.number, addresses.CHANGES) if before and not version.hidden else ""
    newer = today and today != version and not version.hidden
    today_url = addresses.of_page(page, version.number, addresses.UNTIL_TODAY) if newer else ""
    return addresses.of_page(page, version.number), changes_url, today_url
