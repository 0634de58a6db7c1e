"""How labels read when they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def inside(label: object) -> str:
    """A label as it reads inside a sentence: «KOLS» stays, «Kreft» becomes «kreft»."""
    text = str(label)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def enumeration(labels: Iterable[object], separator: str = ", ") -> str:
    """Labels in one line, all but the first as they read inside a sentence."""
    words = [str(label) for label in labels]
    return separator.join([*words[:1], *(inside(word) for word in words[1:])])
