"""Closed vocabularies of the room: the stored values are ids that never change."""

from django.db import models
from django.utils.translation import pgettext_lazy


class MessagePurpose(models.TextChoices):
    """Why somebody writes about a page."""

    QUESTION = "sporsmal", pgettext_lazy("purpose of a message", "I have a question")
    ERROR = "feil", pgettext_lazy("purpose of a message", "Something is wrong or missing")


class MessageState(models.TextChoices):
    """How far a message has come."""

    RECEIVED = "mottatt", pgettext_lazy("state of a message", "Not answered")
    ANSWERED = "besvart", pgettext_lazy("state of a message", "Answered")
    CLOSED = "lukket", pgettext_lazy("state of a message", "Closed without an answer")


class ContributionState(models.TextChoices):
    """How far a reader's experience has come."""

    UNFINISHED = "pabegynt", pgettext_lazy("state of a contribution", "Being written")
    RECEIVED = "mottatt", pgettext_lazy("state of a contribution", "Received")
    EDITING = "redigeres", pgettext_lazy("state of a contribution", "Being edited")
    APPROVAL = "til-godkjenning", pgettext_lazy("state of a contribution", "With the contributor for approval")
    APPROVED = "godkjent", pgettext_lazy("state of a contribution", "Approved by the contributor")
    LIVE = "publisert", pgettext_lazy("state of a contribution", "Published")
    DECLINED = "avslatt", pgettext_lazy("state of a contribution", "Declined")


UNDER_WAY = (
    ContributionState.RECEIVED,
    ContributionState.EDITING,
    ContributionState.APPROVAL,
    ContributionState.APPROVED,
)
ENDED = (ContributionState.LIVE, ContributionState.DECLINED)
