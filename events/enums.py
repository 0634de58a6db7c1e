"""Closed vocabularies of events; stored values are the ids of the hub's vocabularies and never change."""

from django.db import models
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """What sort of event it is."""

    WEBINAR = "webinar", pgettext_lazy("event_kinds", "Webinar")
    KONFERANSE = "konferanse", pgettext_lazy("event_kinds", "Conference")
    DELINGSARENA = "delingsarena", pgettext_lazy("event_kinds", "Sharing arena")
    KURS = "kurs", pgettext_lazy("event_kinds", "Course")
    MOTE = "mote", pgettext_lazy("event_kinds", "Meeting")
    DISPUTAS = "disputas", pgettext_lazy("event_kinds", "Thesis defence or talk")


class EventFormat(models.TextChoices):
    """Where one takes part."""

    DIGITALT = "digitalt", pgettext_lazy("event_formats", "Online")
    FYSISK = "fysisk", pgettext_lazy("event_formats", "In person")
    HYBRID = "hybrid", pgettext_lazy("event_formats", "In person and online")


class Precision(models.TextChoices):
    """How exactly the time is known. Only what is exact to the day stands in a calendar feed."""

    TIME = "time", pgettext_lazy("date_precision", "Date and time of day")
    DAY = "day", pgettext_lazy("date_precision", "Whole days")
    MONTH = "month", pgettext_lazy("date_precision", "Only the month")
    YEAR = "year", pgettext_lazy("date_precision", "Only the year")

    @property
    def in_feeds(self) -> bool:
        """Whether a calendar can show it."""
        return self in (Precision.TIME, Precision.DAY)


class OccurrenceStatus(models.TextChoices):
    """Whether a date holds. That it is over follows from the clock."""

    SCHEDULED = "scheduled", pgettext_lazy("occurrence_status", "Will be held")
    POSTPONED = "postponed", pgettext_lazy("occurrence_status", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("occurrence_status", "Cancelled")


class RegistrationPolicy(models.TextChoices):
    """How one registers."""

    NONE = "none", pgettext_lazy("registration_policy", "No registration")
    HERE = "here", pgettext_lazy("registration_policy", "Here")
    ELSEWHERE = "elsewhere", pgettext_lazy("registration_policy", "At the organiser's own page")
    INVITATION = "invitation", pgettext_lazy("registration_policy", "By invitation")


class Seat(models.TextChoices):
    """Where a participant takes part; each has its own seats and its own waiting list."""

    ROOM = "room", pgettext_lazy("seat", "In the room")
    ONLINE = "online", pgettext_lazy("seat", "Online")


class RegistrationState(models.TextChoices):
    """What the participant has said. Whether they have a seat or wait is `Registration.has_seat`."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("registration_state", "Not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("registration_state", "Confirmed")
    CANCELLED = "cancelled", pgettext_lazy("registration_state", "Cancelled")


class AccessNeed(models.TextChoices):
    """What somebody may need to take part. Health data: see `AccessNeeds`."""

    STEP_FREE = "step-free", pgettext_lazy("access_need", "Step-free access")
    HEARING_LOOP = "hearing-loop", pgettext_lazy("access_need", "Hearing loop")
    SIGN_LANGUAGE = "sign-language", pgettext_lazy("access_need", "Sign language interpreter")
    LIVE_TEXT = "live-text", pgettext_lazy("access_need", "Speech-to-text interpreter")
    LARGE_PRINT = "large-print", pgettext_lazy("access_need", "Slides in advance, readable by a screen reader")
    COMPANION = "companion", pgettext_lazy("access_need", "A seat for a companion")


class NoticeKind(models.TextChoices):
    """What everybody who is registered is told."""

    MOVED = "moved", pgettext_lazy("notice_kind", "Moved")
    POSTPONED = "postponed", pgettext_lazy("notice_kind", "Postponed without a new date")
    CANCELLED = "cancelled", pgettext_lazy("notice_kind", "Cancelled")
    MESSAGE = "message", pgettext_lazy("notice_kind", "Message")
    RECORDING = "recording", pgettext_lazy("notice_kind", "Recording and material")
    LATER_EVENT = "later-event", pgettext_lazy("notice_kind", "A new event")
