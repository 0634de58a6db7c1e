"""What a notice will look like: made in a transaction that is taken back, so it cannot differ from what is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from events import mails
from events.doorway import offered
from events.models import Notice


class _TakeBack(Exception):
    """Ends the rehearsal."""


def rehearse(act: Callable[[], Notice], now: datetime, language: str = "nb") -> mails.Rendered:
    """Do it, write the mail that somebody with a seat would get, and undo all of it.

    Raises:
        CannotChange: as `act` does.
    """
    found: list[mails.Rendered] = []
    try:
        with transaction.atomic():
            notice = act()
            seat = offered(notice.occurrence)[0]
            found.append(mails.preview(notice, now, language=language, seat=seat))
            raise _TakeBack
    except _TakeBack:
        return found[0]
