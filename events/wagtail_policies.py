"""An organiser's rights in Wagtail follow from who organises an event, not from rows that could fall behind.

Wagtail asks one policy about pages and one about each kind of file, everywhere: explorer, history, copies, reports,
search, log. It has no setting to choose another, so `install` gives its policies a class that knows organisers; for
everybody else nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.admin.api import views as admin_api
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents import permissions as documents
from wagtail.images import permissions as images
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from events.models import EventIndexPage
from events.organisers import colleagues, is_organiser, own_pages

OWN_ACTIONS = ("change", "publish")
SERIES_ACTIONS = (*OWN_ACTIONS, "add")


class OrganisersPagePolicy(PagePermissionPolicy):
    """Members of the organisers' group may change and publish what their own body organises, and see no other."""

    def get_all_permissions_for_user(self, user: Any) -> Iterable[GroupPagePermission]:
        """What the groups give; for an organiser also the rights to each of the own pages, never stored."""
        found = super().get_all_permissions_for_user(user)
        if not is_organiser(user):
            return found
        rights = {one.codename.partition("_")[0]: one for one in _page_permissions()}
        own = [
            GroupPagePermission(page=page, permission=rights[action])
            for page in own_pages(user).select_related("content_type")
            for action in (SERIES_ACTIONS if page.content_type.model == "eventseriespage" else OWN_ACTIONS)
        ]
        return [*found, *own]

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        """As Wagtail's, with the own pages by one condition instead of one per page."""
        if not is_organiser(user):
            return super().instances_user_has_any_permission_for(user, actions)
        own = own_pages(user).values("pk") if set(actions) & set(SERIES_ACTIONS) else []
        given = GroupsPagePolicy(Page).instances_user_has_any_permission_for(user, actions)
        return Page.objects.filter(Q(pk__in=own) | Q(pk__in=given.values("pk")))

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        """Where the explorer may begin: for organisers never below the list of events, from which new ones are made."""
        found = super().instances_with_direct_explore_permission(user)
        return [*found, *_list_of_events()] if is_organiser(user) else found

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """The own pages, the list of events, and the way down to them."""
        if not is_organiser(user):
            return super().explorable_instances(user)
        own = self.instances_user_has_any_permission_for(user, {"add", "change", "publish", "lock", "unlock"})
        found = own | _list_of_events()
        paths = {path[:end] for path in found.values_list("path", flat=True) for end in _steps(path)}
        return Page.objects.filter(Q(pk__in=found.values("pk")) | Q(path__in=paths, depth__gt=1))


class GroupsPagePolicy(PagePermissionPolicy):
    """Wagtail's policy over the rights that groups give alone, whatever is remembered with the user."""

    def get_cached_permissions_for_user(self, user: Any) -> list[GroupPagePermission]:
        """Read anew."""
        return list(self.get_all_permissions_for_user(user))


def _list_of_events() -> QuerySet[Page]:
    """The one that the desk makes new events below."""
    lists = EventIndexPage.objects.filter(locale__language_code="nb")
    return Page.objects.filter(pk__in=lists.values("pk"))


def _steps(path: str) -> range:
    return range(Page.steplen, len(path), Page.steplen)


def _page_permissions() -> QuerySet[Permission]:
    names = [f"{action}_page" for action in SERIES_ACTIONS]
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=names)


class OwnFilesPolicy(CollectionOwnershipPermissionPolicy):
    """An organiser's own files are those that somebody of the same body has added."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """For organisers only what is of their body, and that they may change, delete and choose."""
        if not is_organiser(user) or _may_all(self, user):
            return super().user_has_any_permission_for_instance(user, actions, instance)
        added_by = getattr(instance, self.owner_field_name)
        return bool(added_by and added_by.organisation_id == user.organisation_id)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """The same as a query."""
        if not is_organiser(user) or _may_all(self, user):
            return super().instances_user_has_any_permission_for(user, actions)
        return self.model._default_manager.filter(**{f"{self.owner_field_name}__in": colleagues(user)})


def _may_all(policy: OwnFilesPolicy, user: Any) -> bool:
    """Whether somebody is an editor as well, who may change files of others."""
    return policy._check_perm(user, ["change"])


def install() -> None:
    """Make Wagtail ask these policies. Its admin API makes a page policy of its own, so it is told as well.

    The report of page types names the page that was edited last, whoever's it is: it is not for organisers.
    """
    page_permission_policy.__class__ = OrganisersPagePolicy
    admin_api.PagePermissionPolicy = OrganisersPagePolicy
    documents.permission_policy.__class__ = OwnFilesPolicy
    images.permission_policy.__class__ = OwnFilesPolicy
    PageTypesUsageReportView.permission_policy = GroupsPagePolicy(Page)
