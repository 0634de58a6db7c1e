"""What operators are told at the editors' desk of an Elasticsearch that does not do its part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from hub.jobs.admin import policy
from search import targets
from search.engines import breaker


class EngineNotice(Component):
    """A panel on the desk's first page; only there while something is wrong."""

    name = "search_engine"
    order = 10
    template_name = "search/admin/engine_notice.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Since when the server does not answer, and how many changes it does not take."""
        failure = breaker.failure()
        return {
            "since": failure and datetime.fromtimestamp(failure.since, UTC),
            "refused": targets.refused(),
            "missing": targets.missing(),
        }


def add_notice(request: HttpRequest, panels: list[Component]) -> None:
    """For Wagtail's hook `construct_homepage_panels`: for those who may see jobs."""
    if policy.user_has_permission(request.user, "view") and (breaker.problem() or targets.problem()):
        panels.append(EngineNotice())
