"""A hub that has grown: documents worded like those that are there, and questions about them. The same on every run.

Word frequencies, lengths and tags are taken from the hub's own documents. A new one shares half of its words with one
of these, the other half with them all; ever rarer words come in with every document, as in real text.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from hub.indexing import SearchEntry, TextPart
from search.analysis import tokens
from search.documents import Thing
from search.engines.base import FACETS, NEWEST, RELEVANCE
from search.models import SearchDocument
from search.service import SearchRequest

LENGTH = 300  # words, on average
NEW_WORDS = 0.02  # of a text: words that stand nowhere else
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Model:
    """A document that others are made after."""

    kind: str
    title: tuple[str, ...]
    words: tuple[str, ...]
    facets: dict[str, list[str]]
    language: str


class Content:
    """Makes documents and questions after what the index holds when it is made."""

    def __init__(self) -> None:
        rows = sorted(SearchDocument.objects.all(), key=lambda row: (row.kind, row.key))
        self.models = [model for model in map(as_model, rows) if len(model.words) > 30]
        counts = Counter(word for model in self.models for word in model.words)
        self.vocabulary = [word for word, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
        self.weights = list(accumulate(counts[word] for word in self.vocabulary))

    def words(self, random: Random, count: int) -> list[str]:
        """Words as often as they are in the whole hub."""
        top = self.weights[-1]
        return [self.vocabulary[bisect(self.weights, random.randrange(top))] for _ in range(count)]

    def text(self, random: Random, model: Model, at: int) -> list[str]:
        """The words of a new document."""
        length = max(40, round(random.lognormvariate(0, 0.5) * LENGTH))
        own = [random.choice(model.words) for _ in range(length // 2)]
        rare = [f"{random.choice(model.words)}{at}" for _ in range(round(length * NEW_WORDS))]
        found = own + rare + self.words(random, length - len(own) - len(rare))
        random.shuffle(found)
        return found

    def things(self, first: int, last: int) -> Iterator[Thing]:
        """New things by number; every seventh in two languages."""
        for at in range(first, last):
            random = Random(at)
            model = random.choice(self.models)
            entries = [self.entry(random, model, at, model.language)]
            if at % 7 == 0:
                other = "nb" if model.language == "en" else "en"
                entries.append(self.entry(random, model, at, other))
            yield Thing(entries)

    def entry(self, random: Random, model: Model, at: int, language: str) -> SearchEntry:
        """What a new thing tells about itself in one language."""
        words = self.text(random, model, at)
        title = " ".join([*random.sample(model.title, min(4, len(model.title))), *words[:3]]).capitalize()
        day = FIRST_DAY + timedelta(hours=at)
        return SearchEntry(
            kind=model.kind,
            key=f"bench-{at}-{language}",
            group=f"bench-{at}",
            url=f"/{language}/{at}/",
            language=language,
            title=title[:200],
            title_language=language,
            summary=" ".join(words[:25]),
            parts=(TextPart(" ".join(words[25:]), language),),
            facets={**model.facets, "language": [language]},
            published=day,
            reviewed=day.date(),
        )

    def requests(self, count: int) -> list[SearchRequest]:
        """Questions of all kinds, every other one filtered."""
        return [self.request(Random(f"request {at}"), filtered=at % 2 == 1) for at in range(count)]

    def request(self, random: Random, *, filtered: bool) -> SearchRequest:
        """One question about one of the documents that were there first."""
        model = random.choice(self.models)
        filters = {}
        for name in random.sample(sorted(model.facets), min(len(model.facets), random.choice([1, 1, 2]))):
            if filtered:
                filters[name] = tuple(random.sample(model.facets[name], 1))
        return SearchRequest(
            text=question(random, model),
            language=random.choice(["nb", "nb", "nn", "en"]),
            filters=filters,
            sort=random.choice([RELEVANCE] * 9 + [NEWEST]),
            page=random.choice([1, 1, 1, 2]),
        )


def as_model(row: SearchDocument) -> Model:
    """What others are made after."""
    text = " ".join([row.summary, *(part[0] for part in row.parts)])
    return Model(
        kind=row.kind,
        title=tuple(token.word for token in tokens(row.title)),
        words=tuple(token.word for token in tokens(text)),
        facets={name: values for name, values in row.facets.items() if values and name in FACETS},
        language="en" if row.tree == "en" else "nb",
    )


def question(random: Random, model: Model) -> str:
    """What somebody types who looks for such a document."""
    content = [word for word in model.words if len(word) > 4] or list(model.words)
    words = [random.choice(content) for _ in range(random.choice([1, 1, 2, 2, 3, 4, 6]))]
    kind = random.randrange(10)
    if kind == 0:  # a slip
        at = random.randrange(1, len(words[0]) - 1)
        words[0] = words[0][:at] + words[0][at + 1 :]
    elif kind == 1 and len(words[0]) > 9:  # a compound in two
        words[0] = f"{words[0][:5]} {words[0][5:]}"
    elif kind == 2:
        words.append(f"-{random.choice(content)}")
    elif kind == 3:
        start = random.randrange(max(1, len(model.words) - 2))
        words = [f'"{" ".join(model.words[start : start + 2])}"']
    elif kind == 4:
        words = list(model.title)
    elif kind == 5 and random.random() < 0.5:
        words = []
    return " ".join(words)
