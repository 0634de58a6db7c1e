"""A document of the index as the pieces of text that it is analysed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis import stem, stemmer_of, tokens
from search.bag import NAMES, OTHER_LANGUAGE, SEARCH_WORDS, SUMMARY, TAGS, TEXT, TITLE, Piece
from search.models import SearchDocument

SUMMARY_FROM = 3  # the weight from which a part of the text counts as a summary
SHORTEST_WORD = 4  # letters of a word worth suggesting


def pieces(row: SearchDocument, others: Iterable[SearchDocument], tags: Iterable[tuple[str, str]]) -> list[Piece]:
    """Its own texts, those of its versions in the other tree, and the names of its tags."""
    found = [Piece(TITLE, row.title, row.title_language)]
    found += [Piece(NAMES, text, language) for text, language in row.names() if text != row.title]
    found += [Piece(SEARCH_WORDS, text, language) for text, language in row.search_words()]
    found += [
        Piece(SUMMARY if weight >= SUMMARY_FROM else TEXT, text, language) for text, language, weight, _ in row.parts
    ]
    if not row.parts and row.summary:
        found.append(Piece(SUMMARY, row.summary, row.language))
    for other in others:
        found += [Piece(OTHER_LANGUAGE, text, language) for text, language in own_texts(other)]
    return found + [Piece(TAGS, text, language) for text, language in tags]


def own_texts(row: SearchDocument) -> list[tuple[str, str]]:
    """`(text, language)` of what a reader sees of it: title, names, summary, text."""
    found = [(row.title, row.title_language)]
    found += row.names()
    found += [(text, language) for text, language, _weight, _heading in row.parts]
    return found if row.parts else [*found, (row.summary, row.language)]


def words_of(row: SearchDocument) -> str:
    """The distinct words that may be suggested to those who mistype."""
    words = {token.word for text, _language in own_texts(row) for token in tokens(text)}
    return " ".join(sorted(word for word in words if len(word) >= SHORTEST_WORD and word.isalpha()))


def stems_of(row: SearchDocument) -> str:
    """Its stems in order, for phrases; a double space parts the texts."""
    return " ".join(f" {' '.join(row_of_stems(text, language))} " for text, language in own_texts(row))


def row_of_stems(text: str, language: str) -> Sequence[str]:
    """The stems of a text in order, words without subject too."""
    stemmer = stemmer_of(language)
    return [stem(token.word, stemmer) for token in tokens(text)]
