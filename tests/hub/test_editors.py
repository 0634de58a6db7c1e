"""The group that edits has the rights to every task, and only those."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow

from hub.editors import EDITOR_GROUP, ensure_editor_group
from tests.builders.accounts import make_administrator, make_editor
from tests.builders.admin import editor_client
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


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_editor_neither_deletes_moves_nor_withdraws_a_front_page(language):
    editor, administrator = make_editor(), make_administrator()
    home = make_home(language=language)
    for page in (home, Page.objects.get(pk=home.pk)):
        rights = page.permissions_for_user(editor)
        assert not rights.can_delete()
        assert not rights.can_move()
        assert not rights.can_unpublish()
        assert rights.can_publish()
        assert page.permissions_for_user(administrator).can_delete()
        assert page.permissions_for_user(administrator).can_unpublish()


def test_the_desk_refuses_an_editor_who_deletes_a_front_page():
    home = make_home()
    client = editor_client()
    for view in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{view}", args=[home.pk]))
    ids = f"?id={home.pk}"
    for action in ("delete", "unpublish"):
        client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + ids)
    assert Page.objects.get(pk=home.pk).live


def test_an_editor_sees_places_but_does_not_change_them():
    editor = make_editor()
    assert editor.has_perm("hub.view_municipality")
    assert not editor.has_perm("hub.change_municipality")
    assert not editor.has_perm("hub.delete_term")
    assert not editor.has_perm("hub.add_user")
