"""Which pages of a list answer some words, and how well: the same answer as the search gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import QuerySet

from hub.listing.text import contains
from search import knowledge
from search.models import SearchDocument
from search.question import read
from search.service import SearchRequest, plan_for, query_for, ranked

MOST = 10_000  # pages of a list that are told; more is no list that anyone reads


def matches(query: str, pages: QuerySet, language: str) -> Mapping[int, float]:
    """The pages that answer, by id. Where none does, those that hold what was written, as half a word for instance.

    Args:
        pages: The pages of the list: of one type, or of all.
    """
    request = SearchRequest(text=query, language=language, per_page=MOST)
    question = read(query)
    known = knowledge.current()
    plan = plan_for(question, known)
    kind = pages.model.search_kind  # type: ignore[attr-defined]
    asked = replace(query_for(request, question, plan), filters={"type": (kind,)} if kind else {}, facets=())
    scores = dict(ranked(asked, known).found.hits)
    rows = SearchDocument.objects.filter(page__in=pages.order_by().values("pk"))
    rows = rows.filter(kind=kind) if kind else rows
    answering = {page: scores[pk] for pk, page in rows.values_list("pk", "page_id") if pk in scores}
    return answering or contains(query, pages, language)
