"""The first page of the desk: all dates of one's own events, and what past ones lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from events.desk.base import DeskView, own_event, own_series, when
from events.enums import OccurrenceStatus
from events.evaluation import summary_of
from events.figures import Figures, by_county, by_municipality, figures_of
from events.models import EventPage, Occurrence
from events.organisers import manageable
from events.writing import drafts_of

ROWS = 30


@dataclass(frozen=True)
class Row:
    """A date in a list."""

    date: Occurrence
    figures: Figures
    when: str
    lacks: list[str]

    @property
    def status(self) -> str:
        """How it stands; of a draft, that readers do not see it."""
        page = self.date.page
        return str(self.date.get_status_display()) if page is None or page.live else capfirst(page.status_string)


def lacking(page: EventPage | None) -> list[str]:
    """What an event that was held and recorded still has to get before its recording is shown."""
    if page is None or page.recorded != EventPage.Recorded.YES:
        return []
    has = bool(page.recording_url or page.recording_document_id)
    found = {
        _("recording"): has,
        _("captions"): page.recording_captioned,
        _("transcript"): bool(page.recording_transcript),
    }
    return [name for name, there in found.items() if not there]


def rows_of(dates: list[Occurrence], now: datetime) -> list[Row]:
    """Dates with their figures, in two queries however many."""
    figures = figures_of(dates)
    return [Row(one, figures[one.pk], when(one), lacking(one.page) if one.is_over(now) else []) for one in dates]


class Overview(DeskView):
    """Coming and past dates."""

    template = "overview"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The coming ones, or with `?past=1` the past ones, the newest first."""
        now, past = timezone.now(), request.GET.get("past") == "1"
        dates = Occurrence.objects.filter(page__in=manageable(request.user).values("pk")).select_related("page")
        dates = dates.defer("ics")
        over = Q(end__lte=now) & ~Q(status=OccurrenceStatus.POSTPONED)  # which waits for its new date
        chosen = dates.filter(over).order_by("-start", "-pk") if past else dates.exclude(over)
        undated = manageable(request.user).filter(occurrences=None, live=False)
        page = WagtailPaginator(chosen, ROWS).get_page(request.GET.get("p"))
        return self.shown(
            _("Events"),
            page=page,
            rows=rows_of(list(page.object_list), now),
            past=past,
            undated=undated.order_by("-latest_revision_created_at")[:10],
        )


class EventView(DeskView):
    """The dates of one event."""

    template = "event"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list, with what can be done."""
        event, now = own_event(request, pk), timezone.now()
        dates = list(event.occurrences.select_related("page").order_by("start"))
        return self.shown(event.title, event=event, rows=rows_of(dates, now), series=series_above(event))


def series_above(event: EventPage):
    """The series that an event is one of; None without."""
    above = event.get_parent().specific
    return above if above._meta.model_name == "eventseriespage" else None


class SeriesView(DeskView):
    """Figures over a series."""

    template = "series"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Per date and together, with where people come from and what they thought."""
        series, now = own_series(request, pk), timezone.now()
        dates = Occurrence.objects.filter(page__path__startswith=series.path).select_related("page").order_by("start")
        rows = rows_of(list(dates), now)
        held = [row for row in rows if row.date.is_over(now) and row.date.status == OccurrenceStatus.SCHEDULED]
        total = sum((row.figures for row in rows), Figures())
        came, coming = (sum(getattr(row.figures, name) for row in held) for name in ("came", "coming"))
        places = by_municipality(dates)
        return self.shown(
            series.title,
            series=series,
            drafts=drafts_of(series),
            rows=rows,
            total=total,
            held=len(held),
            came=came,
            share=round(100 * came / coming) if coming else None,
            average=round(came / len(held)) if held else None,
            places=places,
            counties=by_county(places),
            evaluation=summary_of(row.date.pk for row in held),
        )
