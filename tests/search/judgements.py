"""The judged queries, and how well a system's answers do on them; `judged/README.md` says how they were made."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

FOLDER = Path(__file__).parent / "judged"
SETS = ("given", "own", "aside")
TOP = 10  # answers that are looked at
NOTHING = "none"  # the kind of queries that no page answers
# Made up, so that registration can be tried: nobody has judged it, and a real hub does without.
DEMONSTRATION = "/arrangementer/webinarserie-digital-hjemmeoppfolging-i-praksis/"
DEMONSTRATED = 4  # its pages


@dataclass(frozen=True)
class Judged:
    """A query as somebody types it, with the addresses that answer it and their grades from 1 to 3."""

    id: str
    text: str
    language: str
    kind: str
    set: str
    relevant: Mapping[str, int]


@dataclass(frozen=True)
class Answered:
    """What a system showed: the keys of its first answers, how many there are, and whether it called them nearest."""

    keys: Sequence[str]
    total: int
    nearest: bool = False

    @property
    def says_nothing_fits(self) -> bool:
        """Whether readers were told that what they asked for is not there."""
        return self.nearest or not self.total


@dataclass(frozen=True)
class Figures:
    """Means over some queries that have an answer: nDCG@10, recall@10, share without a hit."""

    ndcg: float
    recall: float
    silent: float

    def __str__(self):
        return f"{self.ndcg:.3f} {self.recall:.2f} {self.silent:.2f}"


def judged_queries() -> list[Judged]:
    """All queries; each is in one set."""
    found = []
    for name in ("given", "own"):
        for row in read(f"{name}.json"):
            belongs = "aside" if row.get("aside") else name
            found.append(Judged(row["id"], row["q"], row["lang"], row["kind"], belongs, row["relevant"]))
    return found


def first(keys: Iterable[str]) -> list[str]:
    """The first answers that could be judged, of some more."""
    return [key for key in keys if not key.startswith(DEMONSTRATION)][:TOP]


def read(name: str) -> list[dict[str, Any]]:
    """A file of the folder."""
    return json.loads((FOLDER / name).read_text())


def gain(grades: Iterable[int]) -> float:
    """Discounted cumulative gain of the first answers."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in zip(range(TOP), grades, strict=False))


def ndcg(keys: Sequence[str], relevant: Mapping[str, int]) -> float:
    """nDCG@10: 1 when nothing could stand in a better place."""
    return gain(relevant.get(key, 0) for key in keys) / gain(sorted(relevant.values(), reverse=True))


def recall(keys: Sequence[str], relevant: Collection[str]) -> float:
    """Share of all that is relevant among the first ten; below 1 where more than ten are."""
    return len({*keys[:TOP]} & {*relevant}) / len(relevant)


def figures(queries: Iterable[Judged], answers: Mapping[str, Answered]) -> Figures | None:
    """How a system does on the queries that have an answer; nothing when none has."""
    pairs = [(query.relevant, answers[query.id]) for query in queries if query.relevant]
    if not pairs:
        return None
    return Figures(
        fmean(ndcg(answer.keys, relevant) for relevant, answer in pairs),
        fmean(recall(answer.keys, relevant) for relevant, answer in pairs),
        fmean(not answer.total for _relevant, answer in pairs),
    )
