"""The parts of the analysis made by hand: splitters, meanings, plans and bags, none of which asks a database."""

from collections.abc import Mapping, Sequence

from search.bag import TEXT, TITLE, Piece, impacts
from search.compounds import Splitter
from search.engines.base import COVERAGE_BASE
from search.plan import Plan, Planner
from search.question import read
from search.thesaurus import Meaning, Thesaurus


def toy_splitter(*own: str) -> Splitter:
    """Knows these words and no lexicon."""
    return Splitter(own, foreign=())


def make_meaning(key: str, *, nb=(), nn=(), en=(), related=(), page="") -> Meaning:
    """A meaning with its names; that of a concept when it has a page."""
    names = [(text, language) for language, texts in (("nb", nb), ("nn", nn), ("en", en)) for text in texts]
    pages = {"nb": (names[0][0], page)} if page else {}
    return Meaning(key=key, names=tuple(names), related=tuple(related), pages=pages)


def make_bag(*, title="", text="", language="nb", splitter=None, meanings=()) -> dict[str, int]:
    """The terms of a document with a title and a text."""
    pieces = [Piece(TITLE, title, language), Piece(TEXT, text, language)]
    return impacts([piece for piece in pieces if piece.text], splitter or toy_splitter(), Thesaurus(meanings))


def make_planner(bags: Sequence[Mapping[str, int]] = (), *, splitter=None, meanings=(), **options) -> Planner:
    """A planner over documents that are bags of terms."""

    def frequencies(terms):
        counts = {term: sum(term in bag for bag in bags) for term in terms}
        return {term: count for term, count in counts.items() if count}

    return Planner(
        thesaurus=Thesaurus(meanings),
        splitter=splitter or toy_splitter(),
        documents=options.pop("documents", len(bags)),
        frequencies=options.pop("frequencies", frequencies),
        **options,
    )


def make_plan(text: str, bags: Sequence[Mapping[str, int]] = (), *, bare=False, **options) -> Plan:
    """The plan of a question over such documents."""
    return make_planner(bags, **options).plan(read(text).words, bare=bare)


def score(plan: Plan, bag: Mapping[str, int]) -> int:
    """What a document scores, by the formula as it is written in `search.engines.base`."""
    total, coverage = 0, 0
    for clause in plan.clauses:
        ways = [
            sum(boost * bag[term] for term, boost in way.terms)
            for way in clause.alternatives
            if all(term in bag for term, _boost in way.terms)
        ]
        if ways:
            total += max(ways)
            coverage += clause.coverage
    return total * (COVERAGE_BASE + coverage)
