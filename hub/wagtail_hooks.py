"""Tells Wagtail what the kernel brings to the editors' desk; only registers."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hub import user_admin
from hub.accounts import invite
from hub.closed_pages import refuse_who_is_logged_in
from hub.consent import desk as consent_desk
from hub.consent import register as consent_register
from hub.earlier import desk as version_desk
from hub.jobs import admin as job_admin
from hub.legal.documents import refuse_what_no_page_shows
from hub.publishing_admin import PublishBulkAction
from hub.snippets import ReferenceData

register_snippet(ReferenceData)

# After Wagtail's own action of the same name, which it replaces.
hooks.register("register_bulk_action", PublishBulkAction, order=10)

# Before Wagtail's own question.
hooks.register("before_serve_page", refuse_who_is_logged_in, order=-1)

hooks.register("before_serve_document", refuse_what_no_page_shows)

hooks.register("register_admin_urls", job_admin.urls)
hooks.register("register_reports_menu_item", job_admin.menu_item)
hooks.register("register_permissions", job_admin.permissions)

hooks.register("register_admin_urls", version_desk.urls)
hooks.register("register_page_header_buttons", version_desk.header_button)
hooks.register("register_log_actions", version_desk.log_actions)

hooks.register("register_admin_urls", consent_desk.urls)
hooks.register("register_log_actions", consent_desk.log_actions)
hooks.register("register_reports_menu_item", consent_register.menu_item)
hooks.register("register_reports_menu_item", consent_register.sealed_menu_item)

hooks.register("after_create_user", invite)
hooks.register("register_account_menu_item", user_admin.password_item)
hooks.register("register_account_menu_item", user_admin.second_factor_item)
