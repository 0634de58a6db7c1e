"""The reference index of what was loaded: one job a page instead of a rebuild at every save."""

from collections.abc import Iterable

from wagtail.tasks import update_reference_index_task

from hub.models.base import BasePage


def index_references(pages: Iterable[BasePage]) -> None:
    """Have the worker record what each page refers to, for «who uses this?» in the admin."""
    for page in pages:
        update_reference_index_task.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk))
