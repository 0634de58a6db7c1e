"""What readers are told about their personal data (GDPR, Articles 13 and 6): wherever they write it, and as it is kept.

There is no box of consent: public bodies hold events as a task in the public interest (Article 6 (1) e), others have a
legitimate interest in holding theirs (f). Access needs alone are health data; who ticks one consents to that expressly,
and need not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events.keeping import INTEREST_KEPT, names_go
from events.models import Occurrence
from hub.enums import OrganisationKind
from hub.models import Organisation

# Universities share knowledge as a task by law; many networks and centres are associations.
PUBLIC_BODIES = frozenset(
    {
        OrganisationKind.KOMMUNE,
        OrganisationKind.HELSEFORETAK,
        OrganisationKind.REGIONALT_HELSEFORETAK,
        OrganisationKind.DIREKTORAT,
        OrganisationKind.FORSKNING,
    }
)
PUBLIC_TASK = _("The legal basis is a task in the public interest (GDPR, Article 6 (1) e).")
OWN_INTEREST = _("The legal basis is the organiser’s legitimate interest in holding the event (GDPR, Article 6 (1) f).")
EITHER = _(
    "The legal basis is a task in the public interest for public bodies, and a legitimate interest in holding the "
    "event for other organisers (GDPR, Article 6 (1) e and f)."
)
NEEDS = _(
    "This is information about health. Only the organiser sees it, and it is deleted the day after the event. "
    "You consent to that by ticking, and need not tick anything (GDPR, Article 9 (2) a)."
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
        legal_basis: What gives those that answer for it the right to use it.
    """

    responsible: tuple[str, ...]
    recipients: tuple[str, ...]
    deleted_on: date
    days_kept: int
    several: bool
    legal_basis: Any

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
    owners = [page.owner_organisation for page in pages if page.owner_organisation]
    organisers = (organiser for page in pages for organiser in page.organisers)
    return Privacy(
        responsible=tuple(dict.fromkeys(owner.name for owner in owners)),
        recipients=tuple(dict.fromkeys(organiser.name for organiser in organisers)),
        deleted_on=max(names_go(one) for one in occurrences),
        days_kept=settings.EVENTS_ANONYMISE_DAYS,
        several=len(occurrences) > 1,
        legal_basis=_legal_basis(owners),
    )


def _legal_basis(owners: Iterable[Organisation]) -> Any:
    public = {owner.kind in PUBLIC_BODIES for owner in owners}
    if public == {True, False}:
        return EITHER
    return OWN_INTEREST if public == {False} else PUBLIC_TASK
