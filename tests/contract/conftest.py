"""The hub's own content, loaded once for all tests of this folder."""

import pytest
from django.core.management import call_command
from django.db import transaction

from hub.accounts import ensure_editor
from hub.models import User


@pytest.fixture(scope="package", autouse=True)
def content(django_db_setup, django_db_blocker):
    """All that `seed` loads, rolled back when the last test of the folder has run."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", verbosity=0)
        ensure_editor()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def editor_client(client, db):
    """A browser in which the editor, who is no superuser, is logged in."""
    user = User.objects.get(email=ensure_editor()[0])
    assert not user.is_superuser
    client.force_login(user)
    return client
