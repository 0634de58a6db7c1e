"""The workflow that contributions arrive in: made when the first one comes, with the editors' group in its one step."""

from __future__ import annotations

from typing import Any

from wagtail.models import Workflow, WorkflowState, WorkflowTask

from dialogue.models import ContributionReview
from hub.editors import ensure_editor_group

# Names of rows that the editors see, and may change; a renamed step is still found, by its kind.
WORKFLOW_NAME, STEP_NAME = "Bidrag fra lesere", "Gjennomgang og godkjenning"


def ensure_workflow() -> Workflow:
    """The workflow with its step."""
    step = ContributionReview.objects.filter(active=True).order_by("pk").first()
    if step is None:
        step = ContributionReview.objects.create(name=STEP_NAME)
        step.groups.add(ensure_editor_group())
    found = Workflow.objects.filter(active=True, workflow_tasks__task=step).order_by("pk").first()
    if found is None:
        found = Workflow.objects.create(name=WORKFLOW_NAME)
        WorkflowTask.objects.create(workflow=found, task=step.task_ptr, sort_order=0)
    return found


def start_review(page: Any) -> None:
    """Put a draft into the step; nobody asked for it who is a user."""
    ensure_workflow().start(page, None)


def end_review(page: Any, user: Any = None) -> None:
    """Take a page out of the step, if it is in it."""
    for state in WorkflowState.objects.active().filter(object_id=str(page.pk), workflow__in=_ours()):
        state.cancel(user=user)


def _ours() -> Any:
    return Workflow.objects.filter(workflow_tasks__task__in=ContributionReview.objects.values("task_ptr"))
