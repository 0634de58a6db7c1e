"""A question as typed, taken apart: words, `"phrases"`, `-without`. Any text is a valid question. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import composed, tokens
from search.stopwords import STOPWORDS

LONGEST = 300  # characters of a question
MOST_WORDS = 20
MOST_PHRASES = 5  # each is looked up on its own


@dataclass(frozen=True)
class Question:
    """What was typed, taken apart.

    Attributes:
        words: Words to find, in lower case, in their order.
        phrases: Rows of words that must stand so.
        without: Words that no answer may have.
        without_phrases: Rows of words that no answer may have so.
        cut: Whether some of it was left out for length.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    without_phrases: tuple[tuple[str, ...], ...] = ()
    cut: bool = False


PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def read(text: str) -> Question:
    """Take a question apart; lone quotes and signs mean nothing."""
    text = composed(text)
    cut = len(text) > LONGEST
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[str] = []
    without_phrases: list[tuple[str, ...]] = []
    for found in PIECE.finditer(text[:LONGEST]):
        row = [token.word for token in tokens(found["phrase"] or found["word"] or "")]
        is_phrase = len(row) > 1 and not STOPWORDS.issuperset(row)
        if found["minus"]:
            if is_phrase:
                without_phrases.append(tuple(row))
            elif len(row) == 1:
                without += row
            continue
        words += row
        if found["phrase"] and is_phrase:
            phrases.append(tuple(row))
    return Question(
        words=tuple(words[:MOST_WORDS]),
        phrases=tuple(phrases[:MOST_PHRASES]),
        without=tuple(without[:MOST_WORDS]),
        without_phrases=tuple(without_phrases[:MOST_PHRASES]),
        cut=cut or len(words) > MOST_WORDS or max(len(phrases), len(without_phrases)) > MOST_PHRASES,
    )
