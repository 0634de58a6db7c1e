"""Where somebody works: suggested from municipalities and organisations, written freely where it is neither."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from hub.models import Municipality, Organisation

OPTIONS_KEY, OPTIONS_SECONDS = "hub.forms.workplaces", 10 * 60
LONGEST = 160
KIND_ENDINGS = (" kommune", " herad", " municipality")


@dataclass(frozen=True)
class Workplace:
    """What was written, and what of ours it names."""

    text: str = ""
    municipality: Municipality | None = None
    organisation: Organisation | None = None


def options() -> list[str]:
    """All names to choose from; asked of the database once in ten minutes."""
    found = cache.get(OPTIONS_KEY)
    if found is None:
        municipalities = [f"{name} kommune" for name in Municipality.objects.values_list("name", flat=True)]
        found = sorted({*municipalities, *Organisation.objects.values_list("name", flat=True)}, key=str.casefold)
        cache.set(OPTIONS_KEY, found, OPTIONS_SECONDS)
    return found


def find(text: str) -> Workplace:
    """What a name stands for, however it is written: an organisation, with its municipality, or a municipality.

    A name that two have stands for neither.
    """
    wanted = _key(text)
    if not wanted:
        return Workplace()
    organisation = _only(Organisation.objects.select_related("municipality"), wanted, whole=True)
    municipality = _only(Municipality.objects.all(), wanted)
    if organisation is not None:
        return Workplace(text, organisation.municipality or municipality, organisation)
    return Workplace(text, municipality)


def _only(rows, wanted: str, *, whole: bool = False):
    """The one row that has the name. Compared here: SQLite knows no capital Ø. There are some hundreds."""
    found = [row for row in rows if wanted in _names(row, whole)]
    return found[0] if len(found) == 1 else None


def _names(row, whole: bool) -> set[str]:
    if whole:
        return {_key(row.name)}
    names = {row.name, *row.official_name.split(" - ")}
    return {_key(name) for name in names} | {_key(name) + ending for name in names for ending in KIND_ENDINGS}


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
