"""What a process knows of the index without asking again: facts of each document, its words, the thesaurus.

All of it is read from the index, as it stands at the number of its last write, and read again where that has changed.
So a count or a suggestion never knows of anything that has left the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from search.compounds import Splitter
from search.models import IndexState, SearchDocument, Word
from search.thesaurus import Meaning, Thesaurus, meanings_of_concepts, meanings_of_words, own_words

FACTS = (
    "pk",
    "generation",
    "group",
    "kind",
    "key",
    "related",
    "tree",
    "stands_alone",
    "url",
    "title",
    "title_language",
    "labels",
    "facets",
    "words",
    "published",
    "reviewed",
    "visible_until",
)
BATCH = 500  # ids in one query


@dataclass(slots=True)
class Facts:
    """What is known of one document without reading it: what filters, counts, orders and suggestions need."""

    pk: int
    generation: int
    group: str
    kind: str
    key: str
    related: list[list[str]]
    tree: str
    stands_alone: bool
    url: str
    title: str
    title_language: str
    labels: list[list[str]]
    facets: Mapping[str, list[str]]
    words: str
    published: datetime | None
    reviewed: object
    visible_until: datetime | None


@dataclass(frozen=True)
class Meanings:
    """The thesaurus and the splitter that knows its words."""

    number: int = -1
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    splitter: Splitter = field(default_factory=lambda: Splitter(foreign=()))
    until: datetime | None = None  # when the first of the concepts goes out of sight


@dataclass(frozen=True)
class Knowledge:
    """The index at one number.

    Attributes:
        words: In how many documents each word stands, those that expire left out.
        near: Groups to the groups that they link to or are linked from.
    """

    number: int = -1
    documents: dict[int, Facts] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    near: Mapping[str, set[str]] = field(default_factory=dict)
    meanings: Meanings = field(default_factory=Meanings)


_known: dict[str, Knowledge] = {}
_meanings: dict[str, Meanings] = {}


def forget() -> None:
    """Know nothing, as after a write that was known here and then rolled back: its number comes again."""
    _known.clear()
    _meanings.clear()


def state(using: str = "default") -> IndexState:
    """The state of the index; that of an empty one before the first write."""
    return IndexState.objects.using(using).first() or IndexState()


def meanings(using: str = "default", known: IndexState | None = None) -> Meanings:
    """The thesaurus as it is now; one query while nothing has changed."""
    number = (known or state(using)).meanings
    found = _meanings.get(_name(using))
    now = timezone.now()
    if found is None or found.number != number or (found.until and found.until <= now):
        concepts = list(visible_concepts(now, using))
        thesaurus = Thesaurus(load_meanings(concepts, using))
        until = min((one.visible_until for one in concepts if one.visible_until), default=None)
        found = Meanings(number, thesaurus, Splitter(own_words(thesaurus.meanings.values())), until)
        _meanings[_name(using)] = found
    return found


def visible_concepts(now: datetime, using: str) -> QuerySet[SearchDocument]:
    """The documents that define something, until they are out of sight."""
    found = SearchDocument.objects.using(using).filter(defines=True).order_by("pk")
    return found.exclude(visible_until__lte=now)


def load_meanings(concepts: Iterable[SearchDocument], using: str = "default") -> list[Meaning]:
    """The meanings of concepts, and of the word list."""
    words = Word.objects.using(using).order_by("pk")
    return [*meanings_of_concepts(concepts), *meanings_of_words(words)]


def current(using: str = "default") -> Knowledge:
    """The index as it is now; one query while nothing has changed, and only what has changed is read again."""
    now = state(using)
    known = _known.get(_name(using)) or Knowledge()
    if known.number != now.generation:
        known = _brought_up_to_date(known, now.generation, using)
    found = meanings(using, now)
    if known.meanings is not found:
        known = replace(known, meanings=found)  # whoever is answering with the old one goes on with the old one
    _known[_name(using)] = known
    return known


def lasting_words(facts: Facts) -> list[str]:
    """The words of a document that may be suggested to all; none of one that goes out of sight by the clock.

    Nothing is written at that moment, so what is counted together must not know of it before.
    """
    return facts.words.split() if facts.visible_until is None else []


def _name(using: str) -> str:
    """The database, not only its alias: tests put another one behind it."""
    return f"{using}:{connections[using].settings_dict['NAME']}"


def _brought_up_to_date(known: Knowledge, number: int, using: str) -> Knowledge:
    """A new knowledge that shares with the old what has not changed; whoever reads the old one is left in peace."""
    rows = SearchDocument.objects.using(using)
    there = dict(rows.values_list("pk", "generation"))
    same = {pk: facts for pk, facts in known.documents.items() if there.get(pk) == facts.generation}
    gone = [facts for pk, facts in known.documents.items() if pk not in same]
    changed = [pk for pk in there if pk not in same]
    fresh: list[Facts] = []
    for start in range(0, len(changed), BATCH):
        some = rows.filter(pk__in=changed[start : start + BATCH])
        fresh += [Facts(*row) for row in some.values_list(*FACTS)]
    words = known.words.copy()
    for facts in gone:
        words.subtract(lasting_words(facts))
    for facts in fresh:
        words.update(lasting_words(facts))
    documents = same | {facts.pk: facts for facts in fresh}
    return Knowledge(number, dict(sorted(documents.items())), +words, linked(documents.values()), known.meanings)


def linked(documents: Iterable[Facts]) -> dict[str, set[str]]:
    """Which groups link to each other, whichever of the two says so."""
    documents = list(documents)
    groups = {(facts.kind, facts.key): facts.group for facts in documents}
    near: dict[str, set[str]] = {}
    for facts in documents:
        for kind, key in facts.related:
            other = groups.get((kind, key))
            if other and other != facts.group:
                near.setdefault(facts.group, set()).add(other)
                near.setdefault(other, set()).add(facts.group)
    return near
