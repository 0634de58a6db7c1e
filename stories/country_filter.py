"""Narrowing a list to some countries."""

from dataclasses import dataclass

from hub.listing import ChoiceFilter


@dataclass
class CountryFilter(ChoiceFilter):
    """Shows only countries that some page is about, by name: most of the world would stand empty."""

    def labels(self, pages, terms):
        """Countries in use."""
        used = {country for facts in pages for country in self.ids(facts, terms)}
        every = super().labels(pages, terms)
        return dict(
            sorted(((code, label) for code, label in every.items() if code in used), key=lambda row: str(row[1]))
        )

    def unused(self, values, terms):
        """Any other country that we know of."""
        every = super().labels((), terms)
        return {value: every[value] for value in values if value in every}
