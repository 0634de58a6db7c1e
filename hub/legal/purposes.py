"""What the hub keeps about people: each room says it in the words and periods that its own code keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Statement:
    """One purpose: whole sentences, in the active language. Empty ones are left out."""

    heading: Any
    purpose: Any
    legal_basis: Any = ""
    recipient: Any = ""
    deletion: Any = ""

    @property
    def sentences(self) -> list[str]:
        """What is said, in order."""
        return [str(one) for one in (self.purpose, self.legal_basis, self.recipient, self.deletion) if one]


PUBLIC_TASK = gettext_lazy("The legal basis is a task in the public interest (GDPR, Article 6 (1) e).")
_statements: list[Callable[[], Statement]] = []


def register(statement: Callable[[], Statement]) -> None:
    """Add what a room keeps; it is asked each time, since periods are settings."""
    if statement not in _statements:
        _statements.append(statement)


def statements() -> list[Statement]:
    """What is kept, readers first."""
    return [of_readers(), *(statement() for statement in _statements), of_the_named(), of_editors()]


def of_readers() -> Statement:
    """Those who only read."""
    return Statement(
        heading=_("When you read"),
        purpose=_(
            "We set no cookies, use no services of others and follow nobody. A film from another service is only "
            "loaded when you click on it."
        ),
    )


def of_the_named() -> Statement:
    """Those whom pages name or picture."""
    days = settings.CONSENT_EVIDENCE_DAYS
    return Statement(
        heading=_("When you are named or pictured"),
        purpose=_("Some pages name or show people who have taken part in what the page tells about."),
        legal_basis=_("The legal basis is your consent, a task in the public interest, or that you have published it."),
        recipient=_("All who read the page see it. Why we may show it, only the editors see."),
        deletion=_(
            "Tell us, and your name and pictures are taken from all pages at once. That we were allowed to show them "
            "is kept sealed for %(days)s days, and then deleted."
        )
        % {"days": days},
    )


def of_editors() -> Statement:
    """Those who log in."""
    return Statement(
        heading=_("When you are an editor or an organiser"),
        purpose=_("We keep your name, your e-mail address and your workplace, and what you change in the hub."),
        legal_basis=PUBLIC_TASK,
        recipient=_("Only those who are logged in see it."),
        deletion=_("Your account is deleted when you no longer need it."),
    )
