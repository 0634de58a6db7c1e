"""The word list at the editors' desk."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView

from hub.snippets import RegisterViewSet
from search.models import Word
from search.word_form import LANGUAGES, WordForm, shared, with_word

PANELS = [
    FieldPanel(
        "nb",
        help_text=_(
            "Words that mean the same, with a comma between and the best one first: "
            "everyday words, trade words, abbreviations and old names. Who searches for one finds them all."
        ),
    ),
    FieldPanel("nn", help_text=_("The same meaning in Nynorsk.")),
    FieldPanel("en", help_text=_("The same meaning in English, so that an English search finds Norwegian pages.")),
]


class WordFilterSet(WagtailFilterSet):
    """Meanings that lack a language."""

    lacks = django_filters.ChoiceFilter(
        label=pgettext_lazy("word list", "Lacks"),
        choices=[("nn", _("Nynorsk")), ("en", _("English"))],
        empty_label=_("All"),
        method="without",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Word
        fields: list[str] = []

    def without(self, queryset: QuerySet[Word], name: str, value: str) -> QuerySet[Word]:
        """Keep those without words in the language."""
        return queryset.filter(**{value: ""})


class Prefilled:
    """A form that opens with words from the address (`?nb=…`, `?nn=…`, `?en=…`) beside those that it has.

    After saving, it says which of the words have other meanings too.
    """

    def get_initial(self) -> dict[str, str]:
        """Nothing is saved by opening the form."""
        asked = {language: self.request.GET.get(language, "") for language in LANGUAGES}  # type: ignore[attr-defined]
        there = getattr(self, "object", None) or Word()
        found = {language: with_word(getattr(there, language), word) for language, word in asked.items() if word}
        return {**super().get_initial(), **found}  # type: ignore[misc]

    def save_instance(self) -> Word:
        """Save, then warn of words that stand in other rows; they do no harm."""
        word = super().save_instance()  # type: ignore[misc]
        for name, others in shared(word):
            text = gettext("“%(word)s” also stands in: %(rows)s. Who searches for it finds both meanings.")
            rows = "; ".join(str(other) for other in others)
            messages.warning(self.request, text % {"word": name, "rows": rows})  # type: ignore[attr-defined]
        return word


class AddWord(Prefilled, CreateView):
    """A new meaning."""


class EditWord(Prefilled, EditView):
    """A meaning."""


class WordViewSet(RegisterViewSet):
    """The bridge from everyday words, and from English, to the words of the pages."""

    model = Word
    icon = "openquote"
    menu_label = _("Word list")
    menu_name = "words"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["nb", "nn", "en"]
    filterset_class = WordFilterSet
    search_fields = ("nb", "nn", "en")
    chooser_columns = (("nn", _("Nynorsk")), ("en", _("English")))
    edit_handler = ObjectList(PANELS, base_form_class=WordForm)
    add_view_class = AddWord
    edit_view_class = EditWord
