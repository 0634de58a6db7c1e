"""How a contribution is told from other drafts where its story is edited, and kept from a second life as a copy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dialogue.enums import ContributionState
from dialogue.models import Contribution


def say_so(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook `before_edit_page`: whose words these are, and how far they have come."""
    contribution = Contribution.objects.filter(page_id=page.pk).first() if request.method == "GET" else None
    if contribution and contribution.state != ContributionState.LIVE:
        text = _("This is an experience from a reader (%(reference)s): %(state)s.")
        values = {"reference": contribution.reference, "state": contribution.get_state_display()}
        more = messages.button(reverse("dialogue_desk:contribution", args=[contribution.pk]), _("See it at the desk"))
        messages.info(request, text % values, buttons=[more])


def refuse_copy(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For Wagtail's hook `before_copy_page`: a copy would be a draft that nobody has approved."""
    if Contribution.objects.filter(page_id=page.pk).exclude(state=ContributionState.LIVE).exists():
        messages.error(request, _("An experience from a reader cannot be copied before it is published."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
