"""Wagtail's list of users, fitted to ours: known by e-mail address, invited, without a password set for them."""

from wagtail.users.apps import WagtailUsersAppConfig


class HubUsersConfig(WagtailUsersAppConfig):
    """Stands in `INSTALLED_APPS` instead of `wagtail.users`."""

    user_viewset = "hub.user_admin.UserViewSet"
