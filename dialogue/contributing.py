"""A contribution while its contributor writes it: begun, saved, sent in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dialogue import mails
from dialogue.contribution_forms import NEEDED, STEP_OF
from dialogue.drafts import make_draft
from dialogue.enums import ContributionState
from dialogue.models import Contribution, Sender
from dialogue.workflow import start_review
from hub.forms import workplaces


@transaction.atomic
def begin(
    *, email: str, name: str, workplace: str, language: str, answers: Mapping[str, Any], now: datetime
) -> Contribution:
    """Keep what is known from the start, and mail the link to go on."""
    place = workplaces.find(workplace)
    contribution = Contribution.objects.create(
        sender=Sender.of(email, language),
        name=name,
        workplace=place.text or workplace,
        municipality=place.municipality,
        organisation=place.organisation,
        language=language,
        answers=dict(answers),
        created_at=now,
        touched_at=now,
    )
    mails.saved(contribution)
    return contribution


@transaction.atomic
def save(contribution: Contribution, answers: Mapping[str, Any], now: datetime, *, mail: bool = False) -> None:
    """Keep what one step says; the time in which it may be finished begins anew."""
    current = Contribution.objects.select_for_update().get(pk=contribution.pk)
    contribution.answers = {**current.answers, **answers}
    contribution.touched_at = now
    contribution.save(update_fields=["answers", "touched_at"])
    if mail:
        mails.saved(contribution)


def lacking(contribution: Contribution) -> list[str]:
    """The names of what must be answered before it can be sent in."""
    return [name for name in STEP_OF if name in NEEDED and not contribution.answers.get(name)]


@transaction.atomic
def send_in(contribution: Contribution, now: datetime) -> bool:
    """Hand it to the editors as an unpublished story; the links to write are void from then on.

    False, with nothing changed, when it has been sent in already.
    """
    waiting = Contribution.objects.filter(pk=contribution.pk, state=ContributionState.UNFINISHED)
    if not waiting.update(state=ContributionState.RECEIVED, version=contribution.version + 1):
        return False
    contribution.refresh_from_db()
    contribution.may_share_at = contribution.licence_at = contribution.touched_at = now
    contribution.page = make_draft(contribution)
    contribution.save()
    if contribution.page:
        start_review(contribution.page)
    mails.received(contribution)
    mails.to_editors(contribution, "arrived")
    return True
