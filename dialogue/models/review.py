"""The step of Wagtail's workflow in which a contribution is edited, approved by its contributor, and published."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.models import AbstractGroupApprovalTask

from dialogue.enums import ContributionState
from dialogue.models.contributions import Contribution

ASK = "ask"
approval_wanted = Signal()  # an editor sends a contribution to its contributor; argument: contribution


class ContributionReview(AbstractGroupApprovalTask):
    """One step with two moves: to the contributor, and out when they have approved."""

    class Meta:
        verbose_name = _("review of a contribution")
        verbose_name_plural = _("reviews of contributions")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What the editor may do with it now."""
        contribution = self.contribution_of(obj)
        if contribution is None or not super().get_actions(obj, user):
            return []
        if contribution.state in (ContributionState.RECEIVED, ContributionState.EDITING):
            return [(ASK, _("Send to the contributor for approval"), False)]
        if contribution.state == ContributionState.APPROVED:
            return [("approve", pgettext("contribution", "Publish"), False)]
        return []

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Ask the contributor, or let it out through the gate."""
        if action_name == ASK:
            approval_wanted.send(type(self), contribution=self.contribution_of(task_state.revision.content_object))
        else:
            super().on_action(task_state, user, action_name, **kwargs)

    @staticmethod
    def contribution_of(page: Any) -> Any:
        """The contribution behind a draft; None when it is nobody's."""
        return Contribution.objects.filter(page_id=page.pk).first()

    @classmethod
    def get_description(cls) -> Any:
        """For those who choose a step."""
        return _("The contributor approves the edited text before it can be published.")
