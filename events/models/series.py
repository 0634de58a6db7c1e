"""Series of events: what belongs together, each with its own subject."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from events import timeline
from events.models.pages import EventPage
from events.models.rows import Session
from events.programme import same_each_time
from events.rows_in_one import FOR_A_SERIES, RowsInOne
from events.shown import DateShown
from hub import panels
from hub.models import BasePage, Organisation


class EventSeriesPage(BasePage):
    """Events that belong together, each with its own subject and page below this one."""

    demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marked as an example that nobody can really attend.")
    )

    content_panels = [*panels.HEAD, panels.OWNER, panels.BODY, FieldPanel("demonstration")]
    about_panels = [FieldPanel("audiences"), FieldPanel("service_forms"), FieldPanel("patient_groups")]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["events.EventPage"]
    is_creatable = True
    search_kind = "event-series"
    card_template = "components/cards/event_series_page.html"
    required_to_publish = ("summary", "owner_organisation")
    related_in_full = False
    event_rows = RowsInOne(FOR_A_SERIES)

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")

    @cached_property
    def events(self) -> list[EventPage]:
        """Its visible events, in the order that they take place."""
        found = EventPage.card_queryset().child_of(self).visible()
        found = found.prefetch_related("sessions", "co_organisers__organisation")
        return sorted(found, key=first_moment)

    @property
    def shown_dates(self) -> list[DateShown]:
        """The dates of all its events, in order; each knows its event as `occurrence.page`."""
        found = [shown for event in self.events for shown in event.shown_dates]
        return sorted(found, key=lambda shown: shown.occurrence.start)

    @property
    def shown_date(self) -> DateShown | None:
        """The date that stands for the series: the next, else the last."""
        dates = self.shown_dates
        shown = timeline.shown_of([one.occurrence for one in dates], timezone.now())
        return next((one for one in dates if one.occurrence is shown), None)

    @property
    def is_over(self) -> bool:
        """Whether all of it has taken place."""
        return bool(self.shown_date and self.shown_date.is_over)

    @property
    def kind_text(self) -> str:
        """The kind that all its events have; empty when they differ."""
        kinds = {event.get_kind_display() for event in self.events}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def organisers(self) -> list[Organisation]:
        """Who organises the series, then those who organise one of its events with them."""
        others = (organiser for event in self.events for organiser in event.organisers)
        return list(dict.fromkeys(filter(None, [self.owner_organisation, *others])))

    @property
    def sessions_each_time(self) -> Sequence[Session]:
        """The programme, when it is the same each time."""
        return same_each_time(event.sessions.all() for event in self.events)

    @classmethod
    def detail_queryset(cls):
        """The series with all its rows, which cost one query."""
        return super().detail_queryset().prefetch_related(None).prefetch_related("event_rows")

    @classmethod
    def card_queryset(cls):
        """Series with their organiser."""
        return super().card_queryset().select_related("owner_organisation")


def first_moment(event: EventPage) -> tuple[bool, float, str]:
    """By the first date; events without any come last."""
    dates = event.dates
    return not dates, dates[0].start.timestamp() if dates else 0, event.path
