"""What participants are told by mail, each composed in the transaction of what caused it and in their own language.

One mail per (kind, registration, state of the date's calendar entry): the same key never makes a second. An answering
mail is one per form that was sent in. Somebody whom the organiser added without an address gets none.
"""

from __future__ import annotations

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.answers import Answer, Submission
from events.line import place_in_line
from events.links import Purpose, address
from events.models import LaterInterest, Notice, Occurrence, Registration
from hub.mail.compose import compose


def purpose_of(registration: Registration) -> str:
    """What `hub.mail.compose.forget` takes to delete all mail of a registration."""
    return f"events.registration:{registration.pk}"


def key_of(kind: str, registration: Registration) -> str:
    """One mail of a kind for a registration, until time, place or status of its date change."""
    return f"{kind}:{registration.pk}:{registration.occurrence.sequence}"


def answer(submission: Submission) -> None:
    """The one mail that answers a form: what to confirm, what was registered already, date by date."""
    registrations = submission.registrations
    if not registrations or not submission.email:
        return
    with translation.override(submission.language):
        compose(
            to=submission.email,
            subject=_("Confirm your registration") if _asks(submission) else _("You are registered already"),
            text="\n\n".join(_answered(one) for one in submission.answers),
            purpose=purpose_of(registrations[0]),
            key=f"answer:{submission.id}",
            language=submission.language,
        )


def _asks(submission: Submission) -> bool:
    return any(one.registration and one.registration.state == "unconfirmed" for one in submission.answers)


def _answered(answer: Answer) -> str:
    registration, title = answer.registration, _title(answer.occurrence)
    if registration is None:
        return f"{title}\n" + _("This date takes no more registrations.")
    if registration.state == "unconfirmed":
        return f"{title}\n" + _("Confirm here:") + f"\n{address(registration, Purpose.CONFIRM)}"
    return f"{title}\n" + _("You are registered already.") + f"\n{address(registration, Purpose.CANCEL)}"


def confirmation(registration: Registration) -> None:
    """It is confirmed: a seat with its invitation, or a place in line; says so when the seat was lost meanwhile."""
    with translation.override(registration.language):
        if registration.has_seat:
            _send("confirmation", registration, _("You have a seat"), [_("You are registered.")])
        else:
            place = _("You are number %(place)s in line.") % {"place": place_in_line(registration)}
            _send("confirmation", registration, _("You are on the waiting list"), [place])


def promoted(registration: Registration) -> None:
    """Who waited has a seat now."""
    with translation.override(registration.language):
        _send("promoted", registration, _("You have got a seat"), [_("A seat became free, and it is yours.")])


def cancelled(registration: Registration) -> None:
    """The participant has cancelled; takes the date out of their calendar."""
    with translation.override(registration.language):
        _send("cancelled", registration, _("You have cancelled"), [_("You are no longer registered.")], links=False)


def changed(registration: Registration) -> None:
    """The participant has changed how they take part. Each change is a mail of its own."""
    with translation.override(registration.language):
        lines = [registration.get_seat_display()]
        stamp = f"changed:{timezone.now():%Y%m%d%H%M%S%f}"
        _send(stamp, registration, _("Your registration is changed"), lines)


def reminder(registration: Registration, kind: str) -> None:
    """A week or a day before (`week`, `day`)."""
    with translation.override(registration.language):
        _send(f"reminder-{kind}", registration, _("Reminder"), [_("You are registered.")])


def mine(email: str, language: str) -> None:
    """The link to «my registrations», if the address has any; to anybody else no mail goes."""
    own = Registration.objects.filter(email_key=Registration.key_of(email), anonymised_at=None)
    latest = own.order_by("-pk").first()
    if latest is None:
        return
    with translation.override(language):
        compose(
            to=latest.email,
            subject=_("Your registrations"),
            text=address(latest, Purpose.MINE),
            purpose=purpose_of(latest),
            language=language,
        )


def notice(notice: Notice, registration: Registration) -> None:
    """What the organiser tells everybody, in the organiser's own words."""
    with translation.override(registration.language):
        _send(f"notice-{notice.pk}", registration, notice.subject or notice.get_kind_display(), [notice.text])


def later_event(interest: LaterInterest, occurrence: Occurrence) -> None:
    """A new date of an organiser whose later events somebody asked to hear of."""
    with translation.override(interest.language):
        compose(
            to=interest.email,
            subject=_title(occurrence),
            text=address(interest, Purpose.LATER),
            purpose=f"events.later:{interest.pk}",
            key=f"later:{interest.pk}:{occurrence.pk}",
            language=interest.language,
        )


def _send(kind: str, registration: Registration, subject: str, lines: list[str], *, links: bool = True) -> None:
    if not registration.email:
        return
    title = _title(registration.occurrence)
    if links:
        lines = [*lines, _("Cancel here:"), address(registration, Purpose.CANCEL)]
    compose(
        to=registration.email,
        subject=f"{subject}: {title}",
        text="\n\n".join([title, *lines]),
        purpose=purpose_of(registration),
        key=key_of(kind, registration),
        language=registration.language,
    )


def _title(occurrence: Occurrence) -> str:
    when = date_format(timezone.localtime(occurrence.start), "DATETIME_FORMAT")
    return f"{occurrence.page.title if occurrence.page else ''} ({when})"
