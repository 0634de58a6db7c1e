"""What the pages of the desk share: whose events they are about, and how they look."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from events.dates import words
from events.models import EventPage, EventSeriesPage, Occurrence, Registration
from events.organisers import Names, manageable, manages_all, names_for, series_of_body


def own_event(request: HttpRequest, pk: int) -> EventPage:
    """An event that the user may work with; to others it does not exist."""
    return get_object_or_404(manageable(request.user).select_related("owner_organisation", "locale"), pk=pk)


def own_series(request: HttpRequest, pk: int) -> EventSeriesPage:
    """A series that the user may work with."""
    organisation = getattr(request.user, "organisation_id", None)
    chosen = EventSeriesPage.objects.all() if manages_all(request.user) else series_of_body(organisation)
    return get_object_or_404(chosen, pk=pk)


def own_date(request: HttpRequest, pk: int) -> Occurrence:
    """A date of such an event, with its page."""
    dates = Occurrence.objects.select_related("page__owner_organisation", "page__locale", "municipality")
    found = get_object_or_404(dates, pk=pk, page__isnull=False)
    if not manageable(request.user).filter(pk=found.page_id).exists():
        raise Http404
    return found


def own_participant(request: HttpRequest, pk: int) -> Registration:
    """A registration that the user may see by name.

    Raises:
        PermissionDenied: the date is the user's, and the names are not for them.
    """
    found = get_object_or_404(Registration.objects.select_related("occurrence"), pk=pk, anonymised_at=None)
    found.occurrence = own_date(request, found.occurrence_id)
    require_names(request, found.occurrence)
    return found


def require_names(request: HttpRequest, occurrence: Occurrence) -> None:
    """Let pass only who sees the names of participants without giving a reason."""
    if names_for(request.user, occurrence.page) != Names.SHOWN:  # type: ignore[arg-type]
        raise PermissionDenied


def when(occurrence: Occurrence) -> str:
    """The date in words of the user's language."""
    return words(occurrence, get_language() or "nb")


def about(occurrence: Occurrence) -> str:
    """The event and the date, for the pages below a date."""
    return f"{occurrence.page.title} · {when(occurrence)}"  # type: ignore[union-attr]


class DeskView(View):
    """A page of the desk.

    Attributes:
        template: Below `events/desk/`.
    """

    template = ""

    def shown(self, title: str, *, subtitle: str = "", status: int = 200, **context: Any) -> HttpResponse:
        """The page with its head and the way back."""
        trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
        trail += [{"url": reverse("events_desk:overview"), "label": _("Events")}]
        trail += [*context.pop("trail", []), {"url": "", "label": title}]
        given: dict[str, Any] = {
            "breadcrumbs_items": trail,
            "header_icon": "date",
            "header_title": title,
            "page_title": title,
        }
        given |= {"page_subtitle": subtitle, "now": timezone.now()}
        return render(self.request, f"events/desk/{self.template}.html", {**given, **context}, status=status)


def trail_of(occurrence: Occurrence) -> list[dict[str, str]]:
    """The way back from what is below a date."""
    return [{"url": reverse("events_desk:date", args=[occurrence.pk]), "label": when(occurrence)}]
