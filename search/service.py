"""A reader's question → an answer: reads it, plans, asks an engine, and shows why each hit is one."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.models import BasePage
from search import knowledge, targets
from search.analysis import composed, stem, tokens
from search.bag import PART, number
from search.client import client
from search.corrections import correction
from search.engines import breaker
from search.engines.base import FACETS, RELEVANCE, EngineAnswer, EngineQuery, EngineUnavailable
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.knowledge import Knowledge
from search.models import SearchDocument
from search.nearest import JUDGED, is_only_near, terms_in
from search.phrases import documents_with, documents_with_any
from search.pieces import own_texts
from search.plan import Plan, Planner, exact_terms
from search.question import LONGEST, Question, read
from search.rerank import WINDOW, better
from search.snippets import Marker, Snippet, marked, snippet
from search.stopwords import STOPWORDS

logger = logging.getLogger(__name__)

PER_PAGE = 20
LEAST = 6  # percent of the best possible score that an answer must reach; more costs quality, less lengthens lists


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asks.

    Attributes:
        language: The reader's: `nb`, `nn` or `en`.
        filters: Facet name to values, of which one must hold.
        exact: Only the words as they were typed.
    """

    text: str = ""
    language: str = "nb"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    exact: bool = False
    now: datetime | None = None

    @property
    def tree(self) -> str:
        """The tree that the reader is in."""
        return "en" if self.language == "en" else "nb"


@dataclass(frozen=True)
class Hit:
    """A document that answers, with its title and the place that says why as safe HTML.

    Attributes:
        missing: The words of the question that it does not answer, as they were typed.
    """

    document: SearchDocument
    score: int
    title: SafeString
    snippet: SafeString
    snippet_language: str
    missing: Sequence[str] = ()


@dataclass(frozen=True)
class FoundConcept:
    """A concept that the question names, and that answers are shown for as well."""

    title: str
    url: str
    language: str


@dataclass(frozen=True)
class SearchAnswer:
    """What is shown.

    Attributes:
        did_you_mean: The question with its likely slips mended; empty when there are none.
        concepts: What else the answers are for.
        nearest: Whether nothing answers all of the question.
        notes: What of the question was left out, in words.
        engine: Which engine answered.
        page, pages: The page that is shown, and how many there are.
    """

    request: SearchRequest
    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    did_you_mean: str = ""
    concepts: Sequence[FoundConcept] = ()
    nearest: bool = False
    notes: Sequence[str] = ()
    engine: str = ""
    page: int = 1
    pages: int = 1


def search(request: SearchRequest) -> SearchAnswer:
    """Answer a question; never fails for any text."""
    known = knowledge.current()
    question = read(request.text)
    plan = plan_for(question, known, exact=request.exact)
    ranking = ranked(query_for(request, question, plan), known)
    pages = max(1, -(-ranking.found.total // request.per_page))
    page = max(1, min(request.page, pages))
    if page != request.page:
        ranking = ranked(query_for(request, question, plan, page=page), known)
    there = terms_in(plan, {pk for pk, _score in (*ranking.best, *ranking.found.hits)}) if question.words else {}
    marker = Marker(plan.clauses, known.meanings.splitter, known.meanings.thesaurus)
    typed = as_typed(request.text)
    hits = [
        shown(document, score, marker, [typed.get(word, word) for word in plan.missing(there.get(document.pk, ()))])
        for document, score in hydrated(ranking.found)
    ]
    return SearchAnswer(
        request=request,
        hits=hits,
        total=ranking.found.total,
        facets=ranking.found.facets,
        did_you_mean=mended(request.text, plan.corrected),
        concepts=() if request.exact else concepts_of(plan, known, request.tree),
        nearest=bool(question.words) and is_only_near(plan, [there.get(pk, ()) for pk, _score in ranking.best]),
        notes=[_("The question was long. Only its beginning was used.")] if question.cut else [],
        engine=ranking.engine,
        page=page,
        pages=pages,
    )


# Planning -------------------------------------------------------------------------------------------------------------
def plan_for(question: Question, known: Knowledge, *, exact: bool = False) -> Plan:
    """The plan of a question over what is in the index now."""
    planner = Planner(
        thesaurus=known.meanings.thesaurus,
        splitter=known.meanings.splitter,
        documents=len(known.documents),
        frequencies=lambda terms: frequencies(terms, known),
        correct=lambda word: correction(word, known.words),
        is_word=lambda word: word in known.words,
    )
    return planner.plan(question.words, bare=exact)


def frequencies(terms: Sequence[str], known: Knowledge) -> dict[str, int]:
    """Of some terms those that stand in some document, with how many."""
    numbers = {number(term): term for term in terms}
    return {numbers[term]: count for term, count in knowledge.documents_with_each(numbers, known).items()}


def query_for(request: SearchRequest, question: Question, plan: Plan, *, page: int | None = None) -> EngineQuery:
    """What an engine is asked."""
    return EngineQuery(
        clauses=plan.clauses,
        everything=not question.words and not question.phrases,
        tree=request.tree,
        filters=request.filters,
        without=tuple(plan_terms(question.without)),
        only=documents_with(question.phrases),
        never=documents_with_any(question.without_phrases),
        floor=plan.floor(LEAST),
        facets=FACETS,
        sort=request.sort,
        offset=(max(1, page or request.page) - 1) * request.per_page,
        limit=request.per_page,
        now=request.now or timezone.now(),
    )


def plan_terms(words: Sequence[str]) -> list[str]:
    """The terms of words that no answer may have: each as a word, and as a part of a compound."""
    return [term for word in words if word not in STOPWORDS for term in (*exact_terms(word), PART + stem(word))]


# Asking ---------------------------------------------------------------------------------------------------------------
def ask(query: EngineQuery) -> tuple[EngineAnswer, str]:
    """The answer, and the name of the engine that gave it: the database answers whenever another cannot."""
    if ElasticEngine.name == settings.SEARCH_ENGINE and targets.answering():
        try:
            return breaker.ask(ElasticEngine(client(), settings.ELASTICSEARCH_INDEX), query), ElasticEngine.name
        except EngineUnavailable:
            pass  # the breaker has told the operators
    return DatabaseEngine().answer(query), DatabaseEngine.name


@dataclass(frozen=True)
class Ranking:
    """One page of an answer, the name of the engine that gave it, and the best hits on whatever page they are."""

    found: EngineAnswer
    engine: str
    best: Sequence[tuple[int, int]] = ()


def ranked(query: EngineQuery, known: Knowledge) -> Ranking:
    """As `ask`, the first answers in a better order when they are wanted by relevance."""
    if query.sort == RELEVANCE and query.offset < WINDOW and not query.everything:
        end = query.offset + query.limit
        found, engine = ask(replace(query, offset=0, limit=max(end, WINDOW)))
        hits = tuple(better(found.hits, known, query.clauses)[query.offset : end])
        return Ranking(replace(found, hits=hits), engine, found.hits[:JUDGED])
    found, engine = ask(query)
    if query.everything or not found.total:
        return Ranking(found, engine)
    best, _engine = ask(replace(query, sort=RELEVANCE, offset=0, limit=JUDGED, facets=()))
    return Ranking(found, engine, best.hits)


def hydrated(found: EngineAnswer) -> list[tuple[SearchDocument, int]]:
    """The documents of an answer, in order. What the public may not see is dropped, and said to the operators."""
    rows = SearchDocument.objects.in_bulk([pk for pk, _score in found.hits])
    pages = [row.page_id for row in rows.values() if row.page_id]
    visible = set(BasePage.objects.visible().filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
    shown = [
        (rows[pk], score)
        for pk, score in found.hits
        if pk in rows and (not rows[pk].page_id or rows[pk].page_id in visible)
    ]
    if len(shown) != len(found.hits):
        logger.warning("The index holds what it should not: %s hits were dropped.", len(found.hits) - len(shown))
    return shown


# Showing --------------------------------------------------------------------------------------------------------------
def shown(document: SearchDocument, score: int, marker: Marker, missing: Sequence[str] = ()) -> Hit:
    """A hit with what it was found by."""
    title = marked(document.title, marker.marks(document.title, document.title_language))
    said: Snippet = snippet([*summary_of(document), *own_texts(document)[1:]], marker)
    return Hit(document, score, title, said.html, said.language, missing)


def summary_of(document: SearchDocument) -> list[tuple[str, str]]:
    """The summary goes before all else that answers as well."""
    return [(document.summary, document.language)] if document.summary else []


def as_typed(text: str) -> dict[str, str]:
    """The words of a question to how they were typed."""
    text = composed(text)[:LONGEST]
    return {token.word: text[token.start : token.end] for token in tokens(text)}


def mended(text: str, corrected: Mapping[str, str]) -> str:
    """The question with its slips mended; empty when there are none."""
    if not corrected:
        return ""
    pieces, at = [], 0
    text = composed(text)[:LONGEST]
    for token in tokens(text):
        pieces += [text[at : token.start], corrected.get(token.word, text[token.start : token.end])]
        at = token.end
    return "".join([*pieces, text[at:]]).strip()


def concepts_of(plan: Plan, known: Knowledge, tree: str) -> list[FoundConcept]:
    """The concepts that the question names, at their address in the reader's tree when they have one there."""
    found = []
    for key in plan.meanings:
        meaning = known.meanings.thesaurus.meanings[key]
        if meaning.pages:
            at = tree if tree in meaning.pages else next(iter(meaning.pages))
            title, url = meaning.pages[at]
            found.append(FoundConcept(title, url, at))
    return found
