"""When, by subject."""

from events.models.listings import EventIndexPage
from events.models.occurrences import FeedState, Occurrence
from events.models.pages import EventCoOrganiser, EventPage
from events.models.registrations import (
    AccessNeeds,
    EvaluationAnswer,
    EvaluationMarks,
    LaterInterest,
    NameAccess,
    Notice,
    Registration,
)
from events.models.rows import Material, Session, SessionSpeaker
from events.models.series import EventSeriesPage

__all__ = [
    "AccessNeeds",
    "EvaluationAnswer",
    "EvaluationMarks",
    "EventCoOrganiser",
    "EventIndexPage",
    "EventPage",
    "EventSeriesPage",
    "FeedState",
    "LaterInterest",
    "Material",
    "NameAccess",
    "Notice",
    "Occurrence",
    "Registration",
    "Session",
    "SessionSpeaker",
]
