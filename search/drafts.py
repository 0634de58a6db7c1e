"""What a question may be answered by before the index is asked how common it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Weights:
    """What each way of answering a word counts, measured on the judged queries."""

    same: float = 1.0
    folded: float = 0.55
    part: float = 0.5
    parts: float = 1.0
    one_part: float = 0.15
    name: float = 1.1
    meaning: float = 1.0
    related: float = 0.45
    one_word: float = 0.45
    corrected: float = 0.8


MEASURED = Weights()


@dataclass
class Draft:
    """A clause before the weights of its terms are known: ways to answer it, each with a weight and its terms."""

    words: tuple[str, ...]
    ways: dict[tuple[str, ...], float] = field(default_factory=dict)
    meanings: tuple[str, ...] = ()

    def add(self, weight: float, *terms: str) -> None:
        """Add a way, or raise its weight."""
        found = tuple(dict.fromkeys(terms))
        if weight > self.ways.get(found, 0):
            self.ways[found] = weight
