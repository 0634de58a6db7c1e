"""How rebuilds of the search index go, at the editors' desk, with a button to begin one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.admin_menu import ViewersItem
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue
from search.analysis import VERSION
from search.models import RebuildRun, SearchDocument
from search.rebuild import rebuild_job

policy = ModelPermissionPolicy(RebuildRun)


def seconds(run: RebuildRun, now: datetime) -> float:
    """How long a run has taken."""
    return max(0.001, ((run.finished_at or now) - run.started_at).total_seconds())


def rate(run: RebuildRun, now: datetime) -> float:
    """Things a second."""
    return run.done / seconds(run, now)


def seconds_left(run: RebuildRun, now: datetime) -> int | None:
    """How long a run will take yet; None when nobody can say."""
    if run.finished_at or not run.done:
        return None
    return round((run.total - run.done) / rate(run, now))


class ProgressColumn(Column):
    """How far a run has come, and how it ended."""

    cell_template_name = "search/admin/rebuild_progress_cell.html"

    def get_cell_context_data(self, instance: RebuildRun, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds the figures."""
        now = timezone.now()
        more = {"run": instance, "rate": round(rate(instance, now)), "left": seconds_left(instance, now)}
        return {**super().get_cell_context_data(instance, parent_context), **more}


class RebuildReport(ReportView):
    """All rebuilds, the newest first."""

    model = RebuildRun
    queryset = RebuildRun.objects.order_by("-started_at")
    template_name = "search/admin/rebuilds.html"
    page_title = _("The search index")
    header_icon = "search"
    index_url_name = "search_rebuilds:report"
    index_results_url_name = "search_rebuilds:report_results"
    permission_policy = policy
    permission_required = "view"
    no_results_message = _("The index has never been rebuilt.")
    columns = [
        Column("engine", label=_("Engine")),
        DateColumn("started_at", label=_("Started")),
        ProgressColumn("progress", label=_("Progress")),
    ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the state of the index, and whether the page is to look again by itself."""
        context = super().get_context_data(*args, **kwargs)
        context["documents"] = SearchDocument.objects.count()
        context["outdated"] = SearchDocument.objects.exclude(analysis=VERSION).count()
        context["waiting"] = Job.objects.filter(kind=rebuild_job.name, state=JobState.WAITING).exists()
        context["running"] = RebuildRun.objects.filter(finished_at=None).exists()
        context["may_begin"] = policy.user_has_permission(self.request.user, "add")
        return context


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Has a worker rebuild the index."""
    if not policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    enqueue(rebuild_job)
    messages.success(request, _("The index will be rebuilt. Readers find everything meanwhile."))
    return HttpResponseRedirect(reverse("search_rebuilds:report"))


def urls() -> list[Any]:
    """For Wagtail's hook `register_admin_urls`."""
    patterns = [
        path("", RebuildReport.as_view(), name="report"),
        path("results/", RebuildReport.as_view(results_only=True), name="report_results"),
        path("begin/", begin, name="begin"),
    ]
    return [path("reports/search-index/", include((patterns, "search_rebuilds")))]


def menu_item() -> MenuItem:
    """For Wagtail's hook `register_reports_menu_item`."""
    address = reverse("search_rebuilds:report")
    return ViewersItem(
        RebuildReport.page_title, address, name="search-index", icon_name="search", order=1130, policy=policy
    )


def permissions() -> QuerySet[Permission]:
    """For Wagtail's hook `register_permissions`: to see rebuilds, and to begin one."""
    return Permission.objects.filter(
        content_type__app_label="search", codename__in=["view_rebuildrun", "add_rebuildrun"]
    )
