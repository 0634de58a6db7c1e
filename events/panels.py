"""What the edit form of an event shows of its dates: they are rows outside the page, so the form only leads to them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from wagtail.admin.panels import Panel

from events.dates import words


class DatesPanel(Panel):
    """The dates of an event with links to the desk."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "events/desk/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds the dates in words."""
            context = super().get_context_data(parent_context)
            page, language = self.instance, get_language() or "nb"
            dates = page.occurrences.order_by("start") if page.pk else []
            return {**context, "page": page, "dates": [(one, words(one, language)) for one in dates]}
