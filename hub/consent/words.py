"""Finding a name however it is written or stored, and putting the role in its place. Pure."""

from __future__ import annotations

import html
import json
import re
from typing import Any

SHORTEST = 3  # letters; a shorter name would be found in too much
JSON_BEGINS = ("[", "{")
BLANK = r"(?:\s|&nbsp;|&#160;|\u2060)+"
RUN = re.compile(r"[A-Za-z]+")


class Name:
    """One name: «Kari Nordmann», «Nordmann, Kari», «Kari Nordmanns», in any case and with any space between.

    Raises:
        ValueError: it is too short to be looked for.
    """

    def __init__(self, name: str) -> None:
        self.words = name.split()
        if len("".join(self.words)) < SHORTEST:
            raise ValueError("The name is too short to be looked for.")
        turned = [f"{self.words[-1]},", *self.words[:-1]] if len(self.words) > 1 else self.words
        forms = {BLANK.join(_either(word) for word in order) for order in (self.words, turned)}
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms))})(?=(?:['’]?s)?(?!\w))", re.IGNORECASE)

    @property
    def fragment(self) -> str:
        """Letters that stand in every way of storing the name, to look for in the database; empty when none do."""
        return max(RUN.findall(" ".join(self.words)), key=len, default="")

    def stands_in(self, text: str) -> bool:
        """Whether a text holds the name."""
        return bool(self.pattern.search(text))

    def is_asked_for_in(self, query: str) -> bool:
        """Whether all words of the name stand in a few words, in any order."""
        return {word.casefold() for word in self.words} <= set(re.findall(r"[\w'’-]+", query.casefold()))

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
        return self.pattern.sub(lambda _found: safe, text)


def _either(word: str) -> str:
    """A word as it is, and as HTML writes it."""
    return "(?:" + "|".join(sorted({re.escape(word), re.escape(html.escape(word))})) + ")"
