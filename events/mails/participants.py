"""The mails that follow what a participant does: the answer to the form, confirmation, promotion, changes, the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events import invitations
from events.answers import Answer, Outcome, Submission
from events.enums import RegistrationState
from events.links import Purpose, address
from events.mails.posting import post, purpose_of, withdraw_reminders
from events.mails.rendering import Rendered, rendered
from events.mails.told import DateTold, OwnDate, own, told
from events.models import Registration
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.mail.compose import compose

NOBODY = 0  # no row has this number


# The answer to a form -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Together:
    """Dates of one form that one link confirms."""

    dates: list[OwnDate]

    @property
    def link(self) -> str:
        """The link."""
        return self.dates[0].confirm


def answer(submission: Submission) -> None:
    """The one mail that answers a form: what to confirm, what was registered already, date by date."""
    registrations = submission.registrations
    if registrations and submission.email:
        mail = render_answer(submission, timezone.now())
        post(mail, registrations[0], "answer", key=f"answer:{submission.id}")


def render_answer(submission: Submission, now: datetime) -> Rendered:
    """Neither the name nor any other words of the form are in it: anybody can have typed somebody else's address."""
    with translation.override(submission.language):
        mine = [own(one, now) for one in _in_order(submission.registrations)]
        open_, known = _parted(mine)
        refused = [told(one.occurrence, now) for one in submission.answers if one.registration is None]
        heading = _("Confirm your registration") if open_ else _("You are registered already")
        context = {
            "groups": _together(open_),
            "known": known,
            "refused": refused,
            "minutes": settings.EVENTS_UNCONFIRMED_MINUTES,
        }
        return rendered("answer", context, heading=heading, about=_about([*mine, *refused]), page=mine[0].page)


def _in_order(registrations: Iterable[Registration]) -> list[Registration]:
    return sorted(registrations, key=lambda one: (one.occurrence.start, one.occurrence_id))


def _parted(dates: list[OwnDate]) -> tuple[list[OwnDate], list[OwnDate]]:
    """Those to confirm, and the others."""
    unconfirmed = [one for one in dates if one.registration.state == RegistrationState.UNCONFIRMED]
    return unconfirmed, [one for one in dates if one not in unconfirmed]


def _together(dates: list[OwnDate]) -> list[Together]:
    """By the form that they were asked for in: a date from an earlier form is confirmed by a link of its own."""
    forms: dict[UUID, list[OwnDate]] = {}
    for one in dates:
        forms.setdefault(one.registration.submission, []).append(one)
    return [Together(group) for group in forms.values()]


def _about(dates: list[DateTold]) -> str:
    """The title, when it is the same for all."""
    titles = {one.subject.title for one in dates}
    return titles.pop() if len(titles) == 1 else ""


# What became of it ----------------------------------------------------------------------------------------------------
def confirmation(registration: Registration) -> None:
    """It is confirmed: a seat with its invitation, or a place in line; says so when the seat was lost meanwhile."""
    post(render_confirmation(registration, timezone.now()), registration, "confirmation")


def render_confirmation(registration: Registration, now: datetime) -> Rendered:
    """How a confirmed registration stands now."""
    with translation.override(registration.language):
        heading = _("You have a seat") if registration.has_seat else _("You are on the waiting list")
        return _of_one("confirmation", registration, heading, now)


def again(registration: Registration) -> None:
    """Sends once more what a participant needs and has lost: the link to confirm, or how they stand, as it is now."""
    now = timezone.now()
    if registration.state == RegistrationState.UNCONFIRMED:
        asked = Answer(registration.occurrence, Outcome.UNCONFIRMED, registration)
        whole = Submission(uuid4(), registration.email, registration.name, registration.language, (asked,))
        mail = render_answer(whole, now)
    elif registration.state == RegistrationState.CONFIRMED:
        mail = render_confirmation(registration, now)
    else:
        return
    post(mail, registration, "again", key=f"again:{registration.pk}:{now:%Y%m%d%H%M%S%f}")


def promoted(registration: Registration) -> None:
    """Who waited has a seat now."""
    with translation.override(registration.language):
        mail = _of_one("promoted", registration, _("You have got a seat"), timezone.now())
    post(mail, registration, "promoted")


def changed(registration: Registration) -> None:
    """The participant has changed how they take part. Each change is a mail of its own."""
    now = timezone.now()
    with translation.override(registration.language):
        mail = _of_one("changed", registration, _("Your registration is changed"), now)
    withdraw_reminders(registration)
    post(mail, registration, "changed", key=f"changed:{registration.pk}:{now:%Y%m%d%H%M%S%f}")


def cancelled(registration: Registration, *, had_seat: bool = True) -> None:
    """The participant has cancelled; takes the date out of their calendar, if it can be there."""
    now = timezone.now()
    with translation.override(registration.language):
        date = own(registration, now)
        part = invitations.cancellation(registration, date.subject, now) if had_seat else None
        mail = _one_date("cancelled", date, _("Your registration is cancelled"), part)
    withdraw_reminders(registration)
    post(mail, registration, "cancelled")


def reminder(registration: Registration, kind: str) -> None:
    """A week or a day before (`week`, `day`)."""
    with translation.override(registration.language):
        mail = _one_date("reminder", own(registration, timezone.now()), _("Reminder"), None)
    post(mail, registration, f"reminder-{kind}")


def _of_one(name: str, registration: Registration, heading: str, now: datetime) -> Rendered:
    date = own(registration, now)
    return _one_date(name, date, heading, invitations.request(registration, date.subject, now))


def _one_date(name: str, date: OwnDate, heading: str, part: invitations.CalendarPart | None) -> Rendered:
    return rendered(name, {"one": date}, heading=heading, about=date.subject.title, page=date.page, part=part)


# The participant's own list -------------------------------------------------------------------------------------------
def mine(email: str, language: str) -> None:
    """Queues the link to «my registrations», which goes out if the address has any.

    The same work and the same rows for every address, so that the time an answer takes tells nobody whether it is
    known: what differs happens in the job. Each has its own mark, since equal jobs would be merged.
    """
    own = Registration.objects.filter(email_key=Registration.key_of(email), anonymised_at=None).exclude(email="")
    latest = own.order_by("-pk").values_list("pk", flat=True).first()
    enqueue(mail_mine, latest or NOBODY, language, uuid4().hex)


@job("events.mine")
def mail_mine(registration_id: int, language: str, mark: str) -> None:
    """Composes the mail with the link; of an address without registrations nothing is found."""
    latest = Registration.objects.get(pk=registration_id, anonymised_at=None)
    latest.language = language
    with translation.override(language):
        mail = rendered("mine", {"link": address(latest, Purpose.MINE)}, heading=_("Your registrations"), page=None)
    compose(purpose=purpose_of(latest), key=f"mine:{mark}", kind="mine", language=language, **mail.parts(latest.email))
