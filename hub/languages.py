"""The language of what is shown (decision 2).

The address chooses the tree: `/en/` is English, all else Norwegian. Within the Norwegian tree a page's written standard
is its language. Forms and self-service must by law exist in both standards and take `?sprak=nb|nn|en`.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

ENGLISH_PREFIX = "/en/"


def language_of_path(path: str) -> str:
    """`en` for an address in the English tree, else `nb`."""
    return "en" if path.startswith(ENGLISH_PREFIX) else settings.LANGUAGE_CODE


def asked_language(request) -> str:
    """The language asked for with `?sprak=`, or that of the address when none or an unknown one is asked for."""
    asked = request.GET.get("sprak", "")
    return asked if asked in dict(settings.LANGUAGES) else language_of_path(request.path)


def in_own_language(path: str) -> str:
    """A path of ours, as a mail names it, that answers in the active language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"{path}?sprak={language}"


def render_in(language: str, respond):
    """Call `respond()` and render what it returns in a language.

    A template response renders after the view has returned, so a plain `override` around the view has no effect.
    """
    with translation.override(language):
        response = respond()
        if hasattr(response, "render") and callable(response.render):
            response = response.render()
    response.headers["Content-Language"] = language
    return response


class LanguageMiddleware:
    """Activates the language of the address for the whole request; no cookie and no browser header decides."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer in the address's language."""
        with translation.override(language_of_path(request.path)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language_of_path(request.path))
        return response


def public_path(url_path: str, language_code: str) -> str:
    """A page's address from its path in the tree: the root's own segment goes, the English tree's prefix comes."""
    below_root = url_path.split("/", 2)[2] if url_path.count("/") > 1 else ""
    return (ENGLISH_PREFIX if language_code == "en" else "/") + below_root
