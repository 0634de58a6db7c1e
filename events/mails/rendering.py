"""A mail to a participant before it is composed: the same words for sending and for preview.

Text and HTML have a template each, so that the text part is written for its reader and not stripped of tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from events.invitations import CalendarPart
from events.models import EventPage
from hub.languages import in_own_language
from hub.mail.compose import Alternative, Attachment, Parts
from hub.mail.parts import tidy

ATTACHED = "invitasjon.ics"


@dataclass(frozen=True)
class Rendered:
    """A mail as its reader gets it.

    Attributes:
        ics: The calendar part; empty when the mail has none. `method` is its method.
        reply_to: The organiser's role mailbox; empty for the hub's own.
        language: What it is written in.
    """

    subject: str
    text: str
    html: str
    ics: bytes = b""
    method: str = ""
    reply_to: str = ""
    language: str = "nb"

    def parts(self, to: str) -> Parts:
        """What `hub.mail` makes the mail of.

        The calendar part stands twice: as a form of the body, which calendar programs act on (RFC 6047), and as a file
        for all others.
        """
        parts: Parts = {"to": to, "subject": self.subject, "text": self.text, "html": self.html}
        parts["reply_to"] = self.reply_to
        if self.ics:
            parts["alternatives"] = [Alternative(self.ics.decode(), f"text/calendar; method={self.method}")]
            parts["attachments"] = [Attachment(ATTACHED, self.ics, "application/ics")]
        return parts


def rendered(
    name: str,
    context: Mapping[str, Any],
    *,
    heading: str,
    about: str = "",
    page: EventPage | None,
    part: CalendarPart | None = None,
) -> Rendered:
    """Both forms of a mail in the active language, from `events/mail/<name>.html` and `.txt`.

    Args:
        heading: What the mail says in a few words.
        about: What it is about; the subject is both.
        page: The event, whose organiser answers.
    """
    subject = " ".join((f"{heading}: {about}" if about else heading).split())
    role, mailbox = page.contact if page else ("", "")
    language = get_language() or settings.LANGUAGE_CODE
    shared = {
        "subject": subject,
        "heading": heading,
        "language": language,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.PUBLIC_URL,
        "mine_url": settings.PUBLIC_URL + in_own_language(reverse("registration_mine")),
        "answers": (role or mailbox) if mailbox else settings.WAGTAIL_SITE_NAME,
    }
    whole = {**shared, **context}
    return Rendered(
        subject=subject,
        text=tidy(render_to_string(f"events/mail/{name}.txt", whole)),
        html=_inliner().inline(render_to_string(f"events/mail/{name}.html", whole)),
        ics=part.content if part else b"",
        method=part.method if part else "",
        reply_to=mailbox,
        language=language,
    )


@cache
def _inliner() -> CSSInliner:
    """Mail programs drop style sheets, so each element gets its styles; the rules are read once."""
    return CSSInliner(extra_css=render_to_string("events/mail/mail.css"), load_remote_stylesheets=False)
