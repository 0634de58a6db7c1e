"""An answer as the page shows it: counts, facets, chips, cards, and the ways on from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.frame import Link
from hub.listing.asked import Asked
from hub.listing.facets import Chip, Choice, Facet, chips_of_values, facets, orders
from hub.listing.facts import TermTree
from hub.listing.filters import Labels
from hub.listing.paging import Paged
from search.addresses import search_path
from search.asked import BARE, LANGUAGE, SORTS, is_bare, read, request_for
from search.cards import Card, cards
from search.facets import SEARCH_FACETS, in_use, vocabularies
from search.service import SearchAnswer, search


@dataclass(frozen=True)
class Results(Paged):
    """What a search found.

    Attributes:
        labels: Every value of each facet by the facet's name.
        terms: All terms, for the cards.
    """

    asked: Asked
    answer: SearchAnswer
    language: str
    labels: Mapping[str, Labels]
    terms: TermTree

    @property
    def path(self) -> str:
        """Where the reader's search is."""
        return search_path(self.language)

    # What was found ---------------------------------------------------------------------------------------------------
    @property
    def count(self) -> int:
        """How many answer."""
        return self.answer.total

    @property
    def nearest(self) -> bool:
        """Whether these are only the nearest: nothing answers all of the question, and no filter is the reason."""
        return self.answer.nearest and not self.chips

    @property
    def count_text(self) -> SafeString:
        """«26 treff på «kols»», with the number marked; what is said aloud when it changes."""
        if self.nearest:
            return format_html("{}", _("Nothing answers all you wrote."))
        if not self.count:
            text = _("No hits for “%(text)s”") if self.asked.text else _("No hits")
            return format_html("{}", text % {"text": self.asked.text})
        number = format_html('<strong class="num">{}</strong>', self.count)
        if self.asked.text:
            text = ngettext("%(count)s hit for “%(text)s”", "%(count)s hits for “%(text)s”", self.count)
        else:
            text = ngettext("%(count)s page", "%(count)s pages", self.count)
        before, _mark, after = text.partition("%(count)s")
        return format_html("{}{}{}", before, number, after % {"text": self.asked.text} if after else "")

    @property
    def notes(self) -> list[str]:
        """What of the question was left out, and a page that does not exist."""
        return list(dict.fromkeys([*super().notes, *self.answer.notes]))

    @cached_property
    def cards(self) -> list[Card]:
        """What stands on this page of the answer."""
        types, languages = self.labels["type"], self.labels["language"]
        return cards(
            self.answer.hits, types, languages, self.language, self.terms, self.asked.text, nearest=self.nearest
        )

    @cached_property
    def paginated(self) -> Page:
        """The page that is shown: the last one for a number past the end."""
        return Paginator(range(self.count), self.answer.request.per_page).get_page(self.answer.page)

    @property
    def is_first_answer(self) -> bool:
        """Whether this is the first that is shown for the words: nothing has been narrowed, ordered or turned yet."""
        asked = self.asked
        return not (any(asked.values.values()) or asked.order or asked.page > 1 or is_bare(asked))

    # How it may be narrowed -------------------------------------------------------------------------------------------
    @cached_property
    def facets(self) -> list[Facet]:
        """The facets with the values that some answer has, and those that are chosen."""
        counts = {facet.parameter: Counter(self.answer.facets.get(facet.name, {})) for facet in SEARCH_FACETS}
        shown = {
            facet.parameter: in_use(
                self.labels[facet.name], [*counts[facet.parameter], *self.asked.values[facet.parameter]]
            )
            for facet in SEARCH_FACETS
        }
        return facets(SEARCH_FACETS, replace(self.asked, labels=shown), counts)

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, each with the address without it."""
        return chips_of_values(SEARCH_FACETS, self.asked, self.path)

    @property
    def sorts(self) -> list[Choice]:
        """The orders to choose from."""
        return orders(SORTS, self.asked)

    @property
    def clear_url(self) -> str:
        """The same words without any filter."""
        return self.path + replace(self.asked, values={}, order=None).query()

    # The ways on ------------------------------------------------------------------------------------------------------
    @property
    def bare_url(self) -> str:
        """Only the words as written; empty when that is what was asked for already."""
        if is_bare(self.asked):
            return ""
        return self.path + replace(self.asked, kept=[*self.asked.kept, (BARE, "1")]).query()

    @property
    def unbared_url(self) -> str:
        """The words with all that they mean; empty when that is what was asked for already."""
        return self.path + self.asked.query(without=(BARE, "1")) if is_bare(self.asked) else ""

    @property
    def mended_url(self) -> str:
        """The question as it was probably meant."""
        return self.path + replace(self.asked, text=self.answer.did_you_mean).query()

    @property
    def mended(self) -> SafeString:
        """The question as it was probably meant, with what differs marked."""
        said = {word.casefold() for word in self.asked.text.split()}
        words = self.answer.did_you_mean.split()
        rows = ((word if word.casefold() in said else format_html("<strong>{}</strong>", word),) for word in words)
        return format_html_join(" ", "{}", rows)

    @property
    def other_standard(self) -> Link | None:
        """The same question in the other written standard, which by law is there as well; none in English."""
        other = {"nb": "nn", "nn": "nb"}.get(self.language)
        if other is None:
            return None
        kept = [pair for pair in self.asked.kept if pair[0] != LANGUAGE]
        kept += [(LANGUAGE, other)] if other == "nn" else []
        url = self.path + replace(self.asked, kept=kept).query()
        return Link({"nb": "Bokmål", "nn": "Nynorsk"}[other], url, other)

    @property
    def words_query(self) -> str:
        """The words alone, for the same question elsewhere."""
        return Asked(text=self.asked.text).query()

    @property
    def everything_url(self) -> str:
        """All there is."""
        return self.path + Asked(kept=self.asked.kept).query(without=(BARE, "1"))


def find(params: QueryDict, language: str) -> Results:
    """The answer to an address, in the active language."""
    terms = TermTree()
    labels = vocabularies(terms)
    asked = read(params, language, labels)
    return Results(asked, search(request_for(asked, language)), language, labels, terms)
