"""An index made by hand: documents as bags of terms, and questions for the engines. The same on every run."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random

from django.db import transaction

from search.analysis import VERSION
from search.bag import number
from search.documents import next_number
from search.engines.base import (
    COVERAGE_SHARE,
    EXACT,
    FACETS,
    NEWEST,
    RELEVANCE,
    REVIEWED,
    TOP_IMPACT,
    Alternative,
    Clause,
    EngineQuery,
)
from search.models import Posting, SearchDocument

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
VALUES = {name: [f"{name}-{at}" for at in range(4 + 3 * place)] for place, name in enumerate(FACETS)}
VALUES["language"] = ["nb", "nn", "en"]
TERMS = [f"s{at}" for at in range(300)]
# What the boosts of a question may add up to, so that the highest score is still a whole number for Elasticsearch.
MOST = EXACT // (TOP_IMPACT * (20 + COVERAGE_SHARE)) - 1


def make_row(*, key: str, facets: Mapping[str, list[str]] | None = None, **fields) -> SearchDocument:
    """A document that is not stored yet."""
    plain = {
        "kind": "story",
        "group": key,
        "tree": "nb",
        "url": f"/{key}/",
        "language": "nb",
        "title": key,
        "title_language": "nb",
        "analysis": VERSION,
    }
    return SearchDocument(key=key, facets=dict(facets or {}), **{**plain, **fields})


@transaction.atomic
def store_rows(rows: Iterable[SearchDocument], bags: Iterable[Mapping[str, int]]) -> list[SearchDocument]:
    """Stores documents, new or known, with their terms as one write."""
    rows, generation = list(rows), next_number()
    for row in rows:
        row.generation = generation
        row.save()
    Posting.objects.filter(document__in=rows).delete()
    postings = [
        Posting(document=row, term=number(term), impact=impact)
        for row, bag in zip(rows, bags, strict=True)
        for term, impact in sorted(bag.items())
    ]
    Posting.objects.bulk_create(postings, batch_size=5000)
    return rows


def make_document(*, key: str, terms: Mapping[str, int] | None = None, **fields) -> SearchDocument:
    """A document in the index."""
    return store_rows([make_row(key=key, **fields)], [terms or {}])[0]


def zipf(random: Random, values: list[str]) -> str:
    """One of them, the first ones most often."""
    return values[min(int(random.paretovariate(0.6)) - 1, len(values) - 1)]


def generated_bag(random: Random) -> dict[str, int]:
    """A few dozen terms, common ones in most documents."""
    return {zipf(random, TERMS): random.randint(1, TOP_IMPACT) for _ in range(random.randint(0, 60))}


def generated_row(random: Random, key: str) -> SearchDocument:
    """A document of any tree, age and kind."""
    facets = {
        name: sorted({zipf(random, values) for _ in range(random.randint(0, 3))}) for name, values in VALUES.items()
    }
    facets["language"] = [random.choice(VALUES["language"])]
    expiry = [None, None, None, NOW, NOW + timedelta(microseconds=1), NOW - timedelta(days=1), NOW + timedelta(days=1)]
    dated = random.random() < 0.8
    return make_row(
        key=key,
        facets=facets,
        tree="en" if facets["language"] == ["en"] else "nb",
        stands_alone=random.random() < 0.3,
        visible_until=random.choice(expiry),
        published=NOW - timedelta(days=random.randint(0, 40), microseconds=random.randint(0, 3)) if dated else None,
        reviewed=date(2026, 1, 1) + timedelta(days=random.randint(0, 60)) if random.random() < 0.5 else None,
    )


def generated_collection(*, size: int, seed: int = 1) -> list[SearchDocument]:
    """An index of so many documents."""
    random = Random(seed)
    rows = [generated_row(random, f"{seed}-{at}") for at in range(size)]
    return store_rows(rows, [generated_bag(random) for _row in rows])


def rewrite_some(rows: list[SearchDocument], *, seed: int = 2) -> tuple[list[int], list[int]]:
    """Writes a third of the documents anew and deletes a tenth; returns the ids of both."""
    random = Random(seed)
    again = random.sample(rows, len(rows) // 3)
    for row in again:
        other = generated_row(random, row.key)
        for name in ("facets", "tree", "stands_alone", "visible_until", "published", "reviewed"):
            setattr(row, name, getattr(other, name))
    store_rows(again, [generated_bag(random) for _row in again])
    going = [row.pk for row in random.sample(rows, len(rows) // 10)]
    next_number()
    SearchDocument.objects.filter(pk__in=going).delete()
    return [row.pk for row in again], going


def generated_clauses(random: Random) -> tuple[Clause, ...]:
    """One to twenty clauses of a few ways each."""
    count = random.choice([1, 1, 2, 2, 3, 4, 6, 9, 20])
    clauses = []
    for at in range(count):
        ways = []
        for _ in range(random.choice([1, 1, 2, 3, 6])):
            terms = {zipf(random, TERMS) for _ in range(random.choice([1, 1, 1, 2, 3]))}
            if random.random() < 0.1:
                terms.add("s-of-no-document")
            highest = MOST // (count * len(terms))
            ways.append(Alternative(tuple((term, random.randint(1, min(highest, 150))) for term in sorted(terms))))
        share = COVERAGE_SHARE // count
        clauses.append(Clause(tuple(ways), share if at else COVERAGE_SHARE - share * (count - 1)))
    return tuple(clauses)


def generated_filters(random: Random) -> dict[str, tuple[str, ...]]:
    """One to three facets with one to three values each, among them such as no document has."""
    names = random.sample(FACETS, random.choice([1, 1, 2, 3]))
    found = {name: tuple({zipf(random, VALUES[name]) for _ in range(random.choice([1, 1, 2, 3]))}) for name in names}
    if random.random() < 0.05:
        found[names[0]] = ("no-such-value",)
    return found


def generated_query(random: Random, ids: list[int], *, filtered: bool) -> EngineQuery:
    """A question, with whatever questions may have."""
    return EngineQuery(
        clauses=generated_clauses(random) if random.random() < 0.98 else (),
        everything=random.random() < 0.05,
        tree=random.choice(["nb", "en"]),
        filters=generated_filters(random) if filtered else {},
        without=(zipf(random, TERMS[5:]),) if random.random() < 0.1 else (),
        only=frozenset(random.sample(ids, random.randint(0, len(ids)))) if random.random() < 0.1 else None,
        never=frozenset(random.sample(ids, random.randint(0, len(ids)))) if random.random() < 0.1 else frozenset(),
        floor=random.choice([1, 1, 1, 2000, 100_000]),
        facets=random.choice([FACETS, FACETS, FACETS[:3], ()]),
        sort=random.choice([RELEVANCE, RELEVANCE, RELEVANCE, NEWEST, REVIEWED]),
        offset=random.choice([0, 0, 0, 20, 40, 10_000, 10**12]),
        limit=random.choice([20, 20, 10, 100]),
        now=NOW,
    )


def generated_queries(*, count: int, ids: list[int], seed: int = 3) -> list[EngineQuery]:
    """So many questions, every other one filtered."""
    random = Random(seed)
    return [generated_query(random, ids, filtered=at % 2 == 1) for at in range(count)]
