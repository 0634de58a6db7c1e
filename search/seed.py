"""Loads the project's own word list; an editor's change or deletion of a row stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub.jobs.queue import enqueue
from hub.seeding import Loader, Step
from search.documents import next_number
from search.models import SearchDocument, Word
from search.rebuild import rebuild_job

Fact = Mapping[str, Any]


def load_words(loader: Loader) -> None:
    """Rows that have not been loaded before, written together: no signal is sent, so no row asks for re-indexing.

    In an empty hub nothing is in the index yet, as this step comes first. Words that come later ask for one rebuild.
    """
    facts = {f"words/{fact['id']}": fact for fact in loader.facts("search", "words")}
    new = loader.all_once(facts)
    taken = set(Word.objects.values_list("key", flat=True))
    rows = [word(fact) for key, fact in facts.items() if key in new and fact["id"] not in taken]
    if not rows:
        return
    Word.objects.bulk_create(rows)
    loader.counts["words"] += len(rows)
    next_number(meanings=True)
    if SearchDocument.objects.exists():
        enqueue(rebuild_job)


def word(fact: Fact) -> Word:
    """One meaning, not yet saved."""
    return Word(key=fact["id"], **{language: ", ".join(fact[language]) for language in ("nb", "nn", "en")})


# First of all: what is written to the index from then on knows the words.
STEPS = (Step("search.words", load_words, before=("hub.places", "hub.terms", "hub.organisations", "hub.home")),)
