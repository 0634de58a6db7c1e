"""What editors learn from what is asked: the queries that found nothing, and those that are asked most."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import F, Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.admin_menu import ViewersItem
from search import analytics
from search.learning import AddToConcept, AddToWords, may_edit_words, may_name_concepts
from search.models import QueryCount

policy = ModelPermissionPolicy(QueryCount)
Row = dict[str, Any]


def asked() -> QuerySet[QueryCount, Any]:
    """Each query in each language with how often and when it was last asked, and the most answers that it had."""
    return (
        QueryCount.objects.order_by()
        .values("query", "language")
        .annotate(
            times=Sum("count"),
            last=Max("day"),
            answers=Max("results"),
            last_answered=Max("day", filter=Q(results__gt=0)),
        )
    )


def unanswered() -> QuerySet[QueryCount, Any]:
    """Those that found nothing on the last day that they were asked."""
    return asked().filter(Q(last_answered=None) | Q(last_answered__lt=F("last")))


class QueryFilterSet(WagtailFilterSet):
    """By period and language."""

    period = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[("7", _("Last 7 days")), ("30", _("Last 30 days"))],
        empty_label=_("All that is kept: 90 days"),
        method="since",
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = QueryCount
        fields: list[str] = []

    def since(self, queryset: QuerySet[QueryCount, Any], name: str, value: str) -> QuerySet[QueryCount, Any]:
        """What was asked today and on the days before."""
        return queryset.filter(day__gt=timezone.localdate() - timedelta(days=int(value)))


class LearnColumn(Column):
    """Where the query can be taken up: as a name of a concept, in the word list."""

    cell_template_name = "search/admin/learn_cell.html"

    def __init__(self, *, concepts: bool, words: bool) -> None:
        super().__init__("learn", label=_("Add it"))
        self.concepts, self.words = concepts, words

    def get_cell_context_data(self, instance: Row, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds what the two ways begin with."""
        asked_for = urlencode({"text": instance["query"], "language": instance["language"]})
        return {**super().get_cell_context_data(instance, parent_context), "asked_for": asked_for}


def language_name(row: Row) -> str:
    """The language that the reader had chosen."""
    return str(dict(settings.LANGUAGES).get(row["language"], row["language"]))


def day(value: date) -> str:
    """A day as the editor writes it."""
    return date_format(value, "SHORT_DATE_FORMAT")


def harmless(text: str) -> str:
    """The query as spreadsheets show it: a reader's text may never be a formula on an editor's machine."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


class QueryReport(ReportView):
    """What the two reports share."""

    model = QueryCount
    filterset_class = QueryFilterSet
    header_icon = "search"
    permission_policy = policy
    permission_required = "view"
    shows_answers = False
    default_ordering = ("-times", "query", "language")
    list_export = ["query", "language", "times", "last", "answers"]
    export_headings = {"times": _("Times"), "last": _("Last asked"), "answers": _("Answers, at most")}
    custom_field_preprocess = {"query": {"csv": harmless, "xlsx": harmless}}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what has been asked until now."""
        analytics.flush()
        return super().get(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        """The last one only for those who may do something about it."""
        found = [
            Column("query", label=_("Query")),
            Column("language", label=_("Language"), accessor=language_name),
            Column("times", label=_("Times")),
            Column("last", label=_("Last asked"), accessor=lambda row: day(row["last"])),
        ]
        if self.shows_answers:
            found.append(Column("answers", label=_("Answers, at most")))
        user = self.request.user
        learn = LearnColumn(concepts=may_name_concepts(user), words=may_edit_words(user))
        return [*found, learn] if learn.concepts or learn.words else found


class UnansweredReport(QueryReport):
    """What readers ask for and the hub has no answer to: a word that is missing, or a page."""

    page_title = _("Searches without answers")
    queryset = unanswered()
    index_url_name = "search_reports:unanswered"
    index_results_url_name = "search_reports:unanswered_results"
    no_results_message = _("No search has been without answers in this period.")

    def get_filename(self) -> str:
        """Without extension."""
        return "searches-without-answers"


class MostAskedReport(QueryReport):
    """What readers come for."""

    page_title = _("Most frequent searches")
    queryset = asked()
    index_url_name = "search_reports:most_asked"
    index_results_url_name = "search_reports:most_asked_results"
    no_results_message = _("Nobody has searched in this period.")
    shows_answers = True

    def get_filename(self) -> str:
        """Without extension."""
        return "most-frequent-searches"


def urls() -> list[Any]:
    """For Wagtail's hook `register_admin_urls`."""
    patterns = [
        path("without-answers/", UnansweredReport.as_view(), name="unanswered"),
        path("without-answers/results/", UnansweredReport.as_view(results_only=True), name="unanswered_results"),
        path("most-frequent/", MostAskedReport.as_view(), name="most_asked"),
        path("most-frequent/results/", MostAskedReport.as_view(results_only=True), name="most_asked_results"),
        path("add-to-concept/", AddToConcept.as_view(), name="add_to_concept"),
        path("add-to-words/", AddToWords.as_view(), name="add_to_words"),
    ]
    return [path("reports/searches/", include((patterns, "search_reports")))]


def unanswered_item() -> MenuItem:
    """For Wagtail's hook `register_reports_menu_item`."""
    return menu_item(UnansweredReport, 1110)


def most_asked_item() -> MenuItem:
    """For Wagtail's hook `register_reports_menu_item`."""
    return menu_item(MostAskedReport, 1120)


def menu_item(view: type[QueryReport], order: int) -> MenuItem:
    """The way to a report."""
    name = view.index_url_name.replace(":", "-")
    address = reverse(view.index_url_name)
    return ViewersItem(view.page_title, address, name=name, icon_name="search", order=order, policy=policy)


def permissions() -> QuerySet[Permission]:
    """For Wagtail's hook `register_permissions`: to see the reports."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_querycount")
