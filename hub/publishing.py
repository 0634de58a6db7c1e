"""The one gate to publication (decision 23), and the version that every publication leaves.

Wagtail publishes on several ways: the form, the bulk action, a workflow, the schedule, code. All of them end in saving
the page with a new live revision. That is where the gate stands: the page is checked, saved and its version recorded
in one transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub.completeness import Problem, missing, problems

if TYPE_CHECKING:
    from wagtail.models import Page as Below
    from wagtail.models import Revision

    from hub.earlier.parts import Part
    from hub.models.base import BasePage
else:
    Below = object

__all__ = [
    "Problem",
    "PublishBlocked",
    "Publishing",
    "check",
    "close_versions",
    "leave_version",
    "missing",
    "page_saved",
]

# Sent in the transaction of every save of a page, when its rows are written too. Arguments: instance, update_fields.
page_saved = Signal()


class PublishBlocked(ValidationError):
    """Raised when a page may not go out; holds one message per problem."""

    def __init__(self, page: BasePage, problems: list[Problem]) -> None:
        self.page = page
        self.problems = problems
        super().__init__([problem.message for problem in problems])


class Publishing(Below):
    """How a page goes out; every type of page is one."""

    def own_problems(self) -> list[Problem]:
        """What else stands in the way of publication; a type adds its own rules."""
        return []

    def parts_beside(self) -> list[Part]:
        """What readers see of the page that is no part of its revision, such as dates; its versions follow it.

        A type that has such parts names them all, also what is empty, and sends `hub.indexing.told_anew` on change.
        """
        return []

    @transaction.atomic
    def publish(self, revision: Revision, user=None, **kwargs: Any):
        """Let a revision out, or set it down for the time that it names.

        Raises:
            PublishBlocked: when anything is missing; nothing is changed then.
        """
        if revision.content.get("go_live_at"):
            check(revision.as_object())  # one that is set down for later is not saved as live now
        revision.publisher = user  # type: ignore[attr-defined]
        return super().publish(revision, user=user, **kwargs)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; when that lets another revision out, check it first and leave its version.

        Raises:
            PublishBlocked: when anything is missing; nothing is saved then.
        """
        going_out = is_going_out(self, kwargs.get("update_fields"))
        if going_out:
            check(self)
        result = super().save(*args, **kwargs)
        if going_out:
            leave_version(self, self.live_revision, publisher_of(self.live_revision))
        page_saved.send(sender=type(self), instance=self, update_fields=kwargs.get("update_fields"))
        return result

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Save a draft. Autosave may overwrite its last draft, but never a revision that readers have seen."""
        if overwrite_revision and self.versions.filter(revision=overwrite_revision).exists():  # type: ignore[attr-defined]
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


def is_going_out(page, update_fields=None) -> bool:
    """Whether saving the page would show readers another revision than they see now.

    A copy that is to be live is first put in the tree with the revision of its original, then saved with its own.
    """
    shown = page.pk and page.live and page.live_revision_id
    if not shown or (update_fields and "live_revision" not in update_fields):
        return False
    return not type(page)._base_manager.filter(pk=page.pk, live=True, live_revision=page.live_revision_id).exists()


def publisher_of(revision: Revision):
    """Who publishes: the one who said so, else the one who wrote the revision, as for one that was scheduled."""
    return getattr(revision, "publisher", None) or revision.user


def check(page) -> None:
    """Raise `PublishBlocked` when anything stands in the way."""
    found = problems(page)
    if found:
        raise PublishBlocked(page, found)


def leave_version(page, revision: Revision, user, now: datetime | None = None) -> None:
    """Close the version that was shown and record the one that is shown from now on.

    Args:
        page: The specific page as it is now live.
        revision: The Wagtail revision that it was published from.
        user: Who published it; None for the seed.
        now: The moment of publication; the present when left out.
    """
    now = now or timezone.now()
    close_versions(page, now)
    number = page.versions.count() + 1
    with translation.override(page.language):
        first_note = _("First version")
    page.versions.create(
        number=number,
        revision=revision,
        visible_from=now,
        was_public=page.is_public(now),
        published_by=user,
        change_note=page.change_note or (first_note if number == 1 else ""),
        frozen=page.frozen(),
        source_version=page.source_version(),
    )


def close_versions(page, now: datetime | None = None) -> None:
    """Say that the page's current version is no longer shown."""
    page.versions.filter(visible_until=None).update(visible_until=now or timezone.now())
