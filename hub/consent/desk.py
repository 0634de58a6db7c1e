"""Withdrawal at the editors' desk: what it will change is shown first, the second click does it for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from hub.consent.register import ConsentRegister, SealedRegister
from hub.consent.withdrawal import WITHDRAWN, pages_with, withdraw, withdraw_pictures
from hub.desk_page import DeskPage
from hub.models import HubImage, Person
from hub.models.consents import WithdrawnFor

policy = ModelPermissionPolicy(Person)
EVERYTHING, PICTURES = "everything", "pictures"


class WithdrawForm(forms.Form):
    """What goes, and why."""

    what = forms.ChoiceField(
        label=gettext_lazy("What is withdrawn"),
        widget=forms.RadioSelect,
        choices=[
            (EVERYTHING, pgettext_lazy("consent", "Name and pictures")),
            (PICTURES, pgettext_lazy("consent", "Pictures only")),
        ],
    )
    why = forms.ChoiceField(label=gettext_lazy("Why"), widget=forms.RadioSelect, choices=WithdrawnFor.choices)


class Withdraw(DeskPage):
    """Withdraws a person's name, or pictures alone."""

    template = "hub/consent/withdraw.html"
    icon = "user"

    def person(self, pk: int) -> Person:
        """The person, for those who may change the register.

        Raises:
            PermissionDenied: to others.
        """
        if not policy.user_has_permission(self.request.user, "change"):
            raise PermissionDenied
        return get_object_or_404(Person, pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows where the person is named and pictured."""
        return self.asked(self.person(pk), WithdrawForm(initial={"what": EVERYTHING, "why": WithdrawnFor.ASKED}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraws."""
        person = self.person(pk)
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.asked(person, form)
        act = withdraw_pictures if form.cleaned_data["what"] == PICTURES else withdraw
        act(person, WithdrawnFor(form.cleaned_data["why"]), by=request.user)
        messages.success(request, _("Withdrawn. Files of pictures are deleted within a minute."))
        return redirect("wagtailsnippets_hub_person:list")

    def asked(self, person: Person, form: WithdrawForm) -> HttpResponse:
        """The form, below what it will change."""
        back = reverse("wagtailsnippets_hub_person:edit", args=[person.pk])
        people = {"url": reverse("wagtailsnippets_hub_person:list"), "label": _("People")}
        told = {
            "person": person,
            "pages": Page.objects.filter(pk__in=pages_with(person)).order_by("title"),
            "pictures": HubImage.objects.filter(person=person).count(),
            "submit": _("Withdraw for good"),
            "back": back,
            "serious": True,
        }
        return self.shown(_("Withdraw a name"), trail=[people, {"url": back, "label": str(person)}], form=form, **told)


# For Wagtail's hooks --------------------------------------------------------------------------------------------------
def urls() -> list[Any]:
    """For `register_admin_urls`."""
    patterns = [
        path("", ConsentRegister.as_view(), name="register"),
        path("results/", ConsentRegister.as_view(results_only=True), name="register_results"),
        path("sealed/", SealedRegister.as_view(), name="sealed"),
        path("sealed/results/", SealedRegister.as_view(results_only=True), name="sealed_results"),
        path("person/<int:pk>/withdraw/", Withdraw.as_view(), name="withdraw"),
    ]
    return [path("consent/", include((patterns, "hub_consent")))]


def log_actions(actions: LogActionRegistry) -> None:
    """For `register_log_actions`."""
    actions.register_action(
        WITHDRAWN, gettext_lazy("Withdraw a name or pictures"), gettext_lazy("Withdrew a name or pictures")
    )
