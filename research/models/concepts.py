"""Concepts: one record with names and definitions in Bokmål, Nynorsk and English (decision 3).

The columns follow SKOS-AP-NO-Begrep v2: https://data.norge.no/specification/skos-ap-no-begrep
"""

from __future__ import annotations

from copy import copy

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from hub.completeness import Problem
from hub.indexing import Label, SearchEntry, TextPart
from hub.languages import public_path
from hub.listing.facts import RowTable
from hub.models import BasePage, PageLink
from hub.rows_in_one import FOOTNOTES, LINKS, SOURCES, TERMS, RowsInOne
from research import concept_entries
from research.concept_form import ConceptForm
from research.concept_words import ConceptWords
from research.enums import ConceptLanguage, ConceptStatus, SourceRelation

LABELS = RowTable("labels", ("language", "kind", "text"))
CONCEPT_RELATIONS = (PageLink.Kind.BROADER, PageLink.Kind.REPLACED_BY)


def english_index():
    """The public index of concepts in the English tree, which gives every record its English address."""
    return BasePage.objects.visible().filter(
        locale__language_code="en", content_type__app_label="research", content_type__model="conceptindexpage"
    )


class ConceptPage(ConceptWords, BasePage):
    """One concept. Its title is its preferred Bokmål name; its English address is served by the English index."""

    pref_label_nb = models.CharField(_("preferred name, Bokmål"), max_length=255, blank=True, editable=False)
    pref_label_nn = models.CharField(_("preferred name, Nynorsk"), max_length=255, blank=True)
    pref_label_en = models.CharField(_("preferred name, English"), max_length=255, blank=True)
    definition_nb = models.TextField(_("definition, Bokmål"), blank=True, max_length=600)
    definition_nn = models.TextField(_("definition, Nynorsk"), blank=True, max_length=600)
    definition_en = models.TextField(_("definition, English"), blank=True, max_length=600)
    relationship_with_source = models.CharField(
        _("how the definition stands to its sources"), max_length=30, blank=True, choices=SourceRelation.choices
    )
    scope_note_nb = models.TextField(_("note, Bokmål"), blank=True)
    scope_note_nn = models.TextField(_("note, Nynorsk"), blank=True)
    scope_note_en = models.TextField(_("note, English"), blank=True)
    example_nb = models.TextField(_("example, Bokmål"), blank=True)
    example_nn = models.TextField(_("example, Nynorsk"), blank=True)
    example_en = models.TextField(_("example, English"), blank=True)
    status = models.CharField(
        pgettext_lazy("concept", "status"),
        max_length=20,
        choices=ConceptStatus.choices,
        default=ConceptStatus.GJELDENDE,
        help_text=_("An outdated concept stays, so that a search for the old word finds the new one."),
    )
    identifier = models.CharField(_("identifier"), max_length=120, blank=True, editable=False)
    slug_en = models.SlugField(
        _("English address"),
        max_length=120,
        blank=True,
        help_text=_(
            "The last part of the English address. Made from the English name when left empty; never change it."
        ),
    )
    cdisah = models.JSONField(_("WHO classification"), default=list, blank=True)

    is_creatable = True
    base_form_class = ConceptForm
    search_kind = "concept"
    listing_order = 30
    required_to_publish = ("pref_label_nn", "definition_nb", "definition_nn")
    unseen = ("summary", "slug_en")  # it is one of the definitions
    match_fields = (
        "summary",
        "pref_label_nn",
        "pref_label_en",
        "definition_nn",
        "definition_en",
        "labels__text",
    )
    card_template = "components/cards/concept_page.html"
    related_template = "components/related/concept_page.html"
    related_layout = "cluster"
    own_rows = RowsInOne((TERMS, SOURCES, FOOTNOTES, *LINKS, LABELS))
    has_other_addresses = True
    shown_in = ""
    exclude_fields_in_copy = ["slug_en", "identifier"]
    content_panels = [
        MultiFieldPanel(
            [
                FieldPanel("title", heading=_("Bokmål"), help_text=_("As in running text: small letters, no article.")),
                FieldPanel("pref_label_nn", heading=_("Nynorsk")),
                FieldPanel("pref_label_en", heading=_("English")),
            ],
            heading=_("The name we want people to use"),
        ),
        InlinePanel(
            "labels",
            heading=_("Other names"),
            label=_("Name"),
            help_text=_("All words that people search with, abbreviations and old names too: one row each."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("definition_nb", help_text=_("One sentence that can stand in for the word in a text.")),
                FieldPanel("definition_nn"),
                FieldPanel("definition_en"),
                FieldPanel("relationship_with_source"),
            ],
            heading=_("Definition"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("scope_note_nb", help_text=_("When to use the word, and what it is easily confused with.")),
                FieldPanel("scope_note_nn"),
                FieldPanel("scope_note_en"),
            ],
            heading=pgettext_lazy("concept", "Note"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("example_nb", help_text=_("One real example from a service, without names.")),
                FieldPanel("example_nn"),
                FieldPanel("example_en"),
            ],
            heading=_("Example"),
        ),
    ]
    about_panels = [FieldPanel("status"), FieldPanel("service_forms"), FieldPanel("cdisah")]
    promote_panels = [FieldPanel("slug_en"), *BasePage.promote_panels]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("pref_label_nn"),
        index.SearchField("pref_label_en"),
        index.FilterField("status"),
    ]
    parent_page_types = ["research.ConceptIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = [
            models.UniqueConstraint(
                fields=["slug_en"],
                condition=~Q(slug_en=""),
                name="concept_english_address_once",
                violation_error_message=_("Another concept has this English address."),
            ),
            models.UniqueConstraint(fields=["identifier"], condition=~Q(identifier=""), name="concept_identifier_once"),
        ]

    # Queries ----------------------------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """With the names and the way to the English address."""
        return cls.with_english_index(super().detail_queryset()).prefetch_related(None).prefetch_related("own_rows")

    @classmethod
    def card_queryset(cls):
        """With the way to the English address."""
        return cls.with_english_index(super().card_queryset())

    @classmethod
    def related_queryset(cls):
        """Names and addresses alone."""
        return cls.with_english_index(cls.objects.select_related("locale"))

    @staticmethod
    def with_english_index(concepts):
        """Find the English index in the same query, so that a list of addresses costs none."""
        return concepts.annotate(english_index=models.Subquery(english_index().values("url_path")[:1]))

    # A record of its own kind: one page for all languages -------------------------------------------------------------
    @classmethod
    def can_create_at(cls, parent):
        """Only in the Norwegian tree: the English index shows the same records."""
        return super().can_create_at(parent) and parent.locale.language_code != "en"

    def can_move_to(self, parent):
        """Only within the Norwegian tree."""
        return super().can_move_to(parent) and parent.locale.language_code != "en"

    def full_clean(self, *args, **kwargs):
        """Fill in what follows from the names and the definition, then check."""
        self.fill_in()
        if self.pref_label_en and not self.slug_en:
            self.slug_en = slugify(self.pref_label_en)[:120]
        super().full_clean(*args, **kwargs)

    def save(self, clean=True, **kwargs):
        """Give the record its identifier the first time; it never changes, whatever the page's address becomes."""
        self.fill_in()
        if not self.identifier and self.slug:
            taken = ConceptPage.objects.filter(identifier=self.slug).exists()
            self.identifier = f"{self.slug}-{self.translation_key.hex[:8]}" if taken else self.slug
        return super().save(clean=clean, **kwargs)

    def with_content_json(self, content):
        """A revision never brings another identifier, not even that of the record it was copied from."""
        revived = super().with_content_json(content)
        revived.identifier = self.identifier
        return revived

    def fill_in(self) -> None:
        """What follows from the names and the definition."""
        self.pref_label_nb = self.title
        own_standard = self.written_standard or ConceptLanguage.NB
        self.title_language = "" if own_standard == ConceptLanguage.NB else ConceptLanguage.NB
        self.summary = getattr(self, f"definition_{own_standard}") or self.definition_nb

    def own_problems(self) -> list[Problem]:
        """English is all or nothing, an address belongs to one concept, and only concepts are broader or newer."""
        found = []
        for name in ("pref_label_en", "definition_en"):
            if (self.pref_label_en or self.definition_en) and not getattr(self, name):
                found.append(
                    Problem(name, gettext("“%(name)s” is missing: English needs both.") % {"name": self.name_of(name)})
                )
        other = self.slug_en and ConceptPage.objects.filter(slug_en=self.slug_en).exclude(pk=self.pk).first()
        if other:
            message = gettext("“%(title)s” has this English address already.") % {"title": other.title}
            found.append(Problem("slug_en", message))
        for link in self.links_out.all():
            if link.kind in CONCEPT_RELATIONS and link.target.specific_class is not ConceptPage:
                message = gettext("“%(title)s” is not a concept, so it can only be related.") % {
                    "title": link.target.title
                }
                found.append(Problem("links_out", message))
        return found

    # Addresses and search ---------------------------------------------------------------------------------------------
    @property
    def language(self) -> str:
        """English at the English address, else the written standard."""
        return self.shown_in or super().language

    def show_in_english(self) -> None:
        """Make this instance, which is never saved, the English face of the record."""
        self.shown_in = "en"
        self.title, self.title_language, self.summary = self.pref_label_en, "", self.definition_en
        self.path_from_root = self.english_path
        self.related_in_full = False  # the list that serves it has cost its share

    def faces(self) -> list[BasePage]:
        """The Norwegian page, and the same record in English when it has an address there."""
        if not self.english_path:
            return [self]
        english = copy(self)
        english.show_in_english()
        return [self, english]

    @cached_property
    def english_path(self) -> str:
        """The address of the record in English; empty when it has no English, or there is no public English index."""
        if not (self.slug_en and self.pref_label_en):
            return ""
        if not hasattr(self, "english_index"):
            self.english_index = english_index().values_list("url_path", flat=True).first()
        return public_path(f"{self.english_index}{self.slug_en}/", "en") if self.english_index else ""

    def other_addresses(self) -> dict[str, str]:
        """The address of the same record in English, when it has one."""
        return {"en": self.english_path} if self.english_path else {}

    def text_parts(self) -> list[TextPart]:
        """The record in all its languages."""
        own = [part for language in ConceptLanguage.values for part in concept_entries.parts(self, language)]
        return own + [part for part in super().text_parts() if part.text != self.summary]

    def search_labels(self) -> list[Label]:
        """The names in both written standards: the Norwegian page is found by either."""
        return concept_entries.labels(self, ConceptLanguage.NB) + concept_entries.labels(self, ConceptLanguage.NN)

    def search_facets(self) -> dict[str, list[str]]:
        """Status and classification as well."""
        return {**super().search_facets(), "concept_status": [self.status], "cdisah": list(self.cdisah)}

    def search_entries(self) -> list[SearchEntry]:
        """The Norwegian page, and the English address when there is one."""
        return concept_entries.entries(self, super().search_entries()[0])
