"""The reference index of what was loaded, built once a page instead of at every save."""

from collections.abc import Iterable

from wagtail.models import ReferenceIndex

from hub.models.base import BasePage


def index_references(pages: Iterable[BasePage]) -> None:
    """Record what each page refers to, for «who uses this?» in the admin."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
