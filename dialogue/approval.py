"""The contributor's word on the edited text: asked for, given or not, and kept at the gate to publication."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue import mails
from dialogue.enums import UNDER_WAY, ContributionState
from dialogue.models import Contribution
from dialogue.models.review import approval_wanted
from dialogue.workflow import end_review
from hub.completeness import Problem, register_check
from hub.earlier.freezing import freeze
from hub.earlier.parts import Line
from hub.earlier.reading import Words, words_now
from hub.enums import Vocabulary
from stories.models import StoryPage

STATE = ContributionState
# What the hub says of any page, and to which pages it leads: not the contributor's words.
EDITORS_OWN = {
    *("reviewed_on", "responsible_role", "responsible_email", "confidence", "inferred_fields", "notice"),
    *("links_out", Vocabulary.AUDIENCES.value),
}


def words(page: Any) -> Words:
    """All that readers will see of an experience, but for what is the editors' own."""
    return Words([part for part in words_now(page) if part.name not in EDITORS_OWN])


def digest(page: Any) -> str:
    """What stands for all that the contributor approves. Another page may change its title, and a person their name."""
    parts = [part for part in freeze(page) if part.name not in EDITORS_OWN]
    seen = [[part.name, [[_stands_for(line) for line in entry.lines] for entry in part.entries]] for part in parts]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def _stands_for(line: Line) -> int | str:
    return line.person or line.picture or line.page or line.text


def asked_page(contribution: Contribution) -> StoryPage | None:
    """The text that was sent for approval; None when it is gone."""
    page = contribution.page
    revision = page and page.revisions.filter(pk=contribution.asked_revision_id).first()
    return revision.as_object() if revision else None


# Moves ----------------------------------------------------------------------------------------------------------------
def _move(contribution: Contribution, to: ContributionState, now: datetime, **values: Any) -> bool:
    """To another state, once; links to the last one are void."""
    values |= {"state": to, "touched_at": now, "version": contribution.version + 1}
    same = Contribution.objects.filter(pk=contribution.pk, version=contribution.version, state=contribution.state)
    if not same.update(**values):
        return False
    for name, value in values.items():
        setattr(contribution, name, value)
    return True


@transaction.atomic
def ask(contribution: Contribution, now: datetime) -> bool:
    """Mail the latest draft to the contributor; False when it is not the editors' turn, or the draft is gone."""
    revision = contribution.page and contribution.page.get_latest_revision()
    if contribution.state not in UNDER_WAY or revision is None:
        return False
    if not _move(contribution, STATE.APPROVAL, now, asked_revision_id=revision.pk, approved_digest="", wishes=""):
        return False
    mails.to_approve(contribution)
    return True


@transaction.atomic
def approve(contribution: Contribution, now: datetime) -> bool:
    """The contributor approves the words that they were sent, and no others."""
    page = asked_page(contribution)
    if contribution.state != STATE.APPROVAL or page is None:
        return False
    if not _move(contribution, STATE.APPROVED, now, approved_digest=digest(page)):
        return False
    mails.to_editors(contribution, "approved")
    return True


@transaction.atomic
def wish(contribution: Contribution, wishes: str, now: datetime) -> bool:
    """The contributor wants changes: it is the editors' turn again."""
    if contribution.state != STATE.APPROVAL or not _move(contribution, STATE.EDITING, now, wishes=wishes):
        return False
    mails.to_editors(contribution, "wishes")
    return True


@transaction.atomic
def decline(contribution: Contribution, reason: str, now: datetime, *, user: Any = None) -> bool:
    """Say no with a reason. The draft goes; what the contributor wrote stays until their contact is deleted."""
    if contribution.state not in UNDER_WAY or not _move(contribution, STATE.DECLINED, now):
        return False
    mails.declined(contribution, reason)
    remove_draft(contribution, user=user)
    return True


def remove_draft(contribution: Contribution, *, user: Any = None) -> None:
    """Delete the story if readers have never seen it, with its revisions."""
    page = contribution.page
    if page is not None and not page.live and not page.versions.exists():
        end_review(page, user)
        page.delete()
        contribution.page = None


@receiver(approval_wanted)
def on_approval_wanted(contribution: Contribution, **_kwargs: Any) -> None:
    """An editor has said so in Wagtail's form."""
    ask(contribution, timezone.now())


# The gate -------------------------------------------------------------------------------------------------------------
@register_check
def unapproved(page: Any) -> list[Problem]:
    """A contribution goes out with the words that its contributor has approved; so do its translations, after it."""
    key = page.translation_key
    contribution = Contribution.objects.filter(page__translation_key=key).exclude(state=STATE.LIVE).first()
    if contribution is None:
        return []
    if contribution.state != STATE.APPROVED:
        text = _("This is a reader’s experience, and its contributor has not approved the text. Send it for approval.")
    elif contribution.page_id == page.pk and contribution.approved_digest != digest(page):
        text = _("The text has changed since its contributor approved it. Send it for approval once more.")
    elif contribution.page_id != page.pk:
        text = _("Publish the reader’s experience first, and then its translation.")
    else:
        return []
    return [Problem("", text)]
