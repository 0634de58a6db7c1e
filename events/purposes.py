"""What readers are told about their personal data (GDPR, Articles 13 and 6): wherever they write it, and as it is kept.

There is no box of consent: the bodies that hold an event do so as a task in the public interest. Access needs alone are
health data; who ticks one consents to that expressly, and need not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events.keeping import INTEREST_KEPT, names_go
from events.models import Occurrence

LEGAL_BASIS = _("The legal basis is a task in the public interest (GDPR, Article 6 (1) e).")
NEEDS = _(
    "This is information about health. Only the organiser sees it, and it is deleted the day after the event. "
    "You tick only what you want to tell (GDPR, Article 9 (2) a)."
)


@dataclass(frozen=True)
class Privacy:
    """What a form about some dates says of what is written in it.

    Attributes:
        responsible: The bodies that answer for it: those that own the events.
        recipients: All who see it: the bodies that organise the dates, and nobody else.
        deleted_on: When it is deleted at the latest.
        days_kept: How long after a date it is kept.
        several: Whether the day of deletion depends on which dates are ticked.
    """

    responsible: tuple[str, ...]
    recipients: tuple[str, ...]
    deleted_on: date
    days_kept: int
    several: bool
    legal_basis: Any = LEGAL_BASIS

    @property
    def others(self) -> tuple[str, ...]:
        """Who sees it besides those that answer for it."""
        return tuple(name for name in self.recipients if name not in self.responsible)

    @property
    def later_years(self) -> int:
        """How long an address that wants mail about later events is kept."""
        return INTEREST_KEPT.days // 365


def privacy_of(occurrences: Sequence[Occurrence]) -> Privacy:
    """What is said about the data of those who take part in some of these dates.

    Raises:
        ValueError: there is no date.
    """
    if not occurrences:
        raise ValueError("There is nothing to say without a date.")
    pages = [one.page for one in occurrences if one.page]
    owners = (page.owner_organisation for page in pages)
    organisers = (organiser for page in pages for organiser in page.organisers)
    return Privacy(
        responsible=tuple(dict.fromkeys(owner.name for owner in owners if owner)),
        recipients=tuple(dict.fromkeys(organiser.name for organiser in organisers)),
        deleted_on=max(names_go(one) for one in occurrences),
        days_kept=settings.EVENTS_ANONYMISE_DAYS,
        several=len(occurrences) > 1,
    )
