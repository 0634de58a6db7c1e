"""What the room says on the hub's page about personal data."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hub.legal.purposes import Statement, register
from search.analytics import KEEP


def of_searches() -> Statement:
    """Those who search."""
    return Statement(
        heading=_("When you search"),
        purpose=_("We count what is searched for, to learn what is missing. We do not know who asked."),
        deletion=_("The counts are deleted after %(days)s days.") % {"days": KEEP.days},
    )


register(of_searches)
