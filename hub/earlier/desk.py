"""Versions at the editors' desk: who may publish a page may withdraw its earlier versions, and say why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import Page

from hub.desk_page import DeskPage
from hub.earlier.addresses import of_page
from hub.earlier.reading import public_versions
from hub.models import BasePage, PublishedVersion

WITHDRAWN, RESTORED = "hub.version.withdraw", "hub.version.restore"


class WithdrawForm(forms.ModelForm):
    """Why readers may no longer see it."""

    class Meta:
        model = PublishedVersion
        fields = ["hidden_for", "hidden_reason"]
        widgets = {"hidden_for": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = True
            if name == "hidden_for":
                field.choices = [choice for choice in field.choices if choice[0]]  # type: ignore[attr-defined]


class VersionPage(DeskPage):
    """A page of the desk about one page's versions."""

    icon = "history"

    def subject(self, pk: int) -> BasePage:
        """The page, for those who may publish it.

        Raises:
            PermissionDenied: to others.
        """
        page = get_object_or_404(BasePage.objects.select_related("locale"), pk=pk).specific
        if not page.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return page

    def earlier(self, page: BasePage, number: int) -> PublishedVersion:
        """A version that readers have seen and that is not today's; what is wrong with today's is mended instead."""
        past = page.versions.filter(was_public=True, visible_until__isnull=False)
        return get_object_or_404(past.defer("frozen"), number=number)


class VersionList(VersionPage):
    """All versions that readers have seen."""

    template = "hub/earlier/desk_list.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list, the newest first."""
        page = self.subject(pk)
        found = public_versions(page)
        rows = [(one, of_page(page, one.number), one.visible_until is not None) for one in found]
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[pk]), "label": page.get_admin_display_title()}
        return self.shown(_("Versions"), trail=[edit], rows=rows, subject=page)


class Withdraw(VersionPage):
    """Takes a version from readers."""

    template = "hub/desk/form.html"

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Asks why."""
        version = self.earlier(self.subject(pk), number)
        return self.asked(version, WithdrawForm(instance=version))

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Withdraws it."""
        page = self.subject(pk)
        version = self.earlier(page, number)
        form = WithdrawForm(request.POST, instance=version)
        if not form.is_valid():
            return self.asked(version, form)
        with transaction.atomic():
            form.instance.hidden = True
            form.instance.save(update_fields=["hidden", "hidden_for", "hidden_reason"])
            told = {"number": number, "why": version.hidden_for}
            log(instance=page, action=WITHDRAWN, user=request.user, data=told)
        messages.success(request, _("Version %(number)s is withdrawn.") % {"number": number})
        return redirect("hub_versions:list", pk)

    def asked(self, version: PublishedVersion, form: WithdrawForm) -> HttpResponse:
        """The form."""
        back = reverse("hub_versions:list", args=[version.page_id])
        title = _("Withdraw version %(number)s") % {"number": version.number}
        trail = [{"url": back, "label": _("Versions")}]
        explanation = _("Readers are told that the version is withdrawn, and why, instead of what it said.")
        told = {"explanation": explanation, "submit": _("Withdraw"), "back": back, "serious": True}
        return self.shown(title, trail=trail, form=form, **told)


class Restore(VersionPage):
    """Shows a version again that was withdrawn."""

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Undoes it."""
        page = self.subject(pk)
        version = self.earlier(page, number)
        with transaction.atomic():
            PublishedVersion.objects.filter(pk=version.pk).update(hidden=False, hidden_for="", hidden_reason="")
            log(instance=page, action=RESTORED, user=request.user, data={"number": number})
        messages.success(request, _("Version %(number)s is shown again.") % {"number": number})
        return redirect("hub_versions:list", pk)


# For Wagtail's hooks --------------------------------------------------------------------------------------------------
def urls() -> list[Any]:
    """For `register_admin_urls`."""
    patterns = [
        path("", VersionList.as_view(), name="list"),
        path("<int:number>/withdraw/", Withdraw.as_view(), name="withdraw"),
        path("<int:number>/restore/", Restore.as_view(), name="restore"),
    ]
    return [path("pages/<int:pk>/versions/", include((patterns, "hub_versions")))]


def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """For `register_page_header_buttons`: the way to the versions, beside the history of drafts."""
    if page.first_published_at and page.permissions_for_user(user).can_publish():
        address = reverse("hub_versions:list", args=[page.pk])
        yield Button(_("Versions for readers"), address, icon_name="history", priority=66)


def log_actions(actions: LogActionRegistry) -> None:
    """For `register_log_actions`."""
    actions.register_action(WITHDRAWN, gettext_lazy("Withdraw a version"), gettext_lazy("Withdrew a version"))
    actions.register_action(RESTORED, gettext_lazy("Show a version again"), gettext_lazy("Showed a version again"))
