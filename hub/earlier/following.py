"""What stands beside a page's revision, such as the dates of an event, changes without a publication.

The version that is shown follows it until it ends: it holds what readers saw last.
"""

from __future__ import annotations

from django.dispatch import receiver
from wagtail.models import Page

from hub.earlier.freezing import beside, in_order
from hub.earlier.parts import as_json, from_json
from hub.indexing import told_anew
from hub.models import BasePage


@receiver(told_anew, dispatch_uid="versions follow what stands beside a page")
def follow(sender: type[Page], instance: Page, **kwargs) -> None:
    """Freeze it anew in the version that is shown now."""
    parts = beside(instance) if isinstance(instance, BasePage) else []
    version = instance.versions.filter(visible_until=None).first() if parts else None  # type: ignore[attr-defined]
    if version is None:
        return
    names = {part.name for part in parts}
    kept = [part for part in from_json(version.frozen) if part.name not in names]
    frozen = [as_json(part) for part in in_order([*parts, *kept])]
    if frozen != version.frozen:
        version.frozen = frozen
        version.save(update_fields=["frozen"])
