"""What the room says on the hub's page about personal data, with the periods that its daily job keeps."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from events.keeping import INTEREST_KEPT
from events.purposes import EITHER
from hub.legal.purposes import Statement, register


def of_participants() -> Statement:
    """Those who take part in events."""
    deletion = _(
        "Names and addresses are deleted %(days)s days after the event, and what you need on the day, the day after "
        "it. An address that wants mail about later events is kept for %(years)s years at the most."
    )
    return Statement(
        heading=_("When you register for an event"),
        purpose=_("The organiser needs to know who comes, and to send you what you need to take part."),
        legal_basis=EITHER,
        recipient=_("The organiser sees your name and your workplace."),
        deletion=deletion % {"days": settings.EVENTS_ANONYMISE_DAYS, "years": INTEREST_KEPT.days // 365},
    )


register(of_participants)
