"""Filters and orders that only the lists of this room have."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.enums import Vocabulary
from hub.listing import Filter, Sort
from hub.listing.facts import PageFacts, RowTable, TermTree
from hub.listing.sorting import norwegian
from research.countries import Country

AUTHORS = RowTable("authors", ("name",))
THEMES = RowTable("page_terms", ("term_id", "term__vocabulary", "term__position"))
NAMES = ("title", "pref_label_nn", "pref_label_en")
LAST = (1, 0)


class CountryFilter(Filter):
    """Countries of a study: those in use, by their names."""

    parameter = "land"
    label = _("Country")
    columns = ("country_codes",)

    def ids(self, facts: PageFacts, terms: TermTree) -> Iterable[str]:
        """The codes of the page's countries."""
        return [code for code in facts.values["country_codes"] or () if code in Country.values]

    def labels(self, pages: Iterable[PageFacts], terms: TermTree) -> dict[str, str | Promise]:
        """Countries in use, A to Å."""
        used = {code for facts in pages for code in self.ids(facts, terms)}
        return dict(sorted(self.unused(used, terms).items(), key=lambda choice: norwegian(str(choice[1]))))

    def unused(self, values: Iterable[str], terms: TermTree) -> dict[str, str | Promise]:
        """Any country that we know."""
        return {value: Country(value).label for value in values if value in Country.values}


def by_first_author() -> Sort:
    """By the name that stands first; publications without names last."""

    def rank(facts: PageFacts) -> tuple[int, str]:
        rows = facts.of("authors")
        return (0, norwegian(rows[0]["name"])) if rows else (1, "")

    return Sort("forfatter", _("First author"), "title", rank=rank, tables=(AUTHORS,))


def name_of(facts: PageFacts) -> str:
    """A concept's name in the active language, as it is sorted."""
    column = {"nn": "pref_label_nn", "en": "pref_label_en"}.get(get_language() or "", "title")
    return norwegian(facts.values[column] or facts.values["title"])


def by_name() -> Sort:
    """Concepts from A to Å in the active language."""
    return Sort("az", _("A to Å"), rank=name_of, columns=NAMES)


def by_theme() -> Sort:
    """Concepts by the first theme that they belong to."""

    def rank(facts: PageFacts) -> tuple[tuple[int, int], str]:
        rows = facts.of("page_terms")
        forms = [row for row in rows if row["term__vocabulary"] == Vocabulary.SERVICE_FORMS]
        return (0, forms[0]["term__position"]) if forms else LAST, name_of(facts)

    return Sort("tema", _("Theme"), rank=rank, columns=NAMES, tables=(THEMES,))
