"""The words of a concept, language by language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from research.enums import Cdisah, ConceptLanguage, LabelKind

if TYPE_CHECKING:
    from hub.models import BasePage as Below
else:
    Below = object

# Heading of a row, then the names in each language.
NameRow = tuple[str | Promise, list[tuple[str, list[str]]]]


class ConceptWords(Below):
    """What a concept is called and how it is explained in a language, mostly the active one."""

    cdisah: list[str]
    labels: Any

    def words(self, name: str, language: str = "") -> str:
        """A text of the concept in a language, the active one when left out; never borrowed from another language."""
        return getattr(self, f"{name}_{language or (get_language() or 'nb')[:2]}")

    @property
    def label(self) -> str:
        """The preferred name in the active language, in Bokmål when it has none."""
        return self.words("pref_label") or self.title

    @property
    def definition(self) -> str:
        """The definition in the active language."""
        return self.words("definition")

    @property
    def scope_note(self) -> str:
        """When to use the word, in the active language."""
        return self.words("scope_note")

    @property
    def example(self) -> str:
        """An example in the active language."""
        return self.words("example")

    @property
    def other_definitions(self) -> list[tuple[str, str]]:
        """Language and text of the definitions in the languages that are not active."""
        active = (get_language() or "nb")[:2]
        found = [(language, self.words("definition", language)) for language in ConceptLanguage.values]
        return [(language, text) for language, text in found if text and language != active]

    def names(self, kind: str, language: str) -> list[str]:
        """The other names of one kind in one language; no query when the rows are prefetched."""
        return [row.text for row in self.labels.all() if row.kind == kind and row.language == language]

    @property
    def names_by_kind(self) -> list[NameRow]:
        """The rows of the table of names; those without names are left out."""
        rows: list[NameRow] = [
            (_("Use"), [(language, [self.words("pref_label", language)]) for language in ConceptLanguage.values])
        ]
        for kind in LabelKind:
            cells = [(language, self.names(kind, language)) for language in ConceptLanguage.values]
            if any(names for _language, names in cells):
                rows.append((kind.label, cells))
        return rows

    @property
    def classification(self) -> list[Cdisah]:
        """The codes with their labels; codes that have left the classification are passed over."""
        return [Cdisah(code) for code in self.cdisah if code in Cdisah.values]
