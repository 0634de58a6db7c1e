"""The one gate to publication (decision 23): what stands in the way, and the version that every publication leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way of publication, and the field where it is mended (empty: the whole page)."""

    field: str
    message: str


class PublishBlocked(ValidationError):
    """Raised by `BasePage.publish` when a page may not go out; holds one message per problem."""

    def __init__(self, page, problems: list[Problem]):
        self.page = page
        self.problems = problems
        super().__init__([problem.message for problem in problems])


def is_empty(value) -> bool:
    """Whether nothing has been filled in: no text, no rows, no choice."""
    if hasattr(value, "all"):
        return not value.all()
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


def missing(page, names) -> list[Problem]:
    """One problem per required thing that is empty, named as the editor sees it."""
    found = []
    for name in names:
        if is_empty(getattr(page, name)):
            found.append(Problem(name, _("“%(name)s” is missing.") % {"name": page.name_of(name)}))
    return found


def problems(page) -> list[Problem]:
    """All that stands in the way of publishing this state of the page."""
    found = missing(page, page.required_to_publish)
    found += page.own_problems()
    if page.first_published_at and not page.change_note:
        found.append(Problem("change_note", _("Say what has changed since the last version.")))
    return found


def check(page) -> None:
    """Raise `PublishBlocked` when anything stands in the way."""
    found = problems(page)
    if found:
        raise PublishBlocked(page, found)


@transaction.atomic
def leave_version(page, revision, user, now: datetime | None = None) -> None:
    """Close the version that was shown and record the one that is shown from now on.

    Args:
        page: The specific page as it is now live.
        revision: The Wagtail revision that it was published from.
        user: Who published it; None for the scheduler and the seed.
    """
    now = now or timezone.now()
    close_versions(page, now)
    number = page.versions.count() + 1
    page.versions.create(
        number=number,
        revision=revision,
        visible_from=now,
        was_public=page.is_public(now),
        published_by=user,
        change_note=page.change_note or (_("First version") if number == 1 else ""),
        frozen=page.frozen_text(),
        source_version=page.source_version(),
    )


def close_versions(page, now: datetime | None = None) -> None:
    """Say that the page's current version is no longer shown."""
    page.versions.filter(visible_until=None).update(visible_until=now or timezone.now())
