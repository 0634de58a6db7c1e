"""The likeliest word for one that stands nowhere: a slip of the finger, a letter left out. Pure."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, LONG = 4, 8  # letters of a word that is corrected at all, and of one that may be two slips away


def correction(word: str, words: Counter[str]) -> str:
    """The word of the index that is nearest; of several the one in most documents. Empty when none is near."""
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return ""
    slips = 2 if len(word) >= LONG else 1
    near = process.extract(word, tuple(words), scorer=OSA.distance, score_cutoff=slips, limit=None, processor=None)
    found = [(distance, candidate[0] != word[0], -words[candidate], candidate) for candidate, distance, _ in near]
    return min(found)[3] if found else ""
