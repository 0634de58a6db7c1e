"""The group that edits has the rights to every task, and only those."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Workflow

from hub.editors import EDITOR_GROUP, ensure_editor_group
from tests.builders.accounts import make_editor
from tests.builders.hub import make_home, make_standard_page

pytestmark = pytest.mark.django_db


def test_making_the_group_twice_equals_making_it_once():
    first = ensure_editor_group()
    rights = set(first.permissions.all()), GroupPagePermission.objects.filter(group=first).count()
    second = ensure_editor_group()
    assert second == first
    assert (set(second.permissions.all()), GroupPagePermission.objects.filter(group=second).count()) == rights


def test_rights_that_an_administrator_added_are_left():
    group = ensure_editor_group()
    extra = Permission.objects.get(codename="add_user")
    group.permissions.add(extra)
    assert extra in ensure_editor_group().permissions.all()


def test_a_right_that_is_lacking_comes_back():
    group = ensure_editor_group()
    group.permissions.clear()
    ensure_editor_group()
    assert group.permissions.filter(codename="change_organisation").exists()


def test_wagtails_groups_and_workflow_are_retired_once():
    ensure_editor_group()
    assert list(Group.objects.values_list("name", flat=True)) == [EDITOR_GROUP]
    assert not Workflow.objects.filter(active=True).exists()
    Group.objects.create(name="Editors")
    ensure_editor_group()
    assert Group.objects.filter(name="Editors").exists()


def test_an_editor_edits_publishes_and_locks_in_both_trees_and_is_no_superuser():
    editor = make_editor()
    assert not editor.is_superuser
    for language in ("nb", "en"):
        home = make_home(language=language)
        rights = make_standard_page(parent=home, title="Om").permissions_for_user(editor)
        assert rights.can_edit()
        assert rights.can_publish()
        assert rights.can_lock()
        assert rights.can_unpublish()
        assert home.permissions_for_user(editor).can_add_subpage()


def test_an_editor_cannot_delete_a_tree():
    editor = make_editor()
    home = make_home()
    make_standard_page(parent=home)
    assert not Page.objects.get(pk=home.pk).permissions_for_user(editor).can_delete()


def test_an_editor_sees_places_but_does_not_change_them():
    editor = make_editor()
    assert editor.has_perm("hub.view_municipality")
    assert not editor.has_perm("hub.change_municipality")
    assert not editor.has_perm("hub.delete_term")
    assert not editor.has_perm("hub.add_user")
