"""Organisers who are logged in at the desk."""

from allauth.mfa.models import Authenticator

from events.organisers import ensure_organiser_group
from tests.builders.accounts import make_user
from tests.builders.admin import editor_client
from tests.builders.hub import make_organisation


def add_second_factor(user):
    """An app on the telephone, as allauth stores it."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "none"})
    return user


def make_organiser(*, email="arrangor@example.org", organisation=None, second_factor=True, **fields):
    """A member of the organisers' group who belongs to a body, Bodø unless another is given."""
    user = make_user(email=email, organisation=organisation or make_organisation(), **fields)
    user.groups.add(ensure_organiser_group())
    return add_second_factor(user) if second_factor else user


def organiser_client(**fields):
    """A client that an organiser is logged in on, in English."""
    return editor_client(user=make_organiser(**fields))
