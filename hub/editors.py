"""The group that edits: everything an editor does is within its rights, so nobody edits as superuser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow

EDITOR_GROUP = "Redaktører"
# What Wagtail brings: two groups with English names, and a workflow that mails their members. Nobody is in them here.
WAGTAIL_GROUPS = ("Editors", "Moderators")
WAGTAIL_WORKFLOW = "Moderators approval"

PAGE_PERMISSIONS = ("wagtailcore", "page", ("add", "change", "publish", "lock", "unlock"))
FILE_PERMISSIONS = (
    ("wagtailimages", "image", ("add", "change", "delete", "choose")),
    ("wagtaildocs", "document", ("add", "change", "delete", "choose")),
)
MODEL_PERMISSIONS = (
    ("hub", "organisation", ("add", "change", "delete", "view")),
    ("hub", "person", ("add", "change", "delete", "view")),
    ("hub", "consent", ("view",)),  # changed with the person
    ("hub", "term", ("add", "change", "view")),  # addresses and filters use its id, so it stays
    ("hub", "county", ("view",)),
    ("hub", "municipality", ("view",)),
    ("hub", "healthcommunity", ("view",)),
    ("hub", "hubsettings", ("change",)),
    ("hub", "job", ("view", "change")),  # a publication that failed is seen, and tried again
    ("wagtailredirects", "redirect", ("add", "change", "delete", "view")),
    ("wagtailadmin", "admin", ("access",)),
    ("simple_translation", "translation", ("submit",)),
)


def permissions(app: str, model: str, actions: Iterable[str]) -> list[Permission]:
    """The permissions of these names; raises `Permission.DoesNotExist` when the tables are not migrated yet."""
    return [Permission.objects.get(content_type__app_label=app, codename=f"{action}_{model}") for action in actions]


def model_permissions() -> Iterator[tuple[str, str, Iterable[str]]]:
    """App, model and actions: the kernel's, and those that a room names as `editor_permissions` on its app config."""
    yield from MODEL_PERMISSIONS
    for config in apps.get_app_configs():
        for model, actions in getattr(config, "editor_permissions", ()):
            yield config.label, model, actions


@transaction.atomic
def ensure_editor_group() -> Group:
    """Make the group, or give it the rights it lacks; rights that an administrator has added are left."""
    group, made = Group.objects.get_or_create(name=EDITOR_GROUP)
    if made:
        retire_wagtails_own()
    for spec in model_permissions():
        group.permissions.add(*permissions(*spec))
    root = Page.objects.get(depth=1)  # above both trees
    for permission in permissions(*PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    everything = Collection.objects.get(depth=1)
    for permission in (one for spec in FILE_PERMISSIONS for one in permissions(*spec)):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)
    return group


def retire_wagtails_own() -> None:
    """Remove Wagtail's empty groups and switch off its workflow, once: editors publish, and nobody is mailed."""
    for workflow in Workflow.objects.filter(name=WAGTAIL_WORKFLOW, active=True):
        workflow.deactivate()
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()
