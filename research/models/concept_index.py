"""The list of all concepts, in Norwegian and in English."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from hub.enums import Vocabulary
from hub.frame import Place
from hub.listing import ChoiceFilter, TermFilter
from hub.models import ListingPage
from research.enums import ConceptStatus
from research.listing import by_name, by_theme
from research.models.concepts import ConceptPage


class ConceptIndexPage(ListingPage):
    """Lists the same records in both trees; the English one also serves each at its English address (decision 3)."""

    item_model = ConceptPage
    one_for_all_languages = True
    filters = (
        TermFilter(Vocabulary.SERVICE_FORMS, "tema", label=_("Theme")),
        ChoiceFilter("status", "status", ConceptStatus),
    )
    sorts = (by_name(), by_theme())
    per_page = 200
    rows_template = "research/concept_rows.html"

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["research.ConceptPage"]
    is_creatable = True
    search_kind = "concept-index"
    listing_order = 30

    class Meta:
        verbose_name = _("list of concepts")
        verbose_name_plural = _("lists of concepts")

    @classmethod
    def detail_queryset(cls):
        """The list alone: it stands on the way to every English address."""
        return super().detail_queryset().prefetch_related(None)

    def items(self):
        """All records; in English those that have a name and an address there."""
        every = super().items()
        return every.exclude(slug_en="").exclude(pref_label_en="") if self.language == "en" else every

    def in_english(self, concepts, slug_en: str):
        """The visible record of an English address; None where there is none."""
        found = concepts.visible().filter(slug_en=slug_en).exclude(pref_label_en="")
        return found.first() if self.language == "en" else None

    def page_below(self, rest):
        """The record at its English address, for its earlier versions."""
        concept = None
        if len(rest) == 1:
            concept = self.in_english(ConceptPage.with_english_index(ConceptPage.objects.all()), rest[0])
        if concept is not None:
            concept.show_in_english()
        return concept

    @path("<slug:slug_en>/", name="concept_in_english")
    def concept_in_english(self, request, slug_en):
        """One record in English; not found when the public may not see it."""
        concept = self.in_english(ConceptPage.detail_queryset(), slug_en)
        if concept is None:
            raise Http404
        addresses = {concept.language: concept.path_from_root, "en": concept.english_path}
        concept.show_in_english()
        request.hub_place = Place(title=concept.title, addresses=addresses)
        return TemplateResponse(request, concept.get_template(request), concept.get_context(request))
