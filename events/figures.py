"""How many come, wait and came: for the desk, without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from events.enums import RegistrationState, Seat
from events.models import Occurrence, Registration

CONFIRMED = Q(state=RegistrationState.CONFIRMED)
COMES = CONFIRMED & Q(has_seat=True)


@dataclass(frozen=True)
class Figures:
    """The participants of one date, or of several together."""

    room: int = 0
    online: int = 0
    waiting: int = 0
    unconfirmed: int = 0
    cancelled: int = 0
    came: int = 0
    bounced: int = 0

    @property
    def coming(self) -> int:
        """Who has confirmed and has a seat."""
        return self.room + self.online

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def figures_of(occurrences: Iterable[Occurrence]) -> dict[int, Figures]:
    """The figures of dates by number, in one query; also of those that nobody is registered for."""
    keys = [one.pk for one in occurrences]
    counted = Registration.objects.filter(occurrence__in=keys).order_by().values("occurrence")
    rows = counted.annotate(
        room=Count("pk", filter=COMES & Q(seat=Seat.ROOM)),
        online=Count("pk", filter=COMES & Q(seat=Seat.ONLINE)),
        waiting=Count("pk", filter=CONFIRMED & Q(has_seat=False)),
        unconfirmed=Count("pk", filter=Q(state=RegistrationState.UNCONFIRMED)),
        cancelled=Count("pk", filter=Q(state=RegistrationState.CANCELLED)),
        came=Count("pk", filter=Q(attended_at__isnull=False)),
        bounced=Count("pk", filter=Q(bounced_at__isnull=False)),
    )
    found = {key: Figures(*numbers) for key, *numbers in rows.values_list("occurrence", *Figures.__dataclass_fields__)}
    return {key: found.get(key, Figures()) for key in keys}


@dataclass(frozen=True)
class PlaceCount:
    """How many come from a place; an empty name where that is not known."""

    name: str
    county: str
    number: int


def by_municipality(occurrences: Iterable[Occurrence]) -> list[PlaceCount]:
    """Where those who have confirmed work, the largest number first."""
    rows = Registration.objects.filter(CONFIRMED, occurrence__in=[one.pk for one in occurrences]).order_by()
    names = rows.values_list("municipality__name", "municipality__county__name").annotate(number=Count("pk"))
    found = [PlaceCount(name or "", county or "", number) for name, county, number in names]
    return sorted(found, key=lambda one: (-one.number, one.name))


def by_county(places: Iterable[PlaceCount]) -> list[tuple[str, int]]:
    """The same by county."""
    counted: Counter[str] = Counter()
    for one in places:
        counted[one.county] += one.number
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))
