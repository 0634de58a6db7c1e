"""Tells Wagtail what events bring to the editors' desk; only registers."""

from wagtail import hooks

from events import deletion, explorer
from events.desk import urls

hooks.register("register_admin_urls", urls.urls)
hooks.register("register_admin_menu_item", urls.menu_item)

hooks.register("before_delete_page", deletion.refuse_deletion)
hooks.register("before_bulk_action", deletion.refuse_bulk_deletion)

hooks.register("construct_explorer_page_queryset", explorer.listed_pages)
hooks.register("construct_page_chooser_queryset", explorer.choosable_pages)
hooks.register("construct_image_chooser_queryset", explorer.choosable_images)
hooks.register("construct_document_chooser_queryset", explorer.choosable_documents)
hooks.register("before_move_page", explorer.refuse_move)
hooks.register("before_create_page", explorer.lead_to_desk)
