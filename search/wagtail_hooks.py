"""Tells Wagtail what the search room brings to the editors' desk; only registers."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search import progress, reports
from search.notices import add_notice
from search.word_admin import WordViewSet

register_snippet(WordViewSet)

hooks.register("register_admin_urls", reports.urls)
hooks.register("register_reports_menu_item", reports.unanswered_item)
hooks.register("register_reports_menu_item", reports.most_asked_item)
hooks.register("register_permissions", reports.permissions)
hooks.register("construct_homepage_panels", add_notice)

hooks.register("register_admin_urls", progress.urls)
hooks.register("register_reports_menu_item", progress.menu_item)
hooks.register("register_permissions", progress.permissions)
