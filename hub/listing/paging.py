"""The pages of a long list: the links between them, and what is said of one that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.listing.asked import Asked
from hub.listing.facets import Chip

ENDS = 1  # pages that are linked at each end of a long list
AROUND = 2  # and on each side of the current one


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the list; without an address it is a gap."""

    number: int | None
    url: str
    current: bool = False


class Paged:
    """What a list, or the answer to a search, shows of its pages and of what was asked."""

    asked: Asked

    @property
    def path(self) -> str:
        """The address, without question."""
        raise NotImplementedError

    @property
    def paginated(self) -> Page:
        """The page that is shown: the last one for a number past the end."""
        raise NotImplementedError

    @property
    def chips(self) -> list[Chip]:
        """What is chosen."""
        raise NotImplementedError

    @property
    def chosen_text(self) -> str:
        """How many filters are set, for the button that opens them on a narrow screen."""
        chosen = len(self.chips)
        if not chosen:
            return _("Filters")
        return ngettext("Filters (%(count)s)", "Filters (%(count)s)", chosen) % {"count": chosen}

    @property
    def notes(self) -> list[str]:
        """What of the question was left out, and a page that does not exist."""
        notes = list(self.asked.notes)
        if self.asked.page > self.paginated.number:
            values = {"asked": self.asked.page, "last": self.paginated.number}
            notes.append(_("There is no page %(asked)s. This is page %(last)s, the last one.") % values)
        return notes

    @property
    def page_links(self) -> list[PageLink]:
        """Links to the pages of a list that has several."""
        here = self.paginated
        if not here.has_other_pages():
            return []
        numbers = here.paginator.get_elided_page_range(here.number, on_each_side=AROUND, on_ends=ENDS)
        return [
            PageLink(number, self.url(number), number == here.number) if isinstance(number, int) else PageLink(None, "")
            for number in numbers
        ]

    @property
    def previous_url(self) -> str:
        """The page before, if there is one."""
        return self.url(self.paginated.previous_page_number()) if self.paginated.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The page after, if there is one."""
        return self.url(self.paginated.next_page_number()) if self.paginated.has_next() else ""

    def url(self, number: int) -> str:
        """A page of the list."""
        return self.path + self.asked.query(page=number)
