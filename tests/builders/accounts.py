"""People who log in."""

from hub.editors import ensure_editor_group
from hub.models import User

PASSWORD = "fjorten-rolige-tegn"


def make_user(*, email="bruker@example.org", password=PASSWORD, **fields):
    """Someone with an account and no rights."""
    return User.objects.create_user(email, password, **{"first_name": "Kim", "last_name": "Bruker", **fields})


def make_editor(*, email="redaktor@example.org", **fields):
    """A member of the editor group; never a superuser."""
    editor = make_user(email=email, **{"first_name": "Kari", "last_name": "Redaktør", **fields})
    editor.groups.add(ensure_editor_group())
    return editor


def make_administrator(*, email="administrator@example.org", password=PASSWORD):
    """Someone who makes users; edits nothing."""
    return User.objects.create_superuser(email, password, first_name="Ada", last_name="Administrator")
