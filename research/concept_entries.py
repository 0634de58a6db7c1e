"""What a concept tells the search room: one record, with an entry for each of its addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hub.indexing import Label, SearchEntry, TextPart
from research.enums import ConceptLanguage

if TYPE_CHECKING:
    from research.models import ConceptPage

DEFINITION_WEIGHT = 3
NOTE_WEIGHT = 1


def labels(concept: ConceptPage, language: str) -> list[Label]:
    """All names of the concept in a language."""
    preferred = concept.words("pref_label", language)
    others = [Label(row.text, language, row.kind) for row in concept.labels.all() if row.language == language]
    return ([Label(preferred, language)] if preferred else []) + others


def parts(concept: ConceptPage, language: str) -> list[TextPart]:
    """All texts of the concept in a language."""
    found = [TextPart(concept.words("definition", language), language, DEFINITION_WEIGHT)]
    for name in ("scope_note", "example"):
        heading = concept.name_of(f"{name}_{language}")
        found.append(TextPart(concept.words(name, language), language, NOTE_WEIGHT, heading))
    return [part for part in found if part.text]


def entries(concept: ConceptPage, norwegian: SearchEntry) -> list[SearchEntry]:
    """The Norwegian page with the words of both written standards, and the English address when there is one.

    Args:
        norwegian: The page's own entry, as every page has it.
    """
    own_words = tuple(part for part in norwegian.parts if part.language != ConceptLanguage.EN)
    norwegian = replace(norwegian, defines=True)
    found = [replace(norwegian, parts=own_words)]
    english_path = concept.other_addresses().get("en")
    if english_path:
        english = replace(
            norwegian,
            key=f"{concept.pk}-en",
            url=english_path,
            language="en",
            title=concept.pref_label_en,
            title_language="en",
            summary=concept.definition_en,
            labels=tuple(labels(concept, "en")),
            parts=tuple(parts(concept, "en")),
            facets={**norwegian.facets, "language": ["en"]},
        )
        found.append(english)
    return found
