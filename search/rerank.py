"""The first answers in a better order: what is like the best ones, and what they lead to, comes up, and what says in
its title what was asked for.

The words and meanings that the best answers share say more than the question alone (feedback, after Rocchio), and the
editors' links say which pages belong together. Measured on the judged queries: +0.03 and +0.01, titles +0.01. Worked
out here over the same answers, whichever engine gave them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from search.bag import of_words_and_meanings
from search.engines.base import TOP_IMPACT, Clause
from search.knowledge import Knowledge, documents_with_each
from search.models import Posting
from search.titles import answered_by_titles

WINDOW = 50  # answers that may change places
BEST = 4  # that say what the question is about
CANDIDATES, TERMS = 100, 12  # terms of theirs that are weighed, and that count
COMMON = 0.4  # share of the documents from which a term says nothing
# What a perfect likeness, link or title adds, in scores of the first answer.
LIKE, LINKED, TITLED = 0.5, 0.35, 0.25

Hits = Sequence[tuple[int, int]]


def better(hits: Hits, known: Knowledge, clauses: Sequence[Clause] = ()) -> list[tuple[int, int]]:
    """The answers of the window with new scores, best first; the rest as they were.

    Args:
        clauses: What was asked for.
    """
    window, rest = hits[:WINDOW], hits[WINDOW:]
    if not window or not window[0][1]:
        return list(hits)
    best, first = shares(window[:BEST]), window[0][1]
    likeness = alike([pk for pk, _score in window], telling(best, known))
    linked = links(best, known)
    titled = answered_by_titles([pk for pk, _score in window if pk in known.documents], clauses, known)

    def added(pk: int) -> float:
        group = known.documents[pk].group
        return LIKE * likeness.get(pk, 0) + LINKED * linked.get(group, 0) + TITLED * titled.get(pk, 0)

    scores = {pk: score + round(first * added(pk)) for pk, score in window if pk in known.documents}
    return [*sorted(scores.items(), key=lambda hit: (-hit[1], hit[0])), *rest]


def shares(hits: Hits) -> dict[int, float]:
    """How much each of the best answers has to say; 1 in all."""
    whole = sum(score for _pk, score in hits)
    return {pk: score / whole for pk, score in hits}


def telling(best: Mapping[int, float], known: Knowledge) -> dict[int, float]:
    """The terms that the best answers are about, and what each says: much in them, and rare elsewhere."""
    documents = len(known.documents)
    weights: dict[int, float] = defaultdict(float)
    # In one order on every database: a sum of floats depends on it.
    rows = Posting.objects.filter(document__in=best).order_by("document_id", "term")
    for pk, term, impact in rows.values_list("document_id", "term", "impact"):
        if of_words_and_meanings(term):
            weights[term] += best[pk] * impact / TOP_IMPACT
    candidates = sorted(weights, key=lambda term: (-weights[term], term))[:CANDIDATES]
    said = {
        term: weights[term] * math.log(1 + documents / frequency)
        for term, frequency in documents_with_each(candidates, known).items()
        if frequency < COMMON * documents
    }
    return {term: said[term] for term in sorted(said, key=lambda term: (-said[term], term))[:TERMS]}


def alike(ids: Sequence[int], terms: Mapping[int, float]) -> dict[int, float]:
    """How much each document is about the terms, from 0 to 1 for the one that is most."""
    found: dict[int, float] = defaultdict(float)
    rows = Posting.objects.filter(document__in=ids, term__in=list(terms)).order_by("document_id", "term")
    for pk, term, impact in rows.values_list("document_id", "term", "impact"):
        found[pk] += terms[term] * impact
    most = max(found.values(), default=0)
    return {pk: value / most for pk, value in found.items()} if most else {}


def links(best: Mapping[int, float], known: Knowledge) -> dict[str, float]:
    """The things that the best answers link to, and how much these say."""
    found: dict[str, float] = defaultdict(float)
    for pk, share in best.items():
        facts = known.documents.get(pk)
        for group in known.near(facts.group) if facts else ():
            found[group] += share
    return found
