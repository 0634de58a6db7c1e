"""What a place or an organisation tells the search room: one record, with an entry for each of its addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import override

from hub.indexing import Label, SearchEntry

if TYPE_CHECKING:
    from hub.addresses import Addressed


def entries(
    row: Addressed,
    names: Mapping[str, str],
    *,
    other_names: Iterable[str] = (),
    facets: Mapping[str, list[str]],
    summary: Callable[[], object] = str,
    responsible: str = "",
) -> list[SearchEntry]:
    """The Norwegian entry, keyed by the row's key, and the English one.

    Args:
        names: Its name by language of the tree.
        other_names: Names it is known by as well; those that say the same are left out.
        facets: What it may be filtered by.
        summary: Gives a line about it in the active language.
    """
    found = []
    for language, url in row.addresses.items():
        name = names[language]
        others = [Label(other, language, "alternative") for other in dict.fromkeys(other_names) if other != name]
        with override(language):
            line = str(summary())
        found.append(
            SearchEntry(
                kind=row.search_kind,
                key=str(row.pk) if language == "nb" else f"{row.pk}-{language}",  # type: ignore[attr-defined]
                group=f"{row.search_kind}-{row.pk}",  # type: ignore[attr-defined]
                url=url,
                language=language,
                title=name,
                title_language=language,
                summary=line,
                labels=(Label(name, language), *others),
                facets={**facets, "language": [language]},
                responsible=responsible,
            )
        )
    return found
