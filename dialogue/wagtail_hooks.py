"""Tells Wagtail what readers' words bring to the editors' desk; only registers."""

from wagtail import hooks

from dialogue.desk import marking, urls

hooks.register("register_admin_urls", urls.urls)
hooks.register("register_admin_menu_item", urls.menu_item)

hooks.register("before_edit_page", marking.say_so)
hooks.register("before_copy_page", marking.refuse_copy)
