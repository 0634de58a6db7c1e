"""The search for machines.

`GET /api/v1/search/` takes the parameters of the page: `q`, the facets, `sorter`, `side`, `bare`, and `sprak` (`nb`,
`nn` or `en`) for the language of the reader: that of the notes, and of the tree that is searched first. Twenty results
a page. Whatever makes no sense is left out and told in `notes`; no question gives an error.

    results[].title      the title as plain text
    results[].url        full address
    results[].type       what it is: a value of the facet `type`
    results[].lang       language of the text, as BCP 47
    results[].snippet    safe HTML: text and <mark> alone
    results[].score      whole number, the same on every engine
    total                how many answer in all
    page, pages          which page this is, and how many there are; past the end is the last one
    facets               facet → value → number of answers; each counted without its own filter
    parameters           facet → the parameter that narrows by it
    did_you_mean         the question with its likely slips mended, else empty
    concepts[]           title, url and lang of the concepts that the question names
    nearest              true when nothing answers all of the question, and no filter is the reason
    engine               which engine answered
    notes[]              what of the question was left out, in words
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hub import languages
from search.facets import SEARCH_FACETS
from search.results import Results, find
from search.service import Hit


@require_safe
def search_api(request: HttpRequest) -> HttpResponse:
    """The answer as JSON."""
    language = languages.asked_language(request)
    return languages.render_in(language, lambda: JsonResponse(answer(find(request.GET, language))))


def answer(results: Results) -> dict[str, Any]:
    """An answer in the form that is promised above."""
    found = results.answer
    return {
        "results": [result(hit) for hit in found.hits],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
        "parameters": {facet.name: facet.parameter for facet in SEARCH_FACETS},
        "did_you_mean": found.did_you_mean,
        "concepts": [
            {"title": concept.title, "url": full(concept.url), "lang": concept.language} for concept in found.concepts
        ],
        "nearest": results.nearest,
        "engine": found.engine,
        "notes": results.notes,
    }


def result(hit: Hit) -> dict[str, Any]:
    """One hit."""
    document = hit.document
    return {
        "title": document.title,
        "url": full(document.url),
        "type": next(iter(document.facets.get("type", ())), document.kind),
        "lang": document.language,
        "snippet": hit.snippet,
        "score": hit.score,
    }


def full(url: str) -> str:
    """The whole address."""
    return settings.PUBLIC_URL + url
