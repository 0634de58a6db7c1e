"""The search page and its suggestions, in the language that the address or `?sprak=` asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages
from hub.frame import Place
from search import analytics
from search.addresses import SEARCH
from search.asked import read_text
from search.results import Results, find
from search.suggested import options


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What the hub holds about what the reader asks."""
    language = languages.asked_language(request)

    def respond() -> TemplateResponse:
        results = find(request.GET, language)
        count(results)
        request.hub_place = Place(_("Search"), addresses=addresses(results))  # type: ignore[attr-defined]
        return TemplateResponse(request, "search/page.html", {"results": results, "listing": results})

    return languages.render_in(language, respond)


def addresses(results: Results) -> dict[str, str]:
    """The same words in the other tree."""
    words = results.words_query
    return {language: path + words for language, path in SEARCH.items()}


def count(results: Results) -> None:
    """Remember that this was asked: the words alone, and how many pages answer them."""
    if results.asked.text and results.is_first_answer:
        answers = 0 if results.nearest else results.count
        analytics.record(results.asked.text, results.language, results.answer.engine, answers, timezone.now())


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What a reader may be about to write, as options for the list below the field."""
    language = languages.asked_language(request)

    def respond() -> TemplateResponse:
        text = read_text(request.GET.get("q", ""), [])
        return TemplateResponse(request, "search/suggestions.html", {"options": options(text, language)})

    return languages.render_in(language, respond)
