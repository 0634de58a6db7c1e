"""Who did it together, from the rows of the page; no query when they are prefetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.enums import PartnerRole
from hub.wording import inside

if TYPE_CHECKING:
    from hub.models import BasePage, Organisation


@dataclass(frozen=True)
class Partner:
    """An organisation that takes part, and as what; plain partners need no word for it."""

    organisation: Organisation
    role: str


def owners_of(page: BasePage) -> list[Organisation]:
    """The owner, then those that own it together with them."""
    shared = [row.organisation for row in page.organisations.all() if row.role == PartnerRole.EIER]
    owner = page.owner_organisation
    return [owner, *(other for other in shared if other.pk != owner.pk)] if owner else shared


def partners_of(page: BasePage) -> list[Partner]:
    """Those that take part without owning it, in the editor's order."""
    rows = [row for row in page.organisations.all() if row.role != PartnerRole.EIER]
    return [Partner(row.organisation, role_text(row.role)) for row in rows]


def role_text(role: str) -> str:
    """The role as it reads in brackets; empty for a plain partner."""
    return "" if role == PartnerRole.SAMARBEIDER else inside(PartnerRole(role).label)
