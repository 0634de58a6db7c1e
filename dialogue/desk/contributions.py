"""Contributions at the desk: how far each has come, and the moves that are the editors'."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages as told
from wagtail.admin.paginator import WagtailPaginator

from dialogue import approval, following
from dialogue.desk.base import CONTRIBUTIONS, DeskView
from dialogue.enums import UNDER_WAY, ContributionState
from dialogue.keeping import contribution_goes
from dialogue.models import Contribution
from dialogue.own import answers_of
from hub.forms.fields import PlainTextField

ROWS = 30
RELATED = ("page", "municipality", "organisation", "sender")


class DeclineForm(forms.Form):
    """Why it is not published, in words for the contributor."""

    reason = PlainTextField(
        label=gettext_lazy("Why it is not published"),
        help_text=gettext_lazy("The contributor gets these words by e-mail, and the draft is deleted."),
        lines=True,
        max_length=2000,
    )


class Contributions(DeskView):
    """All contributions that were sent in."""

    template = "contributions"
    policy = CONTRIBUTIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those under way, or with `?all=1` those that have ended too; not what is still being written."""
        everything = request.GET.get("all") == "1"
        rows = Contribution.objects.exclude(state=ContributionState.UNFINISHED).select_related("page")
        chosen = rows if everything else rows.filter(state__in=UNDER_WAY)
        page = WagtailPaginator(chosen, ROWS).get_page(request.GET.get("p"))
        return self.shown(_("Experiences from readers"), page=page, everything=everything)


class ContributionView(DeskView):
    """One contribution as it was written, its draft, and what can be done."""

    template = "contribution"
    policy = CONTRIBUTIONS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How it stands."""
        return self._page(self._found(pk), DeclineForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that it is being edited, send it for approval, or decline."""
        contribution, now = self._found(pk), timezone.now()
        if "edit" in request.POST and contribution.page_id:
            following.being_edited(contribution.page_id)
            return redirect("wagtailadmin_pages:edit", contribution.page_id)
        if "ask" in request.POST:
            done, words = approval.ask(contribution, now), _("The contributor gets the text for approval.")
        else:
            form = DeclineForm(request.POST)
            if not form.is_valid():
                return self._page(contribution, form)
            reason = form.cleaned_data["reason"]
            done, words = approval.decline(contribution, reason, now, user=request.user), _("It is declined.")
        if done:
            told.success(request, words)
        else:
            told.warning(request, _("It cannot be done now: the contribution has gone on meanwhile."))
        return redirect("dialogue_desk:contribution", pk)

    @staticmethod
    def _found(pk: int) -> Contribution:
        rows = Contribution.objects.exclude(state=ContributionState.UNFINISHED).select_related(*RELATED)
        return get_object_or_404(rows, pk=pk)

    def _page(self, contribution: Contribution, form: DeclineForm) -> HttpResponse:
        return self.shown(
            str(contribution),
            contribution=contribution,
            answers=answers_of(contribution),
            deleted_on=contribution_goes(contribution),
            form=form,
        )
