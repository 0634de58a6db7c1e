"""Finding a name however it is written or stored, and putting the role in its place. Pure.

In running text a name begins its words with capital letters, as it does in the register: «Per Dag» is not found in
«per dag». Joined, as addresses and names of files write it (`kari_nordmann.pdf`, `bjorn-ostas`), it is found in any
case and with the letters that such spellings put for æ, ø and å.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.utils.text import slugify

FEWEST_WORDS = 2  # «Liv», «Dag» and «Per» are ordinary words as well
SHORTEST = 3  # letters; a shorter name would be found in too much
JSON_BEGINS = ("[", "{")
BLANK = r"(?:\s|&nbsp;|&#160;|\u2060)+"
JOINED = r"(?:[_\-.+]|%20|%2B)+"
BEFORE = r"(?:(?<![^\W_])|(?<=%20)|(?<=%2B)|(?<=%2F))"
AFTER = r"(?=(?:['’]?s)?(?![^\W_]))"
RUN = re.compile(r"[A-Za-z]+")
WORDS = re.compile(r"[^\W_]+")
SPELLINGS = {"æ": ("ae",), "ø": ("o", "oe"), "å": ("a", "aa"), "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue")}


class Name:
    """One name: «Kari Nordmann», «Nordmann, Kari», «Kari Nordmanns», «kari-nordmann».

    Raises:
        ValueError: it is too short to be looked for; a name of one word is.
    """

    def __init__(self, name: str) -> None:
        self.words = unicodedata.normalize("NFC", name).split()
        if not can_be_found(name):
            raise ValueError("The name is too short to be looked for.")
        *first, last = self.words
        written = [BLANK.join(map(_written, self.words)), BLANK.join([f"{_written(last)},", *map(_written, first)])]
        joined = [JOINED.join(map(_joined, self.words)), JOINED.join([f"{_joined(last)},?", *map(_joined, first)])]
        either = f"(?P<joined>(?i:{'|'.join(joined)}))|(?:{'|'.join(written)})"
        self.pattern = re.compile(f"{BEFORE}(?:{either})(?i:{AFTER})")

    @property
    def fragment(self) -> str:
        """Letters that stand in every way of storing the name, to look for in the database; empty when none do."""
        return max(RUN.findall(" ".join(self.words)), key=len, default="")

    def stands_in(self, text: str) -> bool:
        """Whether a text holds the name."""
        return bool(self.pattern.search(text))

    def is_asked_for_in(self, query: str) -> bool:
        """Whether all words of the name stand in a few words, in any order, case and spelling."""
        return set(WORDS.findall(_plain(" ".join(self.words)))) <= set(WORDS.findall(_plain(query)))

    def replaced(self, value: Any, role: str) -> Any:
        """A text, or a value of JSON with texts in it, with the role in the name's place; JSON in a text is read."""
        if isinstance(value, str):
            return self._in_text(value, role)
        if isinstance(value, dict):
            return {self.replaced(key, role): self.replaced(one, role) for key, one in value.items()}
        if isinstance(value, list):
            return [self.replaced(one, role) for one in value]
        return value

    def _in_text(self, text: str, role: str) -> str:
        if text.startswith(JSON_BEGINS):
            try:
                stored = json.loads(text)
            except ValueError:
                pass
            else:
                changed = self.replaced(stored, role)
                return text if changed == stored else json.dumps(changed)
        safe = html.escape(role) if "</" in text else role
        return self.pattern.sub(lambda found: slug_of(role) if found["joined"] else safe, text)


def can_be_found(name: str) -> bool:
    """Whether a name can be told from ordinary words: first name and surname."""
    words = [word for word in name.split() if any(letter.isalpha() for letter in word)]
    return len(words) >= FEWEST_WORDS and len("".join(words)) >= SHORTEST


def slug_of(role: str) -> str:
    """A role as addresses, names of files and mailboxes write it."""
    return slugify(_plain(role)) or "person"


# Spellings ------------------------------------------------------------------------------------------------------------
def _any(spellings: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(set(spellings), key=lambda one: (-len(one), one))) + ")"


def _written(word: str) -> str:
    """A word as it is, taken apart into letters and accents, and as HTML writes it; its capital is kept."""
    found = {word, unicodedata.normalize("NFD", word), html.escape(word)}
    return _any(
        f"{re.escape(one[0])}(?i:{re.escape(one[1:])})" if one[0].isupper() else f"(?i:{re.escape(one)})"
        for one in found
    )


def _joined(word: str) -> str:
    """A word as addresses and names of files write it: slugs may leave out what is no letter from a to z."""
    kept = len(re.sub("[^A-Za-z]", "", word))
    return "".join(_letter(letter, left_out=kept >= SHORTEST) for letter in word)


def _letter(letter: str, left_out: bool) -> str:
    if letter.isascii() and letter.isalnum():
        return re.escape(letter)
    if not letter.isalnum():
        return _any(map(re.escape, ["", letter, html.escape(letter), quote(letter, safe=""), "-", "_"]))
    small = letter.lower()
    apart = unicodedata.normalize("NFD", letter)
    found = {letter, apart, _plain(letter), *SPELLINGS.get(small, ())}
    found |= {quote(one) for one in (small, letter.upper(), letter, apart)} | ({""} if left_out else set())
    return _any(map(re.escape, found))


def _plain(text: str) -> str:
    """Small letters without accents."""
    small = "".join(SPELLINGS.get(letter, (letter,))[0] for letter in unicodedata.normalize("NFC", text).casefold())
    return "".join(one for one in unicodedata.normalize("NFKD", small) if not unicodedata.combining(one))
