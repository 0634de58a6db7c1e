"""What a process knows of the index without asking again: facts of each document, its words, the thesaurus.

All of it is read from the index, as it stands at the number of its last write, and read again where that has changed.
So a count or a suggestion never knows of anything that has left the index.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from sys import maxunicode

from django.db import connections
from django.db.models import Count, QuerySet
from django.utils import timezone

from search.compounds import Splitter
from search.facts import FACTS, Facts, plain
from search.links import Links
from search.models import IndexState, Posting, SearchDocument, Word
from search.sets import Sets
from search.thesaurus import Meaning, Thesaurus, meanings_of_concepts, meanings_of_words, own_words

BATCH = 500  # ids in one query
REWRITTEN = 500  # words that are quicker sorted anew with all others
REMEMBERED = 200_000  # terms whose frequency is remembered


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
        settled: Whether all of it was committed when it was read, so that it may be brought up to date.
        words: In how many documents each word stands, those that expire left out.
        begun: The same words, sorted by how they are compared with what a reader begins to type.
        sets: The documents by their facets.
        links: Which things link to each other.
        frequencies: In how many documents terms stand, of those that were asked for; see `documents_with_each`.
    """

    number: int = -1
    settled: bool = True
    documents: dict[int, Facts] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    begun: list[str] = field(default_factory=list)
    sets: Sets = field(default_factory=Sets)
    links: Links = field(default_factory=Links)
    meanings: Meanings = field(default_factory=Meanings)
    frequencies: dict[int, int] = field(default_factory=dict)

    def near(self, group: str) -> set[str]:
        """The things that a thing links to or is linked from."""
        return self.links.near(group, self.documents)

    def beginning(self, wanted: str) -> list[str]:
        """The words that begin so, once both are made plain."""
        start = bisect_left(self.begun, wanted, key=plain)
        return self.begun[start : bisect_left(self.begun, wanted + chr(maxunicode), key=plain)]


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


def _name(using: str) -> str:
    """The database, not only its alias: tests put another one behind it."""
    return f"{using}:{connections[using].settings_dict['NAME']}"


def documents_with_each(terms: Iterable[int], known: Knowledge, using: str = "default") -> dict[int, int]:
    """Of some numbers of terms those that stand in some document, with how many; asked once at each number."""
    numbers = set(terms)
    missing = [term for term in numbers if term not in known.frequencies]
    if missing:
        rows = Posting.objects.using(using).filter(term__in=missing).values_list("term").annotate(Count("document"))
        if len(known.frequencies) > REMEMBERED:
            known.frequencies.clear()
        known.frequencies.update(dict.fromkeys(missing, 0) | dict(rows))
    found = {term: known.frequencies.get(term, 0) for term in numbers}
    return {term: count for term, count in found.items() if count}


# Coming up to date ----------------------------------------------------------------------------------------------------
def _brought_up_to_date(known: Knowledge, number: int, using: str) -> Knowledge:
    """A new knowledge that shares with the old what has not changed; whoever reads the old one is left in peace."""
    settled = not connections[using].in_atomic_block  # what is read here may yet be rolled back
    if known.settled and known.number < number:
        fresh, gone = _newer(known, using)
    else:
        fresh, gone = _different(known, using)
    documents = _documents(known, fresh, gone)
    words, begun = _counted(known, gone, fresh)
    sets, links = known.sets.changed(gone, fresh), known.links.changed(gone, fresh)
    return Knowledge(number, settled, documents, words, begun, sets, links, known.meanings)


def _documents(known: Knowledge, fresh: list[Facts], gone: list[Facts]) -> dict[int, Facts]:
    """All documents by id; one that has changed keeps its place, and a new one nearly always comes last."""
    documents, last = known.documents.copy(), next(reversed(known.documents), 0)
    for pk in {facts.pk for facts in gone} - {facts.pk for facts in fresh}:
        del documents[pk]
    documents.update((facts.pk, facts) for facts in fresh)
    is_sorted = all(facts.pk > last or facts.pk in known.documents for facts in fresh)
    return documents if is_sorted else dict(sorted(documents.items()))


def _newer(known: Knowledge, using: str) -> tuple[list[Facts], list[Facts]]:
    """What was written since, and what that replaces or is gone: numbers of writes are committed in their order."""
    rows = SearchDocument.objects.using(using)
    # Sorted here: to spare itself the sorting, a database reads all rows in order.
    newer = rows.filter(generation__gt=known.number).values_list(*FACTS)
    fresh = sorted((Facts(*row) for row in newer.iterator()), key=lambda facts: facts.pk)
    gone = [known.documents[facts.pk] for facts in fresh if facts.pk in known.documents]
    if rows.count() != len(known.documents) + len(fresh) - len(gone):
        there = {*rows.values_list("pk", flat=True).iterator(), *(facts.pk for facts in gone)}
        gone += [facts for pk, facts in known.documents.items() if pk not in there]
    return fresh, gone


def _different(known: Knowledge, using: str) -> tuple[list[Facts], list[Facts]]:
    """The same by comparing all: what is known may have been rolled back."""
    rows = SearchDocument.objects.using(using).order_by("pk")
    there = dict(rows.values_list("pk", "generation"))
    gone = [facts for pk, facts in known.documents.items() if there.get(pk) != facts.generation]
    kept = known.documents.keys() - {facts.pk for facts in gone}
    changed = [pk for pk in there if pk not in kept]
    fresh: list[Facts] = []
    for start in range(0, len(changed), BATCH):
        some = rows.filter(pk__in=changed[start : start + BATCH])
        fresh += [Facts(*row) for row in some.values_list(*FACTS)]
    return fresh, gone


def _counted(known: Knowledge, gone: Iterable[Facts], fresh: Iterable[Facts]) -> tuple[Counter[str], list[str]]:
    """The words after some documents went and others came, and the same in order."""
    words, touched = known.words.copy(), set[str]()
    for facts in gone:
        left = facts.lasting_words()
        words.subtract(left)
        touched.update(left)
    for facts in fresh:
        come = facts.lasting_words()
        words.update(come)
        touched.update(come)
    for word in touched:
        if not words[word]:
            del words[word]
    moved = [word for word in touched if (word in words) != (word in known.words)]
    if len(moved) > REWRITTEN:
        return words, sorted(words, key=lambda word: (plain(word), word))
    begun = known.begun.copy()
    for word in moved:
        at = bisect_left(begun, (plain(word), word), key=lambda other: (plain(other), other))
        if word in words:
            begun.insert(at, word)
        else:
            del begun[at]
    return words, begun
