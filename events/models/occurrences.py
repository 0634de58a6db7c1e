"""When and where an event takes place: rows outside the page's revisions, which nothing but an organiser changes."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.enums import OccurrenceStatus, Precision, RegistrationPolicy, Seat


def new_uid() -> str:
    """The lasting name of a date in all calendars; the domain is a setting, so that it survives a change of host."""
    return f"occ-{uuid.uuid4()}@{settings.EVENTS_UID_DOMAIN}"


class Occurrence(models.Model):
    """One date of an event, with its seats.

    A row of its own, never part of a revision: no draft, revert, unpublication, expiry or deletion of the page changes
    a time or a seat. What may change it is in `events.changes`, what takes and gives back seats in `events.seats`.

    Attributes:
        page: The event in the tree where it was made first; a translation has the same dates. None when the page has
            been deleted: the cancelled entry stays in the feeds for a while.
        uid, sequence, modified_at: As in calendars (RFC 5545); sequence grows when time, place or status change.
        start, end: With precision `time`, the moments. Else local midnights, `end` exclusive.
        moved_from: The start before the last change of time.
        ics: The event's own lines of a calendar file, as they stand in every feed.
        announced_at: When readers could first see the date.
        found_under: Of a date whose page is gone, what `events.feed_filters` finds it by.
    """

    page = models.ForeignKey(
        "events.EventPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="occurrences",
        verbose_name=_("event"),
    )
    uid = models.CharField(_("UID"), max_length=160, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=OccurrenceStatus.choices, default=OccurrenceStatus.SCHEDULED
    )
    precision = models.CharField(
        _("how exactly the time is known"), max_length=5, choices=Precision.choices, default=Precision.TIME
    )
    start = models.DateTimeField(_("begins"), db_index=True)
    end = models.DateTimeField(_("ends"), db_index=True)
    moved_from = models.DateTimeField(_("moved from"), null=True, blank=True, editable=False)

    place = models.CharField(_("place"), max_length=160, blank=True, help_text=_("Such as: Alrek helseklynge, Bergen."))
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        "hub.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    join_url = models.URLField(
        _("link to the meeting"),
        max_length=1000,
        blank=True,
        help_text=_("Readers never see it: participants come through the hub's own link, from 15 minutes before."),
    )

    policy = models.CharField(
        _("registration"), max_length=10, choices=RegistrationPolicy.choices, default=RegistrationPolicy.NONE
    )
    registration_url = models.URLField(_("address of the registration elsewhere"), max_length=500, blank=True)
    deadline = models.DateTimeField(_("register before"), null=True, blank=True)
    closed = models.BooleanField(
        _("closed for registration"), default=False, help_text=_("Closes the registration before its deadline.")
    )
    room_capacity = models.PositiveIntegerField(
        _("seats in the room"), null=True, blank=True, help_text=_("Empty means as many as come.")
    )
    online_capacity = models.PositiveIntegerField(
        _("seats online"), null=True, blank=True, help_text=_("Empty means as many as come.")
    )
    room_taken = models.PositiveIntegerField(_("taken in the room"), default=0, editable=False)
    online_taken = models.PositiveIntegerField(_("taken online"), default=0, editable=False)

    ics = models.TextField(_("calendar entry"), blank=True, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    found_under = models.JSONField(default=list, blank=True, editable=False)
    cancelled_at = models.DateTimeField(
        _("cancelled or postponed"), null=True, blank=True, editable=False, db_index=True
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    modified_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    anonymised_at = models.DateTimeField(_("names deleted"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="occurrence_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(room_capacity=None) | Q(room_taken__lte=F("room_capacity")), name="room_is_never_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(online_capacity=None) | Q(online_taken__lte=F("online_capacity")),
                name="online_is_never_overbooked",
            ),
            models.CheckConstraint(
                condition=~Q(policy=RegistrationPolicy.ELSEWHERE) | ~Q(registration_url=""),
                name="registration_elsewhere_has_an_address",
            ),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.start):%Y-%m-%d %H:%M} {self.page or ''}".strip()

    def capacity(self, seat: Seat | str) -> int | None:
        """Seats of a kind; None for as many as come."""
        return self.room_capacity if seat == Seat.ROOM else self.online_capacity

    def taken(self, seat: Seat | str) -> int:
        """How many seats of a kind are taken."""
        return self.room_taken if seat == Seat.ROOM else self.online_taken

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether it has ended."""
        return self.end <= (now or timezone.now())

    def is_behind(self, now: datetime) -> bool:
        """Whether its participants can change nothing any more; one put off without a new date is still ahead."""
        return self.status != OccurrenceStatus.POSTPONED and self.is_over(now)

    @property
    def is_held(self) -> bool:
        """Whether it takes place as it stands here."""
        return self.status == OccurrenceStatus.SCHEDULED


class FeedState(models.Model):
    """The number of the last change of anything that a calendar feed shows: one row, counted up by `events.feeds`."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("state of the feeds")
        verbose_name_plural = _("state of the feeds")

    def __str__(self):
        return str(self.number)
