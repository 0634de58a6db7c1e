"""Reference data at the editors' desk: organisations, people and terms to edit, places to look up."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from hub.models import County, HealthCommunity, Municipality, Organisation, Person, Term

ROWS = 30


def matching(names: tuple[str, ...], words: str) -> Q:
    """Rows where one of the fields contains the words.

    SQLite compares æ, ø and å by case, so the usual spellings of a name are tried as well.
    """
    spellings = {words, words.lower(), words.capitalize(), words.title()}
    return reduce(or_, (Q(**{f"{name}__icontains": one}) for name in names for one in spellings))


class SearchedIndexView(IndexView):
    """A list that is searched in the table itself, without an index that has to be kept."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Keep what matches."""
        return queryset.filter(matching(self.search_fields, self.search_query)) if self.is_searching else queryset


class SearchForm(BaseFilterForm):
    """The search box of a chooser."""

    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Keep what matches."""
        words = self.cleaned_data.get("q")
        if words:
            objects = objects.filter(matching(objects.model.snippet_viewset.search_fields, words))
            self.is_searching, self.search_query = True, words
        return objects


class Chooser:
    """What opening, searching and paging a chooser have in common: more shown than the name, as two may share it."""

    filter_form_class = SearchForm

    @property
    def columns(self) -> list[Column]:
        """The name, and what the type adds."""
        added = self.model.snippet_viewset.chooser_columns  # type: ignore[attr-defined]
        return [*super().columns, *(Column(name, label=label) for name, label in added)]  # type: ignore[misc]


class Choose(Chooser, ChooseView):
    """The window as it opens."""


class ChooseResults(Chooser, ChooseResultsView):
    """The rows, when they are searched and paged."""


class SearchedChooserViewSet(SnippetChooserViewSet):
    """Chooses with the search above."""

    choose_view_class = Choose
    choose_results_view_class = ChooseResults


class RegisterViewSet(SnippetViewSet):
    """What the lists have in common.

    Attributes:
        chooser_columns: Pairs of attribute and label that a chooser shows beside the name.
    """

    index_view_class = SearchedIndexView
    chooser_viewset_class = SearchedChooserViewSet
    chooser_per_page = ROWS
    list_per_page = ROWS
    search_backend_name = None
    inspect_view_enabled = True
    copy_view_enabled = False
    chooser_columns: tuple[tuple[str, object], ...] = ()


class OrganisationViewSet(RegisterViewSet):
    """Bodies that own, run, study or pay for something."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ["name", "kind", "municipality", "health_community", "email"]
    list_filter = ["kind", "health_community"]
    search_fields = ("name", "slug")
    chooser_columns = (("get_kind_display", _("Kind")),)


class PersonViewSet(RegisterViewSet):
    """Named or pictured people, and why they may be; the one place where a name is withdrawn."""

    model = Person
    icon = "user"
    menu_label = _("People")
    list_display = ["name", "role", "organisation", "withdrawn", "picture_withdrawn"]
    list_filter = ["withdrawn", "organisation"]
    search_fields = ("name", "role")
    chooser_columns = (("organisation", _("Organisation")),)


class TermViewSet(RegisterViewSet):
    """The open vocabularies."""

    model = Term
    icon = "tag"
    menu_label = _("Terms")
    list_display = ["nb", "nn", "en", "vocabulary", "parent"]
    list_filter = ["vocabulary"]
    search_fields = ("nb", "nn", "en", "slug")
    chooser_columns = (("get_vocabulary_display", _("Vocabulary")),)


class CountyViewSet(RegisterViewSet):
    """The 15 counties."""

    model = County
    icon = "site"
    menu_label = _("Counties")
    list_display = ["name", "number", "official_name"]
    search_fields = ("name", "official_name", "number")


class MunicipalityViewSet(RegisterViewSet):
    """The 357 municipalities."""

    model = Municipality
    icon = "home"
    menu_label = _("Municipalities")
    list_display = ["name", "number", "county", "official_name"]
    list_filter = ["county"]
    search_fields = ("name", "official_name", "number")
    chooser_columns = (("county", _("County")),)


class HealthCommunityViewSet(RegisterViewSet):
    """The 19 health communities."""

    model = HealthCommunity
    icon = "clipboard-list"
    menu_label = _("Health communities")
    list_display = ["nb", "nn", "en", "confirmed"]
    list_filter = ["confirmed"]
    search_fields = ("nb", "nn", "en")


class ReferenceData(SnippetViewSetGroup):
    """One entry in the menu for all of them."""

    menu_label = _("Reference data")
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        OrganisationViewSet,
        PersonViewSet,
        TermViewSet,
        MunicipalityViewSet,
        CountyViewSet,
        HealthCommunityViewSet,
    )
