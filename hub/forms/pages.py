"""The pages that public forms stand on: in the language asked for, kept by nobody, found by no search engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hub import languages, routing
from hub.frame import Place

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
View = Callable[..., HttpResponse]


class Version(NamedTuple):
    """The same page in one of the languages."""

    language: str
    name: str
    url: str
    current: bool


def form_page(view: View) -> View:
    """Decorator of a view that shows a public form on GET and acts on POST.

    The whole view runs in the language that `?sprak=` asks for; one that knows better may activate another. Instead of
    the cookie that Django asks for, `hub.forms.protection` looks at what is sent.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(languages.asked_language(request)):
            response = view(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            response.headers["Content-Language"] = translation.get_language()
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


def page(
    request: HttpRequest, template: str, title: Any, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> TemplateResponse:
    """A page with the frame of the active language and the same page in the others.

    Args:
        title: The page's name, as its heading and the breadcrumbs have it.
        context: `crumbs` stand before it; `secret` says that its address is a key; `query` is what the address of the
            page in another language keeps.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    context = dict(context or {})
    crumbs, secret = context.pop("crumbs", ()), context.pop("secret", False)
    query = context.pop("query", {})
    here = in_language(request, request.path)
    request.hub_place = Place(str(title), crumbs, address=here, secret=secret)  # type: ignore[attr-defined]
    root = routing.root_path(request, language)
    request.hub_tree = routing.load_tree(root, "") if root else routing.Tree()  # type: ignore[attr-defined]
    context |= {"versions": versions(request, query), "here": here}
    return TemplateResponse(request, template, context, status=status)


def in_language(request: HttpRequest, path: str, **query: str) -> str:
    """An address that keeps the reader in the language that they read now."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if language != settings.LANGUAGE_CODE or "sprak" in request.GET:
        query = {**query, "sprak": language}
    return f"{path}?{urlencode(query)}" if query else path


def versions(request: HttpRequest, query: Mapping[str, str] | None = None) -> list[Version]:
    """The page in each language, with what its address holds beside."""
    now = translation.get_language()
    found = []
    for code, _name in settings.LANGUAGES:
        asked = urlencode({**(query or {}), "sprak": code})
        found.append(Version(code, LANGUAGE_NAMES[code], f"{request.path}?{asked}", code == now))
    return found
