"""Which documents and things a change reaches beyond the thing that changed. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import Page, get_page_models

from hub.languages import public_path
from hub.models import BasePage, County, HealthCommunity, Municipality, Organisation, Term
from search import knowledge
from search.analysis import ENGLISH, NORWEGIAN, stem, tokens
from search.bag import MEANING, number
from search.compounds import SHORTEST, lexicons
from search.documents import ROWS
from search.models import Posting, SearchDocument
from search.thesaurus import Meaning

PAGE = "page"  # stands for all kinds of pages in the arguments of a job
REFERENCES: tuple[type[Model], ...] = (Term, Municipality, County, HealthCommunity, Organisation)


@dataclass
class Things:
    """Pages by id, and rows with an address as `(kind, key)`."""

    pages: set[int] = field(default_factory=set)
    rows: set[tuple[str, str]] = field(default_factory=set)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each as `(kind, key)`, in order."""
        yield from ((PAGE, str(pk)) for pk in sorted(self.pages))
        yield from sorted(self.rows)


# Of a page ------------------------------------------------------------------------------------------------------------
def beneath(page: Page, urls: Iterable[str] = ()) -> QuerySet[SearchDocument]:
    """The documents of a page and of all below it, in the tree or by address.

    A list may serve records of the other tree at addresses below its own.

    Args:
        urls: Other addresses of the page, such as former ones.
    """
    found = Q(page__path__startswith=page.path)
    tree = page.locale.language_code
    served = SearchDocument.objects.filter(page__isnull=False, tree="en" if tree == "en" else "nb")
    for url in {public_path(page.url_path, tree), *urls}:
        of_the_other_tree = served.filter(url__startswith=url).exclude(page__locale=page.locale_id)
        found |= Q(pk__in=of_the_other_tree.values("pk"))
    return SearchDocument.objects.filter(found)


def pages_beneath(page: Page) -> QuerySet[BasePage]:
    """The page, all pages below it, and the records that lists among them serve for all languages."""
    found = Q(path__startswith=page.path)
    for model in get_page_models():
        serves = getattr(model, "one_for_all_languages", False)
        if serves and model._base_manager.filter(path__startswith=page.path).exists():
            found |= Q(pk__in=model.item_model._base_manager.values("pk"))
    return BasePage.objects.filter(found)


def any_beneath(page: Page) -> bool:
    """Whether `pages_beneath` finds any page but this one."""
    below = BasePage.objects.filter(path__startswith=page.path).exclude(pk=page.pk)
    serves = getattr(page.specific_class, "one_for_all_languages", False)
    return below.exists() or (serves and pages_beneath(page).exclude(pk=page.pk).exists())


# Of a row of reference data -------------------------------------------------------------------------------------------
def users_of(row: Model) -> Things:
    """The pages and rows whose documents hold names or ids of a row, by whatever relation, also through other rows."""
    found = Things()
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        using = model._base_manager.filter(**{relation.field.name: row.pk})
        parent = next((one for one in model._meta.get_fields() if isinstance(one, ParentalKey)), None)
        if issubclass(model, BasePage):
            found.pages |= set(using.values_list("pk", flat=True))
        elif parent is not None:
            found.pages |= set(using.values_list(parent.attname, flat=True))
        elif model in ROWS.values():
            found.rows |= {(model.search_kind, str(pk)) for pk in using.values_list("pk", flat=True)}
        elif model in REFERENCES:
            for below in using:
                further = users_of(below)
                found.pages |= further.pages
                found.rows |= further.rows
    return found


# Of a meaning ---------------------------------------------------------------------------------------------------------
def touched_by(key: str) -> Things:
    """The things whose documents are tagged with a meaning, or use one of its names as it is now.

    Args:
        key: Of the meaning, as the thesaurus knows it.
    """
    tagged = Posting.objects.filter(term=number(MEANING + key)).values("document")
    touched = Q(pk__in=tagged)
    meaning = knowledge.meanings().thesaurus.meanings.get(key)
    if meaning:
        for phrase in phrases(meaning):
            touched |= Q(stems__contains=f" {phrase} ")
        for word in new_parts(meaning):
            touched |= Q(words__contains=word)
    found = things_of(SearchDocument.objects.filter(touched))
    for row in named_by(meaning) if meaning else ():
        further = users_of(row)
        found.pages |= further.pages
        found.rows |= further.rows
    return found


def things_of(documents: QuerySet[SearchDocument]) -> Things:
    """The things behind documents."""
    found = Things()
    for page_id, kind, group in documents.values_list("page_id", "kind", "group"):
        if page_id:
            found.pages.add(page_id)
        else:
            found.rows.add((kind, group.removeprefix(f"{kind}-")))
    return found


def phrases(meaning: Meaning) -> set[str]:
    """The names of a meaning as stems in a row, as texts in either language have them."""
    rows = ([token.word for token in tokens(text)] for text, _language in meaning.names)
    return {
        " ".join(stem(word, stemmer) for word in words) for words in rows if words for stemmer in (NORWEGIAN, ENGLISH)
    }


def new_parts(meaning: Meaning) -> set[str]:
    """Words of its names that no lexicon knows: compounds are taken apart otherwise for them."""
    texts = (text for text, language in meaning.names if language != ENGLISH)
    words = {token.word for text in texts for token in tokens(text)}
    return {word for word in words if len(word) >= SHORTEST and not any(word in lexicon for lexicon in lexicons())}


def named_by(meaning: Meaning) -> Iterator[Term]:
    """Terms whose names hold a name of the meaning: the names of terms are words of the documents."""
    wanted = [f" {phrase} " for phrase in phrases(meaning)]
    for term in Term.objects.all():
        names = ((term.nb, NORWEGIAN), (term.nn, NORWEGIAN), (term.en, ENGLISH))
        texts = [f" {' '.join(stem(token.word, stemmer) for token in tokens(name))} " for name, stemmer in names]
        if any(phrase in text for phrase in wanted for text in texts):
            yield term
