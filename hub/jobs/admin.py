"""The report of jobs: what waits, runs and failed, with a fresh start for the failed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.admin_menu import ViewersItem
from hub.jobs import claims
from hub.jobs.models import Job, JobState, ScheduleEntry, WorkerSeen

policy = ModelPermissionPolicy(Job)


class JobFilterSet(WagtailFilterSet):
    """By state and lane."""

    class Meta:
        model = Job
        fields = ["state", "outside"]


class RetryColumn(Column):
    """A button that gives the job a fresh start, where that makes sense."""

    cell_template_name = "hub/jobs/retry_cell.html"

    def get_cell_context_data(self, instance: Job, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds the token of the form."""
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        context["token"] = get_token(request)
        context["may_retry"] = may_retry(instance) and policy.user_has_permission(request.user, "change")
        return context


def may_retry(job: Job) -> bool:
    """Whether the job failed, for good or for now."""
    return job.state == JobState.DEAD or (job.state == JobState.WAITING and job.attempts > 0)


class JobReport(ReportView):
    """All jobs that are still in the table, the newest first."""

    model = Job
    queryset = Job.objects.order_by("-pk")
    template_name = "hub/jobs/report.html"
    page_title = _("Jobs")
    header_icon = "tasks"
    index_url_name = "hub_jobs:report"
    index_results_url_name = "hub_jobs:report_results"
    filterset_class = JobFilterSet
    permission_policy = policy
    permission_required = "view"
    no_results_message = _("No jobs")
    list_export = ["pk", "kind", "args", "state", "attempts", "created_at", "finished_at", "error"]
    columns = [
        Column("kind", label=_("Kind")),
        Column("args", label=_("Arguments"), accessor=lambda job: ", ".join(str(value) for value in job.args)),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("attempts", label=_("Attempts")),
        DateColumn("due_at", label=_("Due")),
        DateColumn("finished_at", label=_("Finished")),
        Column("error", label=_("Last error"), accessor=lambda job: job.error[:200]),
        RetryColumn("retry", label=""),
    ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what stands above the list: counts, clock and workers."""
        context = super().get_context_data(*args, **kwargs)
        counts = dict(Job.objects.order_by().values_list("state").annotate(number=Count("pk")))
        context["counts"] = [(state.label, counts.get(state.value, 0)) for state in JobState]
        context["failed"] = counts.get(JobState.DEAD, 0)
        context["may_change"] = policy.user_has_permission(self.request.user, "change")
        context["schedule"] = ScheduleEntry.objects.order_by("next_at")
        context["workers"] = WorkerSeen.objects.order_by("-seen_at")
        return context

    def get_filename(self) -> str:
        """Without extension."""
        return "jobs"


@require_POST
def retry(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Gives one job, or all failed ones, a fresh start."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    chosen = Job.objects.filter(state=JobState.DEAD) if pk is None else Job.objects.filter(pk=pk)
    number = claims.retry(chosen, timezone.now())
    text = ngettext("%(number)d job will be tried again.", "%(number)d jobs will be tried again.", number)
    messages.success(request, text % {"number": number})
    return HttpResponseRedirect(reverse("hub_jobs:report"))


def urls() -> list[Any]:
    """For Wagtail's hook `register_admin_urls`."""
    patterns = [
        path("", JobReport.as_view(), name="report"),
        path("results/", JobReport.as_view(results_only=True), name="report_results"),
        path("retry/", retry, name="retry_failed"),
        path("<int:pk>/retry/", retry, name="retry"),
    ]
    return [path("reports/jobs/", include((patterns, "hub_jobs")))]


def menu_item() -> MenuItem:
    """For Wagtail's hook `register_reports_menu_item`."""
    return ViewersItem(_("Jobs"), reverse("hub_jobs:report"), name="jobs", icon_name="tasks", order=1100, policy=policy)


def permissions() -> QuerySet[Permission]:
    """For Wagtail's hook `register_permissions`: to see the report, and to try again."""
    return Permission.objects.filter(
        content_type__app_label="hub", content_type__model="job", codename__in=["view_job", "change_job"]
    )
