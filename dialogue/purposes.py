"""What readers are told about their personal data wherever they write it (GDPR, Article 13): who, why, how long.

There is no box of consent: to answer those who ask, and to collect experience, is what the body that runs the hub is
there for (Article 6 (1) e). Contributors say beside it that they may share, and under which licence: that concerns the
text, not their data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.models import HubSettings

LICENCE_NAME = "Creative Commons Attribution 4.0 (CC BY 4.0)"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
PUBLIC_TASK = _("The legal basis is a task in the public interest (GDPR, Article 6 (1) e).")


@dataclass(frozen=True)
class Privacy:
    """What a form says of what is written in it.

    Attributes:
        responsible: The body that answers for it.
        purpose, recipient, deletion: Whole sentences.
    """

    responsible: str
    purpose: Any
    recipient: Any
    deletion: Any
    legal_basis: Any = PUBLIC_TASK


def responsible() -> str:
    """Who runs the hub, in the reader's language."""
    found = HubSettings.load()
    return getattr(found, f"run_by_{get_language()}", "") or found.run_by_nb or settings.WAGTAIL_SITE_NAME


def of_messages(role: str) -> Privacy:
    """What is said below «si fra» and «spør»."""
    text = _(
        "The message is deleted %(answered)s days after the answer, and after %(unanswered)s days if nobody answers."
    )
    values = {"answered": settings.DIALOGUE_FEEDBACK_DAYS, "unanswered": settings.DIALOGUE_UNANSWERED_DAYS}
    sentence = _("%(who)s gets your message and your name. Your address stays in the hub, which mails you the answer.")
    who = role or str(_("The editors of the hub"))
    return Privacy(
        responsible=responsible(),
        purpose=_("We use what you write to answer you and to mend the page, and for nothing else."),
        recipient=sentence % {"who": who},
        deletion=text % values,
    )


def of_contributions() -> Privacy:
    """What is said where an experience is shared."""
    text = _(
        "An unfinished contribution is deleted %(unfinished)s days after you last saved it. Your name and address are "
        "deleted %(contact)s days after it was published or declined. The published experience stays, without your "
        "name."
    )
    values = {"unfinished": settings.DIALOGUE_UNFINISHED_DAYS, "contact": settings.DIALOGUE_CONTACT_DAYS}
    return Privacy(
        responsible=responsible(),
        purpose=_("We use your name and address to work with you on the text, and for nothing else."),
        recipient=_("The editors of the hub see what you write and your name. Your address is only used by the hub."),
        deletion=text % values,
    )


def of_answers() -> Privacy:
    """What is said where a role answers."""
    text = _("It is deleted with the message, %(answered)s days after the answer.")
    return Privacy(
        responsible=responsible(),
        purpose=_("Your answer is mailed to whoever asked, and kept with the message."),
        recipient=_("Whoever asked gets it, and the editors of the hub can read it."),
        deletion=text % {"answered": settings.DIALOGUE_FEEDBACK_DAYS},
    )


def of_own_link() -> Privacy:
    """What is said where one asks for the link to what one has sent."""
    return Privacy(
        responsible=responsible(),
        purpose=_("We use the address to mail you the link, and for nothing else."),
        recipient=_("Nobody else gets it."),
        deletion=_("It is not stored."),
    )
