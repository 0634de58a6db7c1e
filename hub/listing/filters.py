"""What a list may be narrowed by: each filter knows the ids of a page, and the choices to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.enums import Vocabulary
from hub.listing.facts import TERMS, PageFacts, RowTable, TermTree

Text = str | Promise
Labels = dict[str, Text]
YEAR = _("Year")
WRITTEN_IN = _("Written in")


class Filter:
    """One way to narrow a list: several values of a filter mean any of them, several filters all of them.

    Attributes:
        parameter: Its name in the address.
        label: What it is called on the page.
        columns, tables: What of a page it must see.
        names_itself: Whether its values need no name beside them: «Drift» does, «Bodø» does not.
    """

    parameter: str
    label: Text = ""
    columns: tuple[str, ...] = ()
    tables: tuple[RowTable, ...] = ()
    names_itself = True

    def ids(self, facts: PageFacts, terms: TermTree) -> Iterable[str]:
        """The values that hold for a page."""
        raise NotImplementedError

    def labels(self, pages: Iterable[PageFacts], terms: TermTree) -> Labels:
        """The choices that some page has, in the order they are shown."""
        raise NotImplementedError

    def unused(self, values: Iterable[str], terms: TermTree) -> Labels:
        """Which of these values exist although no page in the list has them."""
        return {}

    def bind(self, model: type) -> None:
        """Take what is missing from the type that is listed."""


@dataclass
class TermFilter(Filter):
    """Terms of an open vocabulary; a broader term finds the narrower ones below it."""

    vocabulary: Vocabulary
    parameter: str
    label: Text = ""

    tables = (TERMS,)

    def __post_init__(self):
        self.label = self.label or Vocabulary(self.vocabulary).label

    def ids(self, facts, terms):
        """The page's terms and all that are broader."""
        found: dict[str, None] = {}
        for row in facts.of("page_terms"):
            if terms.by_pk[row["term_id"]].vocabulary == self.vocabulary:
                found.update((term.slug, None) for term in terms.line(row["term_id"]))
        return found

    def labels(self, pages, terms):
        """Used terms in the vocabulary's order, each broader one before its narrower."""
        used = {row["term_id"] for facts in pages for row in facts.of("page_terms")}
        shown = {term.pk for pk in used for term in terms.line(pk) if term.vocabulary == self.vocabulary}
        in_order = sorted(shown, key=lambda pk: [(term.position, term.nb) for term in reversed(terms.line(pk))])
        return {terms.by_pk[pk].slug: terms.by_pk[pk].label for pk in in_order}

    def unused(self, values, terms):
        """Terms of the vocabulary."""
        every = {term.slug: term.label for term in terms.by_pk.values() if term.vocabulary == self.vocabulary}
        return {value: every[value] for value in values if value in every}


@dataclass
class ChoiceFilter(Filter):
    """A column of the listed type that holds the id of a closed vocabulary; all its values are shown, in its order.

    `without` names values that are never counted, such as what is only planned.
    """

    field: str
    parameter: str
    enum: Any
    label: Text = ""
    without: tuple[str, ...] = ()

    names_itself = False

    def __post_init__(self):
        self.columns = (self.field,)

    def bind(self, model):
        """Call it what the editor's form calls the field."""
        if not self.label:
            self.label = capfirst(model._meta.get_field(self.field).verbose_name)

    def ids(self, facts, terms):
        """The column's value, if it has one."""
        value = facts.values[self.field]
        return (str(value),) if value and value not in self.without else ()

    def labels(self, pages, terms):
        """The whole vocabulary: what nobody has yet tells something too."""
        return {str(value): label for value, label in self.enum.choices if value not in self.without}


@dataclass
class RowFilter(Filter):
    """A column of rows that hang on the listed type, such as the evidence of its results."""

    relation: str
    field: str
    parameter: str
    enum: Any
    label: Text = ""
    without: tuple[str, ...] = ()

    names_itself = False

    def __post_init__(self):
        self.tables = (RowTable(self.relation, (self.field,)),)

    def bind(self, model):
        """Call it what the editor's form calls the field."""
        if not self.label:
            rows = model._meta.get_field(self.relation).related_model
            self.label = capfirst(rows._meta.get_field(self.field).verbose_name)

    def ids(self, facts, terms):
        """The values of the page's rows, without those that are never counted."""
        found = {row[self.field]: None for row in facts.of(self.relation) if row[self.field]}
        return [value for value in found if value not in self.without]

    def labels(self, pages, terms):
        """The whole vocabulary, without what is never counted."""
        return {str(value): label for value, label in self.enum.choices if value not in self.without}


@dataclass
class YearFilter(Filter):
    """Years of a date or of a partial date, newest first."""

    field: str
    parameter: str = "aar"
    label: Text = YEAR

    names_itself = False

    def __post_init__(self):
        self.columns = (self.field,)

    def ids(self, facts, terms):
        """The year, if there is a date: an undated page has none."""
        value = facts.values[self.field]
        return (str(value)[:4],) if value else ()

    def labels(self, pages, terms):
        """Years in use."""
        years = {year for facts in pages for year in self.ids(facts, terms)}
        return {year: year for year in sorted(years, reverse=True)}

    def unused(self, values, terms):
        """Any other year."""
        return {value: value for value in values if re.fullmatch(r"[12]\d{3}", value)}


@dataclass
class LanguageFilter(Filter):
    """The language that the page is written in."""

    parameter: str = "malform"
    label: Text = WRITTEN_IN

    columns = ("written_standard", "locale__language_code")

    def ids(self, facts, terms):
        """English in the English tree, else the written standard."""
        tree = facts.values["locale__language_code"]
        return (facts.values["written_standard"] if tree == settings.LANGUAGE_CODE else tree,)

    def labels(self, pages, terms):
        """Languages in use."""
        used = {language for facts in pages for language in self.ids(facts, terms)}
        return {code: label for code, label in settings.LANGUAGES if code in used}

    def unused(self, values, terms):
        """The hub's languages."""
        return {value: dict(settings.LANGUAGES)[value] for value in values if value in dict(settings.LANGUAGES)}
