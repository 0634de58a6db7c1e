"""The register as lists: for editors what holds and what ends, for administrators alone what is sealed."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.admin_menu import ViewersItem
from hub.models import Consent, SealedEvidence
from hub.models.consents import Scope

policy = ModelPermissionPolicy(Consent)
sealed_policy = ModelPermissionPolicy(SealedEvidence)


class ConsentFilterSet(WagtailFilterSet):
    """By what is shown and why it may be."""

    class Meta:
        model = Consent
        fields = ["scope", "legal_basis"]


def state_of(entry: Consent) -> str:
    """Whether an entry holds today, in a word."""
    today = timezone.localdate()
    if any(entry.holds(part, today) for part in Scope(entry.scope).parts):
        return _("Holds")
    return _("Not yet") if entry.given_on > today else _("Ended")


class ConsentRegister(ReportView):
    """All entries, those that end first at the top. The evidence stands with the person only."""

    model = Consent
    queryset = Consent.objects.select_related("person", "asked_by").order_by("expires_on", "-given_on")
    page_title = gettext_lazy("Consent register")
    header_icon = "user"
    index_url_name = "hub_consent:register"
    index_results_url_name = "hub_consent:register_results"
    filterset_class = ConsentFilterSet
    permission_policy = policy
    permission_required = "view"
    no_results_message = gettext_lazy("Nobody is named or pictured.")
    list_export = ["person", "purpose", "scope", "legal_basis", "given_on", "expires_on", "asked_by"]
    columns = [
        TitleColumn(
            "person",
            label=gettext_lazy("Person"),
            get_url=lambda entry: reverse("wagtailsnippets_hub_person:edit", args=[entry.person_id]),
        ),
        Column("purpose", label=gettext_lazy("Purpose")),
        Column("scope", label=gettext_lazy("What may be shown"), accessor="get_scope_display"),
        Column("legal_basis", label=gettext_lazy("Legal basis"), accessor="get_legal_basis_display"),
        Column("given_on", label=gettext_lazy("Given on")),
        Column("expires_on", label=gettext_lazy("Holds until")),
        Column("asked_by", label=gettext_lazy("Who asked")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
    ]

    def get_filename(self) -> str:
        """Without extension."""
        return "consent-register"


class SealedRegister(ReportView):
    """What is sealed. There is no export: it would be a copy that nobody deletes."""

    model = SealedEvidence
    queryset = SealedEvidence.objects.select_related("person", "withdrawn_by")
    page_title = gettext_lazy("Sealed evidence")
    header_icon = "lock"
    index_url_name = "hub_consent:sealed"
    index_results_url_name = "hub_consent:sealed_results"
    permission_policy = sealed_policy
    permission_required = "view"
    no_results_message = gettext_lazy("Nothing is sealed.")
    list_export: list[str] = []
    columns = [
        Column("name", label=gettext_lazy("Name")),
        Column("person", label=gettext_lazy("Shown as")),
        Column("entries", label=gettext_lazy("Entries"), accessor=lambda row: "; ".join(map(_in_words, row.entries))),
        Column("why", label=gettext_lazy("Why"), accessor="get_why_display"),
        DateColumn("withdrawn_at", label=gettext_lazy("Withdrawn")),
        Column("withdrawn_by", label=gettext_lazy("Withdrawn by")),
        Column("delete_on", label=gettext_lazy("Deleted on")),
    ]


def _in_words(entry: dict[str, str]) -> str:
    return ", ".join(entry.values())


def menu_item() -> MenuItem:
    """For Wagtail's hook `register_reports_menu_item`."""
    address = reverse("hub_consent:register")
    return ViewersItem(_("Consent register"), address, name="consent", icon_name="user", order=1110, policy=policy)


def sealed_menu_item() -> MenuItem:
    """The same for administrators."""
    address = reverse("hub_consent:sealed")
    return ViewersItem(
        _("Sealed evidence"), address, name="sealed-evidence", icon_name="lock", order=1120, policy=sealed_policy
    )
