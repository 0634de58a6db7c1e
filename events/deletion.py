"""Pages whose dates people are registered for are not deleted: the way out is cancelling with notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from events.dates import words
from events.enums import OccurrenceStatus, RegistrationState
from events.models import EventPage, Occurrence, Registration


class StillExpected(Exception):
    """People are registered for dates that are to come."""


def expected(now: datetime) -> QuerySet[Occurrence]:
    """Dates that somebody counts on: to come or postponed, not cancelled, with registrations."""
    people = Registration.objects.filter(occurrence=OuterRef("pk")).exclude(state=RegistrationState.CANCELLED)
    ahead = Q(status=OccurrenceStatus.SCHEDULED, end__gt=now) | Q(status=OccurrenceStatus.POSTPONED)
    return Occurrence.objects.filter(ahead, Exists(people)).order_by("start", "pk")


def expected_beneath(pages: Iterable[Page], now: datetime) -> list[Occurrence]:
    """Such dates of pages and of all below them."""
    beneath = Q(pk__in=[])
    for page in pages:
        beneath |= Q(page__path__startswith=page.path)
    return list(expected(now).filter(beneath).select_related("page"))


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For Wagtail's hook `before_delete_page`: say why, and lead to the dates."""
    return _refused(request, [page])


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """For Wagtail's hook `before_bulk_action`."""
    pages = [one for one in objects if isinstance(one, Page)]
    return _refused(request, pages) if action_type == "delete" else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    found = expected_beneath(pages, timezone.now())
    if not found:
        return None
    text = _("People are registered for “%(title)s”, %(when)s. Cancel the date with notice first.")
    for date in found:
        shown = {"title": date.page.title, "when": words(date, date.page.language)}  # type: ignore[union-attr]
        url = reverse("events_desk:date", args=[date.pk])
        messages.error(request, text % shown, buttons=[messages.button(url, _("See the date"))])
    above = pages[0].get_parent()
    return redirect("wagtailadmin_explore", above.pk if above else pages[0].pk)


@receiver(pre_delete, sender=EventPage, dispatch_uid="events page still expected")
def guard_page(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """The last guard, whatever deletes: a command, a parent, another room."""
    if expected(timezone.now()).filter(page=instance).exists():
        raise StillExpected(f"page {instance.pk}")


@receiver(pre_delete, sender=Occurrence, dispatch_uid="events date still expected")
def guard_date(sender: type[Occurrence], instance: Occurrence, **kwargs: Any) -> None:
    """The same for a single date."""
    if expected(timezone.now()).filter(pk=instance.pk).exists():
        raise StillExpected(f"date {instance.pk}")
