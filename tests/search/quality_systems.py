"""The systems that the judged queries are put to, on the database of this process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import Page, get_page_models
from wagtail.search import index

from search import indexes
from search.client import writing_client
from search.engines.elastic import ElasticEngine
from search.knowledge import current
from search.models import SearchDocument
from search.service import SearchAnswer, SearchRequest, plan_for, query_for, read, search
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.search.judgements import DEMONSTRATED, TOP, Answered, Judged, first

ATTEMPTS = 3


# The hub's own search -------------------------------------------------------------------------------------------------
def keys_of_groups() -> dict[str, str]:
    """What the judgements call each thing: its Norwegian address, or the only one it has."""
    rows = SearchDocument.objects.order_by("tree", "pk").values_list("group", "url")  # `en` before `nb`
    return dict(rows)


def request_for(query: Judged) -> SearchRequest:
    """What somebody asks who types the query."""
    return SearchRequest(text=query.text, language=query.language, per_page=TOP + DEMONSTRATED)


def answered(answer: SearchAnswer, keys: Mapping[str, str]) -> Answered:
    """What the reader sees of an answer."""
    return Answered(first(keys[hit.document.group] for hit in answer.hits), answer.total, answer.nearest)


def hub_answers(queries: Iterable[Judged]) -> dict[str, Answered]:
    """The answers of the engine in use."""
    keys = keys_of_groups()
    return {query.id: answered(search(request_for(query)), keys) for query in queries}


def elasticsearch_answers(queries: Iterable[Judged], url: str) -> dict[str, Answered]:
    """The answers from an index made for the purpose."""
    keys = keys_of_groups()
    with elasticsearch(url):
        filled_index()
        return {query.id: answered(by_elasticsearch(request_for(query)), keys) for query in queries}


def by_elasticsearch(request: SearchRequest) -> SearchAnswer:
    """An answer that the database did not give: a server that is slow at first is asked again.

    Raises:
        RuntimeError: it does not answer in time.
    """
    for _attempt in range(ATTEMPTS):
        answer = search(request)
        if answer.engine == ElasticEngine.name:
            return answer
        question = read(request.text)
        query = query_for(request, question, plan_for(question, current()))
        ElasticEngine(writing_client(), indexes.alias()).answer(query)  # with patience
        cache.clear()  # and with the failure forgotten
    raise RuntimeError(f"Elasticsearch does not answer in time: {request.text}")


# The search that the CMS brings ---------------------------------------------------------------------------------------
def fill_cms_index() -> None:
    """Let the CMS's own search know all text that the hub's knows, not only the few fields that the admin needs."""
    texts: dict[int, str] = {}
    rows = SearchDocument.objects.exclude(page=None).order_by("pk")
    for pk, summary, labels, parts in rows.values_list("page", "summary", "labels", "parts"):
        pieces = [texts.get(pk, ""), summary, *(label[0] for label in labels), *(part[0] for part in parts)]
        texts[pk] = " ".join(pieces)
    Page.told = lambda page: texts.get(page.pk, "")  # type: ignore[attr-defined]
    for model in get_page_models():
        model.search_fields = [*model.search_fields, index.SearchField("told")]
    call_command("update_index", verbosity=0)


def cms_answers(queries: Iterable[Judged]) -> dict[str, Answered]:
    """The answers of the CMS's own search as it comes; a page that is found in two languages counts once."""
    keys = keys_of_groups()
    groups = dict(SearchDocument.objects.exclude(page=None).values_list("page", "group"))
    found = {}
    for query in queries:
        pages = Page.objects.live().search(query.text)
        things = [groups.get(pk, f"page-{pk}") for pk in (page.pk for page in pages[: 5 * TOP])]
        found[query.id] = Answered(first(keys.get(group, group) for group in dict.fromkeys(things)), pages.count())
    return found
