"""What a reader has picked: read from the address, and written to it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.translation import get_language

from hub.listing import text
from hub.listing.cards import load_mixed
from hub.listing.facts import TermTree
from hub.models import BasePage

PATH = "/liste/"
MOST = 30
LONGEST_ID, LONGEST_QUESTION, FOUND = 9, 200, 10


def read_ids(params: QueryDict) -> list[int]:
    """The ids of an address, each once, in order: `s=1&s=2` as a form sends them, or `s=1,2` as we write them."""
    words = (word for value in params.getlist("s") for word in value.split(","))
    ids = (int(word) for word in words if word.isascii() and word.isdigit() and len(word) <= LONGEST_ID)
    return list(dict.fromkeys(ids))


def address(ids: Iterable[int], question: str = "") -> str:
    """The list of these pages, in the language that is read now."""
    query = {"s": ",".join(map(str, ids))} if ids else {}
    if question:
        query["finn"] = question
    language = get_language() or settings.LANGUAGE_CODE
    if language != settings.LANGUAGE_CODE:
        query["sprak"] = language
    return f"{PATH}?{urlencode(query, safe=',')}" if query else PATH


@dataclass(frozen=True)
class Picked:
    """A page of the list, and the address of the list without it."""

    page: Any
    without_url: str


@dataclass(frozen=True)
class Shortlist:
    """What is shown.

    Attributes:
        full: Whether more was asked for than a list holds.
        found: Pages that answer what was looked for, and are not in the list yet.
    """

    picked: list[Picked]
    full: bool
    question: str
    found: list[Any]

    @property
    def ids(self) -> list[int]:
        """Of the pages of the list."""
        return [one.page.pk for one in self.picked]

    @property
    def room(self) -> bool:
        """Whether another page fits in."""
        return len(self.picked) < MOST


def read(params: QueryDict) -> Shortlist:
    """The list that an address asks for, in a constant number of queries for each type of page in it."""
    asked = read_ids(params)
    question = params.get("finn", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    types = _types(asked[:MOST])
    ids = [pk for pk in asked[:MOST] if pk in types]
    answers = _answers(question, ids)
    wanted = types | answers
    pages = load_mixed(wanted, TermTree()) if wanted else {}
    picked = [Picked(pages[pk], address([other for other in ids if other != pk])) for pk in ids if pk in pages]
    found = [pages[pk] for pk in answers if pk in pages]
    return Shortlist(picked, len(asked) > MOST, question, found)


def _types(ids: Iterable[int]) -> dict[int, type[BasePage]]:
    """The type of each page that the public may see."""
    rows = BasePage.objects.visible().filter(pk__in=list(ids)).order_by().values_list("pk", "content_type_id")
    models = ((pk, ContentType.objects.get_for_id(kind).model_class()) for pk, kind in rows)
    return {pk: model for pk, model in models if model and issubclass(model, BasePage)}


def _answers(question: str, besides: Iterable[int]) -> dict[int, type[BasePage]]:
    """The best answers to a question, the best first."""
    if not question:
        return {}
    language = get_language() or settings.LANGUAGE_CODE
    tree = "en" if language == "en" else settings.LANGUAGE_CODE
    pages = BasePage.objects.visible().filter(locale__language_code=tree).exclude(pk__in=list(besides))
    scores = text.match(question, pages, language)
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:FOUND]
    types = _types(best)
    return {pk: types[pk] for pk in best if pk in types}
