"""What an organiser tells everybody at a date, and what those hear who asked for later events."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import invitations
from events.enums import NoticeKind, RegistrationState
from events.links import Purpose, address
from events.mails.posting import post, withdraw_reminders
from events.mails.rendering import Rendered, rendered
from events.mails.told import OwnDate, own, told
from events.models import LaterInterest, Notice, Occurrence, Registration
from hub.mail.compose import compose

ABOUT_THE_DATE = (NoticeKind.MOVED, NoticeKind.POSTPONED, NoticeKind.CANCELLED)
OFF = (NoticeKind.POSTPONED, NoticeKind.CANCELLED)


def kind_of(notice: Notice) -> str:
    """What `hub.mail` calls the mails of a notice, for the overview of who got it."""
    return f"notice-{notice.pk}"


def notice(notice: Notice, registration: Registration) -> None:
    """What the organiser tells, with what it does to the participant's calendar.

    A change that another has overtaken is told no more: the later notice says how it stands.
    """
    is_old = notice.sequence != registration.occurrence.sequence
    if notice.kind in ABOUT_THE_DATE:
        if is_old:
            return
        withdraw_reminders(registration)
    post(render_notice(notice, registration, timezone.now()), registration, kind_of(notice))


def render_notice(notice: Notice, registration: Registration, now: datetime) -> Rendered:
    """The mail of a notice to one participant, in their language; the organiser's words stay as they were written."""
    with translation.override(registration.language):
        date = own(registration, now)
        context = {"one": date, "kind": str(notice.kind), "words": notice.text}
        heading, about = notice.subject or _heading(notice), "" if notice.subject else date.subject.title
        part = _part(notice, date, now)
        return rendered("notice", context, heading=heading, about=about, page=date.page, part=part)


def _heading(notice: Notice) -> str:
    headings = {
        NoticeKind.MOVED: _("New time or place"),
        NoticeKind.POSTPONED: _("Postponed"),
        NoticeKind.CANCELLED: pgettext("occurrence_status", "Cancelled"),
        NoticeKind.RECORDING: _("Recording and material"),
        NoticeKind.LATER_EVENT: _("A new event"),
    }
    return headings.get(NoticeKind(notice.kind), _("Message to participants"))


def _part(notice: Notice, date: OwnDate, now: datetime) -> invitations.CalendarPart | None:
    confirmed = date.registration.state == RegistrationState.CONFIRMED
    if notice.kind in OFF and confirmed and date.registration.has_seat:
        return invitations.cancellation(date.registration, date.subject, now)
    if notice.kind == NoticeKind.MOVED:
        return invitations.request(date.registration, date.subject, now)
    return None


# Later events ---------------------------------------------------------------------------------------------------------
def later_event(interest: LaterInterest, occurrence: Occurrence) -> None:
    """A new date of an organiser whose later events somebody asked to hear of; mail programs offer the way out too."""
    mail = render_later_event(interest, occurrence, timezone.now())
    parts = mail.parts(interest.email)
    parts["headers"] = {
        "List-Unsubscribe": f"<{address(interest, Purpose.LATER)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    compose(
        purpose=f"events.later:{interest.pk}",
        key=f"later:{interest.pk}:{occurrence.pk}",
        kind="later",
        language=mail.language,
        **parts,
    )


def render_later_event(interest: LaterInterest, occurrence: Occurrence, now: datetime) -> Rendered:
    """The mail about a later event."""
    with translation.override(interest.language):
        date = told(occurrence, now)
        organiser = interest.organisation.name
        context = {"one": date, "organiser": organiser, "end": address(interest, Purpose.LATER, now)}
        return rendered("later", context, heading=_("A new event"), about=date.subject.title, page=date.page)
