"""How an administrator makes and changes users: by e-mail address, as members of groups, without seeing a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from hub.editors import EDITOR_GROUP

FIELDS = ["email", "first_name", "last_name", "organisation", "is_superuser", "groups"]


class LowerCaseAddress:
    """An address is the same in any case, and kept in lower case."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        """The address as it is kept."""
        return self.cleaned_data["email"].lower()


class InvitationForm(LowerCaseAddress, UserCreationForm):
    """A new user, an editor unless told otherwise, who gets an invitation and chooses the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("groups", Group.objects.filter(name=EDITOR_GROUP))

    class Meta(UserCreationForm.Meta):
        fields = FIELDS

    def save(self, commit: bool = True):
        """Nobody can log in with the account until its owner has chosen a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


class EditForm(LowerCaseAddress, UserEditForm):
    """A user who is there."""

    class Meta(UserEditForm.Meta):
        fields = [*FIELDS, "is_active"]


class UserList(IndexView):
    """Names the log-in for what it is."""

    @cached_property
    def columns(self) -> list:
        """Wagtail's columns, with the address instead of a user name."""
        columns = super().columns
        for column in columns:
            if column.name == "email":
                column.label = _("E-mail address")
        return columns


class UserViewSet(WagtailUserViewSet):
    """Wagtail's, with our forms."""

    index_view_class = UserList

    def get_form_class(self, for_update: bool = False) -> type:
        """One form to invite, one to change."""
        return EditForm if for_update else InvitationForm


def password_item(request: HttpRequest) -> dict[str, str]:
    """The way from an editor's own page to a new password."""
    url = reverse("account_change_password")
    return {"url": url, "label": gettext("Password"), "help_text": gettext("Choose a new one.")}


def second_factor_item(request: HttpRequest) -> dict[str, str]:
    """The way from an editor's own page to the second factor."""
    help_text = gettext("A code from an app on your phone when you log in, and recovery codes to keep.")
    return {"url": reverse("mfa_index"), "label": gettext("Second factor"), "help_text": help_text}
