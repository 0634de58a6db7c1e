"""Who organises: the group, what is its members' own, and who may see the names of participants (decision 24)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, Page

from events.models import EventPage, EventSeriesPage, NameAccess, Occurrence
from hub.editors import permissions
from hub.models import User

ORGANISER_GROUP = "Arrangører"
COLLECTION = "Arrangører"
MODEL_PERMISSIONS = (
    ("hub", "person", ("add", "view")),  # speakers
    ("wagtailadmin", "admin", ("access",)),
)
FILE_PERMISSIONS = (
    ("wagtailimages", "image", ("add", "choose")),
    ("wagtaildocs", "document", ("add", "choose")),
)


@transaction.atomic
def ensure_organiser_group() -> Group:
    """Make the group, or give it the rights it lacks; rights that an administrator has added are left.

    It has no right to any page: which pages are a member's own follows from the organisers of the events, in
    `events.wagtail_policies`. Files that members add lie in a collection of theirs.
    """
    group, _made = Group.objects.get_or_create(name=ORGANISER_GROUP)
    for spec in MODEL_PERMISSIONS:
        group.permissions.add(*permissions(*spec))
    root = Collection.objects.get(depth=1)
    collection = root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
    for permission in (one for spec in FILE_PERMISSIONS for one in permissions(*spec)):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def is_organiser(user: Any) -> bool:
    """Whether somebody organises for a body: a member of the group who belongs to one. Asked once per request."""
    if not user.is_active or user.is_anonymous or user.is_superuser or not user.organisation_id:
        return False
    if not hasattr(user, "_is_organiser"):
        user._is_organiser = user.groups.filter(name=ORGANISER_GROUP).exists()
    return user._is_organiser


# What is their own ----------------------------------------------------------------------------------------------------
def of_body(organisation_id: int | None) -> QuerySet[EventPage]:
    """The events that a body organises, alone or with others."""
    if organisation_id is None:
        return EventPage.objects.none()
    shared = EventPage.co_organisers.rel.related_model.objects.filter(  # type: ignore[attr-defined]
        organisation=organisation_id, page=OuterRef("pk")
    )
    return EventPage.objects.filter(Q(owner_organisation=organisation_id) | Q(Exists(shared)))


def series_of_body(organisation_id: int | None) -> QuerySet[EventSeriesPage]:
    """The series that a body owns in which no event is others' alone: rights to a series reach all below it."""
    if organisation_id is None:
        return EventSeriesPage.objects.none()
    owned = EventSeriesPage.objects.filter(owner_organisation=organisation_id)
    others = EventPage.objects.exclude(pk__in=of_body(organisation_id).values("pk"))
    mixed = {path[: -Page.steplen] for path in others.values_list("path", flat=True)}
    return owned.exclude(path__in=mixed) if mixed else owned


def own_pages(user: Any) -> QuerySet[Page]:
    """The events and series of an organiser's body; of nobody else any."""
    if not is_organiser(user):
        return Page.objects.none()
    events = Q(pk__in=of_body(user.organisation_id).values("pk"))
    return Page.objects.filter(events | Q(pk__in=series_of_body(user.organisation_id).values("pk")))


def others_events(user: Any) -> QuerySet[Page]:
    """The events and series that are not an organiser's own: what choosers and lists leave out."""
    kinds = Q(pk__in=EventPage.objects.values("pk")) | Q(pk__in=EventSeriesPage.objects.values("pk"))
    return Page.objects.filter(kinds).exclude(pk__in=own_pages(user).values("pk"))


def colleagues(user: Any) -> list[int]:
    """The users of an organiser's body: whose files are its own. A list, for searches know no joins."""
    return list(User.objects.filter(organisation=user.organisation_id).values_list("pk", flat=True))


def manageable(user: Any) -> QuerySet[EventPage]:
    """The events that somebody may work with at the desk: organisers their own, who may publish anything all."""
    if manages_all(user):
        return EventPage.objects.all()
    return of_body(user.organisation_id) if is_organiser(user) else EventPage.objects.none()


def manages_all(user: Any) -> bool:
    """Whether somebody may publish any event: editors and administrators."""
    return Page.get_first_root_node().permissions_for_user(user).can_publish_subpage()


# Names ----------------------------------------------------------------------------------------------------------------
class Names(StrEnum):
    """What somebody sees of the participants of an event."""

    SHOWN = "shown"
    FACTOR = "factor"  # once they have a second factor
    REASON = "reason"  # once they have given a reason, which is logged
    COUNTS = "counts"


def names_for(user: Any, page: EventPage) -> Names:
    """Only users of the bodies that organise an event see names, and only with a second factor."""
    own = of_body(user.organisation_id).filter(pk=page.pk).exists()
    if not own and not user.is_superuser:
        return Names.COUNTS
    if not is_mfa_enabled(user):
        return Names.FACTOR
    return Names.SHOWN if own else Names.REASON


def log_look(occurrence: Occurrence, user: User, reason: str, rows: int, now: datetime) -> NameAccess:
    """Remember that an administrator looked at the names of another body's event.

    Raises:
        ValueError: no reason is given.
    """
    if not reason.strip():
        raise ValueError("A reason is needed.")
    return NameAccess.objects.create(
        occurrence=occurrence, user=user, kind=NameAccess.Kind.LOOKED, reason=reason.strip()[:300], rows=rows, at=now
    )


def log_export(occurrence: Occurrence, user: User, file_format: str, rows: int, now: datetime) -> NameAccess:
    """Remember an export."""
    return NameAccess.objects.create(
        occurrence=occurrence, user=user, kind=NameAccess.Kind.EXPORT, file_format=file_format, rows=rows, at=now
    )
