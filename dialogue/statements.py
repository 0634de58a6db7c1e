"""What the room says on the hub's page about personal data: the same as its forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dialogue import purposes
from hub.legal.purposes import Statement, register


def of_messages() -> Statement:
    """«Si fra» and «spør»."""
    return _statement(_("When you tell us something or ask"), purposes.of_messages(""))


def of_contributions() -> Statement:
    """«Del din erfaring»."""
    return _statement(_("When you share an experience"), purposes.of_contributions())


def _statement(heading: str, told: purposes.Privacy) -> Statement:
    return Statement(heading, told.purpose, told.legal_basis, told.recipient, told.deletion)


register(of_messages)
register(of_contributions)
