"""What the index holds, as tests ask it."""

from io import StringIO

from django.core.management import call_command

from search.analysis import stem
from search.bag import MEANING, PART, WORD, number
from search.models import Posting, SearchDocument
from search.service import SearchAnswer, SearchRequest, search
from tests.builders.hub import make_standard_page, many
from tests.builders.jobs import run_jobs


def addresses(**filters) -> set[str]:
    """The addresses of the documents in the index."""
    return set(SearchDocument.objects.filter(**filters).values_list("url", flat=True))


def urls_with_term(term: str) -> set[str]:
    """The addresses of the documents that the index finds a term by."""
    return set(Posting.objects.filter(term=number(term)).values_list("document__url", flat=True))


def urls_with(word: str) -> set[str]:
    """The addresses of the documents that the index finds a word by."""
    return urls_with_term(WORD + stem(word))


def urls_with_part(word: str) -> set[str]:
    """The addresses of the documents that have a word as part of a compound."""
    return urls_with_term(PART + stem(word))


def urls_with_meaning(key: str) -> set[str]:
    """The addresses that a meaning of the thesaurus leads to."""
    return urls_with_term(MEANING + key)


def answer_to(text: str, **request) -> SearchAnswer:
    """What a reader is shown."""
    return search(SearchRequest(text=text, **request))


def found(text: str, **request) -> list[str]:
    """The addresses of the answers, in order."""
    return [hit.document.url for hit in answer_to(text, **request).hits]


def titles(text: str, **request) -> list[str]:
    """The titles of the answers, in order."""
    return [hit.document.title for hit in answer_to(text, **request).hits]


def make_pages(*titles: str, **fields) -> list:
    """Text pages with these titles, in the index."""
    with many():
        return [make_standard_page(title=title, **fields) for title in titles]


def settle() -> None:
    """Run all jobs until none is left."""
    while run_jobs():
        pass


def document_of(page) -> SearchDocument:
    """The document of a page itself."""
    return SearchDocument.objects.get(page=page.pk, key=str(page.pk))


def bag_of(row: SearchDocument) -> dict[int, int]:
    """The terms of a document, by number."""
    return dict(Posting.objects.filter(document=row).values_list("term", "impact"))


def behind_its_back(page, **fields):
    """Change a page without anyone being told."""
    type(page).objects.filter(pk=page.pk).update(**fields)
    return page


def printed_by(command: str, *arguments: str) -> str:
    """What a command prints."""
    printed = StringIO()
    call_command(command, *arguments, stdout=printed, stderr=StringIO())
    return printed.getvalue()
