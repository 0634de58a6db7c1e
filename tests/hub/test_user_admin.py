"""How an administrator makes and changes users: by invitation, without ever seeing a password."""

import pytest
from django.core.cache import cache
from django.test import Client

from hub.models import User
from tests.builders.accounts import make_administrator, make_editor
from tests.builders.admin import form_data
from tests.builders.jobs import waiting_mail
from tests.builders.login import choose_password, is_in, link_in, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_service(settings):
    """No limits counted by other tests; mail goes through the queue, which pytest's own backend would leave out."""
    cache.clear()
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"


def test_an_administrator_invites_an_editor_who_chooses_the_password():
    make_editor(email="forste@example.org")
    desk = Client()
    desk.force_login(make_administrator())
    data = form_data(desk.get("/admin/users/new/"))
    assert not any("password" in name for name in data)
    desk.post("/admin/users/new/", {**data, "email": "Ny@Example.org", "first_name": "Nina", "last_name": "Ny"})
    editor = User.objects.get(email="ny@example.org")
    assert [group.name for group in editor.groups.all()] == ["Redaktører"]
    assert not editor.is_superuser
    (mail,) = waiting_mail()
    assert mail["To"] == "ny@example.org"
    client = Client()
    choose_password(client, link_in(mail), "ninas-eget-passord")
    log_in(client, email="ny@example.org", password="ninas-eget-passord")
    assert is_in(client)


def test_an_administrator_changes_an_editor():
    editor = make_editor()
    desk = Client()
    desk.force_login(make_administrator())
    url = f"/admin/users/edit/{editor.pk}/"
    data = form_data(desk.get(url))
    assert data["email"] == editor.email
    data.pop("is_active")
    desk.post(url, {**data, "last_name": "Nordmann"})
    editor.refresh_from_db()
    assert (editor.last_name, editor.is_active) == ("Nordmann", False)


def test_an_editor_makes_no_users():
    client = Client()
    client.force_login(make_editor())
    assert client.get("/admin/users/new/").status_code in (302, 403)
