"""Who comes: personal data, each with its purpose and its end (see `events.retention`)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.enums import NoticeKind, RegistrationState, Seat

LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]


class Registration(models.Model):
    """A person who has asked for a seat at one date.

    The seats of a date are counted on its own row (`Occurrence.room_taken`, `.online_taken`): every registration that
    `has_seat` and is not cancelled is one of them. Who is confirmed without a seat waits; the earliest `queued_at` is
    first in line.

    Attributes:
        submission: The same for all dates that were ticked in one form, for one answering mail.
        email_key: The address in lower case, by which two registrations are the same person's; replaced by the
            registration's own number when it is made anonymous.
        version: Counted up to make links void that were mailed before.
        seat_lost_at: When an unconfirmed seat went to someone who waited.
        wants_later: That mail about later events was asked for, until the address is confirmed (then `LaterInterest`).
    """

    occurrence = models.ForeignKey(
        "events.Occurrence", on_delete=models.PROTECT, related_name="registrations", verbose_name=_("date")
    )
    submission = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    seat = models.CharField(_("takes part"), max_length=6, choices=Seat.choices)
    state = models.CharField(
        _("state"), max_length=11, choices=RegistrationState.choices, default=RegistrationState.UNCONFIRMED
    )
    has_seat = models.BooleanField(_("has a seat"), default=False)

    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    email_key = models.CharField(max_length=254, editable=False)
    municipality = models.ForeignKey(
        "hub.Municipality",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("municipality"),
    )
    organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
    )
    workplace = models.CharField(_("workplace"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="nb")

    wants_later = models.BooleanField(_("wants mail about later events"), default=False, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    queued_at = models.DateTimeField(_("in line since"), default=timezone.now)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    seat_lost_at = models.DateTimeField(_("seat lost"), null=True, blank=True)
    attended_at = models.DateTimeField(_("came"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("mail came back"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["queued_at", "pk"]
        indexes = [models.Index(fields=["occurrence", "state", "has_seat", "queued_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email_key"],
                condition=~Q(state=RegistrationState.CANCELLED),
                name="registered_once_for_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.pk}"  # never a name: it reaches logs

    @property
    def waits(self) -> bool:
        """Whether it is confirmed and in line for a seat."""
        return self.state == RegistrationState.CONFIRMED and not self.has_seat

    @staticmethod
    def key_of(email: str) -> str:
        """The form of an address by which two registrations are the same person's."""
        return email.strip().lower()


class AccessNeeds(models.Model):
    """What a participant needs to take part: health data, seen by the event's organiser only, never exported.

    Deleted the day after the date.
    """

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="access_needs")
    needs = models.JSONField(_("needs"), default=list)

    class Meta:
        verbose_name = _("access needs")
        verbose_name_plural = _("access needs")

    def __str__(self):
        return f"{self.registration_id}"


class LaterInterest(models.Model):
    """An address that wants mail about later events of one organiser; ends by its own link, or after two years."""

    organisation = models.ForeignKey("hub.Organisation", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="nb")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)

    class Meta:
        verbose_name = _("interest in later events")
        verbose_name_plural = _("interest in later events")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email_key"], name="interested_once_in_an_organiser")
        ]

    def __str__(self):
        return f"{self.pk}"


class Notice(models.Model):
    """Something that everybody who is registered for a date was told, in the organiser's own words."""

    occurrence = models.ForeignKey(
        "events.Occurrence", on_delete=models.CASCADE, related_name="notices", verbose_name=_("date")
    )
    kind = models.CharField(_("kind"), max_length=11, choices=NoticeKind.choices)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("sent by")
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    recipients = models.PositiveIntegerField(_("recipients"), default=0)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d %H:%M}"


class EvaluationAnswer(models.Model):
    """What somebody thought of a date. Nothing leads from it to a person, not even the minute it was written."""

    occurrence = models.ForeignKey(
        "events.Occurrence", on_delete=models.CASCADE, related_name="answers", verbose_name=_("date")
    )
    useful = models.PositiveSmallIntegerField(_("how useful"), help_text=_("1 (not useful) to 5 (very useful)"))
    will_use = models.TextField(_("what will you use"), blank=True, max_length=1000)
    missed = models.TextField(_("what was missing"), blank=True, max_length=1000)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = pgettext_lazy("evaluation", "answer")
        verbose_name_plural = pgettext_lazy("evaluation", "answers")
        constraints = [
            models.CheckConstraint(condition=Q(useful__gte=1, useful__lte=5), name="useful_from_one_to_five")
        ]

    def __str__(self):
        return f"{self.useful}"


class EvaluationMarks(models.Model):
    """Which links to a date's evaluation have been used, so that each is used once; gone when the evaluation closes.

    All marks of a date stand sorted in one row: rows of their own would keep the order in which people answered, and
    with it lead from an answer to who wrote it. See `events.evaluation` for what a mark is.
    """

    occurrence = models.OneToOneField("events.Occurrence", on_delete=models.CASCADE, related_name="evaluation_marks")
    marks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("used links to an evaluation")
        verbose_name_plural = _("used links to evaluations")

    def __str__(self):
        return f"{self.occurrence_id}"


class NameAccess(models.Model):
    """Who took names out of the hub, or looked at those of another body's event, when and why."""

    class Kind(models.TextChoices):
        """What was done."""

        EXPORT = "export", _("Exported")
        LOOKED = "looked", _("Looked at as administrator")

    occurrence = models.ForeignKey(
        "events.Occurrence", null=True, on_delete=models.SET_NULL, related_name="name_accesses", verbose_name=_("date")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("user")
    )
    kind = models.CharField(_("what"), max_length=6, choices=Kind.choices)
    file_format = models.CharField(_("format"), max_length=4, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("access to names")
        verbose_name_plural = _("accesses to names")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
