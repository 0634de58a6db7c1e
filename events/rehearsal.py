"""What a notice will look like: made in a transaction that is taken back, so it cannot differ from what is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from events import mails
from events.doorway import offered
from events.enums import RegistrationState
from events.models import Notice, Occurrence, Registration


class _TakeBack(Exception):
    """Ends the rehearsal."""


def rehearse(act: Callable[[], Notice], now: datetime, language: str = "nb") -> mails.Rendered:
    """Do it, write the mail that somebody with a seat would get, and undo all of it.

    The mail's links lead nowhere: an organiser must not be able to cancel for somebody.

    Raises:
        CannotChange: as `act` does.
    """
    found: list[mails.Rendered] = []
    try:
        with transaction.atomic():
            notice = act()
            found.append(mails.render_notice(notice, _nobody_at(notice.occurrence, language), now))
            raise _TakeBack
    except _TakeBack:
        return found[0]


def _nobody_at(occurrence: Occurrence, language: str) -> Registration:
    """A participant that there is not."""
    return Registration(
        pk=0,
        occurrence=occurrence,
        seat=offered(occurrence)[0],
        state=RegistrationState.CONFIRMED,
        has_seat=True,
        email="deltaker@example.org",
        language=language,
    )
