"""The words of a concept, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext

from research.enums import Cdisah, ConceptLanguage, LabelKind

if TYPE_CHECKING:
    from hub.models import BasePage as Below
else:
    Below = object


@dataclass(frozen=True)
class NameCell:
    """The names of one kind in one language."""

    language: str
    language_name: str | Promise
    names: list[str]


@dataclass(frozen=True)
class NameRow:
    """The names of one kind, language by language."""

    heading: str | Promise
    cells: list[NameCell]
    preferred: bool = False


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
    def label_language(self) -> str:
        """The language that the name is in."""
        return (get_language() or "nb")[:2] if self.words("pref_label") else "nb"

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
    def name_rows(self) -> list[NameRow]:
        """The rows of the table of names; those without names are left out."""
        languages = [(str(language), language.label) for language in ConceptLanguage]
        preferred = [NameCell(code, name, [self.words("pref_label", code)]) for code, name in languages]
        rows = [NameRow(pgettext("label_kinds", "Use"), preferred, preferred=True)]
        for kind in LabelKind:
            cells = [NameCell(code, name, self.names(kind, code)) for code, name in languages]
            if any(cell.names for cell in cells):
                rows.append(NameRow(kind.label, cells))
        return rows

    def with_new_label(self, text: str, language: str) -> bool:
        """Take another name, as one that can also be used; see `hub.indexing.Nameable`."""
        known = [
            self.words("pref_label", language),
            *(name for kind in LabelKind for name in self.names(kind, language)),
        ]
        if text.casefold() in (name.casefold() for name in known):
            return False
        last = max((row.sort_order or 0 for row in self.labels.all()), default=-1)
        model = self._meta.get_field("labels").related_model
        row = model(language=language, kind=LabelKind.ALTERNATIVE, text=text, sort_order=last + 1)
        row.clean_fields(exclude=["concept"])
        self.labels.add(row)
        return True

    @property
    def initial(self) -> str:
        """The letter that it stands under from A to Å."""
        return self.label[:1].upper()

    @property
    def theme(self) -> str:
        """The name of the first theme that it belongs to."""
        forms = self.service_forms
        return forms[0].label if forms else gettext("Other concepts")

    @property
    def classification(self) -> list[Cdisah]:
        """The codes with their labels; codes that have left the classification are passed over."""
        return [Cdisah(code) for code in self.cdisah if code in Cdisah.values]
