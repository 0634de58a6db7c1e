"""Benefits × beneficiary: who gets what from an initiative, and for whom the source is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hub.enums import Beneficiary, BenefitCategory


class Benefit(Protocol):
    """What a row must have to stand in the matrix."""

    text: str
    beneficiary: str
    benefit: str


@dataclass(frozen=True)
class Cell:
    """The benefits of one kind for one beneficiary, in the editor's order."""

    category: BenefitCategory
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """All benefits of one beneficiary; only kinds of benefit that are stated."""

    beneficiary: Beneficiary
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows in the vocabulary's order, and the beneficiaries that nothing is stated for; falsy when empty."""

    rows: tuple[Row, ...]
    silent: tuple[Beneficiary, ...]

    def __bool__(self):
        return bool(self.rows)


def benefit_matrix(benefits: Iterable[Benefit]) -> Matrix:
    """Order the benefits by who gets them and of what kind they are."""
    held: dict[tuple[str, str], list[str]] = {}
    for row in benefits:
        held.setdefault((row.beneficiary, row.benefit), []).append(row.text)
    rows = []
    for beneficiary in Beneficiary:
        stated = [category for category in BenefitCategory if (beneficiary, category) in held]
        if stated:
            cells = tuple(Cell(category, tuple(held[beneficiary, category])) for category in stated)
            rows.append(Row(beneficiary, cells))
    named = {row.beneficiary for row in rows}
    return Matrix(tuple(rows), tuple(beneficiary for beneficiary in Beneficiary if beneficiary not in named))
