"""The form that a meaning of the word list is edited in: what was typed is tidied, and what is odd is said."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.models import Word

LANGUAGES = ("nb", "nn", "en")
LONGEST = 80  # characters in one word or expression
APART = re.compile(r"[,;\n]")
NORWEGIAN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def tidy(text: str) -> str:
    """The words of one language with a comma between: single spaces, nothing empty, each word once."""
    found: dict[str, str] = {}
    for piece in APART.split(unicodedata.normalize("NFC", text)):
        word = " ".join(piece.split())
        if word:
            found.setdefault(word.casefold(), word)
    return ", ".join(found.values())


def with_word(words: str, word: str) -> str:
    """The words of a language and one more, unless it is there."""
    return tidy(f"{words}, {APART.sub(' ', word)}")


def faults(words: str) -> list[ValidationError]:
    """What is wrong with the words of one language."""
    found = []
    for word in words.split(", "):
        if len(word) > LONGEST:
            start = f"{word[:30]}…"
            text = _("“%(word)s” is too long: at most %(number)d characters each. Put a comma between the words.")
            found.append(ValidationError(text, params={"word": start, "number": LONGEST}))
        elif word and not any(sign.isalnum() for sign in word):
            found.append(ValidationError(_("“%(word)s” has neither letters nor digits."), params={"word": word}))
    return found


def free_key(word: Word) -> str:
    """An id that no other meaning has, made of the first word."""
    name = (word.nb or word.nn or word.en).split(",")[0]
    base = slugify(name.lower().translate(NORWEGIAN))[:70] or "ord"
    taken = set(Word.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def shared(word: Word) -> list[tuple[str, list[Word]]]:
    """The words that stand in other meanings too, each with those meanings."""
    own = {(name.casefold(), language): name for name, language in word.names()}
    found: dict[str, list[Word]] = {}
    for other in Word.objects.exclude(pk=word.pk):
        for name in {own[key] for one, language in other.names() if (key := (one.casefold(), language)) in own}:
            found.setdefault(name, []).append(other)
    return sorted(found.items())


class WordForm(WagtailAdminModelForm):
    """Tidies the words of each language; a new meaning gets its id from the first word."""

    def clean_nb(self) -> str:
        """Bokmål."""
        return self.tidied("nb")

    def clean_nn(self) -> str:
        """Nynorsk."""
        return self.tidied("nn")

    def clean_en(self) -> str:
        """English."""
        return self.tidied("en")

    def tidied(self, language: str) -> str:
        """The words of a language; raises `ValidationError` with all that is wrong with them."""
        words = tidy(self.cleaned_data[language])
        wrong = faults(words)
        if not words and language == "nb" and self.cleaned_data[language]:
            wrong.append(ValidationError(gettext("There is no word between the commas.")))
        if wrong:
            raise ValidationError(wrong)
        return words

    def save(self, commit: bool = True) -> Word:
        """Save, with an id."""
        if not self.instance.key:
            self.instance.key = free_key(self.instance)
        return super().save(commit)
