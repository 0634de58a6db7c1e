"""Publications: what a study found in plain words, how sure one can be, and the way to the study itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from hub.completeness import Problem
from hub.enums import EvidenceLevel, Vocabulary
from hub.listing import ChoiceFilter, Sort, TermFilter, YearFilter, by_title, sort_by_evidence
from hub.models import BasePage, ListingPage
from hub.rows_in_one import FOOTNOTES, LINKS, SOURCES, TERMS, RowsInOne
from research.countries import Country
from research.enums import EffectDirection, PublicationKind, SourceLanguage
from research.listing import AUTHORS, CountryFilter, by_first_author
from research.publication_form import PublicationForm

DOI_ADDRESS = "https://doi.org/"
DOI_LEAD = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
# https://www.crossref.org/blog/dois-and-matching-regular-expressions/
DOI = RegexValidator(r"^10\.\d{4,9}/\S+$", _("Write the DOI as 10.1186/s12913-019-4397-2: it begins with 10."), "doi")
PMID = RegexValidator(r"^[1-9]\d{0,7}$", _("A PMID is a number of up to eight digits, such as 28490555."), "pmid")
PMCID = RegexValidator(r"^PMC\d+$", _("A PMCID is PMC and a number, such as PMC5623392."), "pmcid")
DIRECTION_COLOURS = {
    EffectDirection.BEDRE: "success",
    EffectDirection.BLANDET: "warning",
    EffectDirection.DARLIGERE: "danger",
}


class PublicationPage(BasePage):
    """One publication. Its title stays in the language of the publication; all else is in our own words."""

    kind = models.CharField(
        pgettext_lazy("publication", "kind"), max_length=20, blank=True, choices=PublicationKind.choices
    )
    authors_and_others = models.BooleanField(
        _("and others"), default=False, help_text=_("Tick when not all authors are listed.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    journal = models.CharField(
        _("journal"), max_length=200, blank=True, help_text=_("Journal, series or publisher, as it writes its name.")
    )
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[DOI])
    pmid = models.CharField("PMID", max_length=8, blank=True, validators=[PMID])
    pmcid = models.CharField("PMCID", max_length=12, blank=True, validators=[PMCID])
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("Where it can be read, openly if possible.")
    )
    design = models.CharField(
        _("design"),
        max_length=200,
        blank=True,
        help_text=_("In plain words: randomised trial, interviews with staff …"),
    )
    country_codes = models.JSONField(_("countries"), default=list, blank=True)
    is_international = models.BooleanField(
        _("several countries"), default=False, help_text=_("Tick when more countries take part than those listed.")
    )
    main_finding = models.TextField(
        _("main finding"),
        blank=True,
        max_length=800,
        help_text=_("One or two sentences with the most important figure. Empty when you have not read the results."),
    )
    direction = models.CharField(
        _("direction of effect"),
        max_length=20,
        blank=True,
        choices=EffectDirection.choices,
        help_text=_("Compared with what patients would have had otherwise."),
    )
    evidence = models.CharField(
        _("what it rests on"),
        max_length=20,
        blank=True,
        choices=EvidenceLevel.choices,
        help_text=_("Judge the design."),
    )
    limits = models.TextField(
        _("limits"), blank=True, max_length=800, help_text=_("What a reader must know before using the finding.")
    )

    base_form_class = PublicationForm
    search_kind = "publication"
    listing_order = 40
    required_to_publish = ("summary", "kind", "year", "title_language")
    text_fields = (("main_finding", 3), ("limits", 1), ("design", 1))
    match_fields = ("summary", "main_finding", "journal", "authors__name")
    card_template = "components/cards/publication_page.html"
    collection_template = "research/includes/by_direction.html"
    collection_limit = 60
    own_rows = RowsInOne((TERMS, SOURCES, FOOTNOTES, *LINKS, AUTHORS))
    content_panels = [
        FieldPanel("title", help_text=_("As the publication writes it, in its own language.")),
        FieldRowPanel(
            [
                FieldPanel("kind"),
                FieldPanel("year"),
                FieldPanel(
                    "title_language",
                    heading=_("Language"),
                    widget=forms.Select(choices=[("", "---------"), *SourceLanguage.choices]),
                    help_text=_("The language of the publication and of its title."),
                ),
            ]
        ),
        MultiFieldPanel(
            [InlinePanel("authors", label=_("Author")), FieldPanel("authors_and_others"), FieldPanel("journal")],
            heading=_("Who wrote it, and where"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid"), FieldPanel("pmcid")]), FieldPanel("url")],
            heading=_("The way to the publication"),
            help_text=_("At least one is needed; a DOI lasts longest."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("summary", help_text=_("What they did, with whom: two or three sentences in plain words.")),
                FieldPanel("main_finding"),
                FieldPanel("direction"),
            ],
            heading=_("What they did and found"),
        ),
        MultiFieldPanel(
            [FieldPanel("design"), FieldPanel("evidence"), FieldPanel("limits")], heading=_("How sure one can be")
        ),
        FieldPanel("body"),
    ]
    about_panels = [
        FieldPanel("patient_groups"),
        FieldPanel("service_forms"),
        MultiFieldPanel([FieldPanel("country_codes"), FieldPanel("is_international")], heading=_("Where")),
        FieldPanel("owner_organisation", help_text=_("Only when a body in the hub stands behind it.")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("main_finding"), index.FilterField("year")]
    parent_page_types = ["research.PublicationIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    # Queries ----------------------------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """With the authors."""
        return super().detail_queryset().prefetch_related(None).prefetch_related("own_rows")

    @classmethod
    def card_queryset(cls):
        """With authors; without the long texts."""
        return super().card_queryset().prefetch_related("authors").defer("body", "limits", "design")

    @classmethod
    def related_heading(cls) -> str:
        """What stands above it on pages that it is related to."""
        return gettext("Research on the same")

    # Checks -----------------------------------------------------------------------------------------------------------
    def clean_fields(self, exclude=None):
        """Take a DOI however it was pasted, then check."""
        self.doi = DOI_LEAD.sub("", self.doi or "").strip()
        self.pmcid = (self.pmcid or "").strip().upper()
        super().clean_fields(exclude=exclude)

    def own_problems(self) -> list[Problem]:
        """A reader must find the publication, no publication twice, and only what was measured has a direction."""
        found = []
        if not (self.doi or self.pmid or self.pmcid or self.url):
            found.append(Problem("doi", gettext("Give a DOI, a PMID, a PMCID or an address, so that readers find it.")))
        other = self.doubles().first()
        if other:
            message = gettext("“%(title)s” has this DOI already. Edit that page instead.") % {"title": other.title}
            found.append(Problem("doi", message))
        if self.evidence == EvidenceLevel.PLANLAGT and self.direction not in ("", EffectDirection.IKKE_MALT):
            found.append(Problem("direction", gettext("What is only planned has not found any effect yet.")))
        return found

    def doubles(self):
        """Other pages of the same tree with the same DOI, drafts too; letters' case never tells DOIs apart."""
        same = PublicationPage.objects.filter(doi__iexact=self.doi, locale_id=self.locale_id).exclude(pk=self.pk)
        return same if self.doi else same.none()

    # What is shown ----------------------------------------------------------------------------------------------------
    @property
    def author_line(self) -> str:
        """The authors on one line, in order, with a full stop; empty when no source names them."""
        names = ", ".join(row.name for row in self.authors.all())
        if names and self.authors_and_others:
            names += f" {pgettext('after authors', 'et al.')}"
        return names if names.endswith(".") or not names else f"{names}."

    @property
    def short_reference(self) -> str:
        """How one refers to it: first author and year; the year alone when no author is known."""
        rows = list(self.authors.all())
        others = pgettext("after authors", "et al.") if len(rows) > 1 or self.authors_and_others else ""
        return " ".join(part for part in (rows[0].name if rows else "", others, str(self.year or "")) if part)

    @property
    def country_names(self) -> list[str]:
        """The countries in the active language, «several countries» last."""
        names = [str(Country(code).label) for code in self.country_codes if code in Country.values]
        if self.is_international:
            names.append(gettext("more countries") if names else capfirst(gettext("several countries")))
        return names

    @property
    def language_name(self) -> str:
        """The language of the publication; empty when it is the language that is shown."""
        known = self.title_language in SourceLanguage.values and self.title_language != self.language
        return str(SourceLanguage(self.title_language).label) if known else ""

    @property
    def direction_colour(self) -> str:
        """Designsystemet's colour for the direction; the words say the same."""
        return DIRECTION_COLOURS.get(EffectDirection(self.direction), "neutral") if self.direction else "neutral"

    @property
    def doi_url(self) -> str:
        """The DOI as an address."""
        return DOI_ADDRESS + self.doi if self.doi else ""

    @property
    def pubmed_url(self) -> str:
        """The page in PubMed."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def pmc_url(self) -> str:
        """The full text in PubMed Central."""
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/" if self.pmcid else ""

    @property
    def url_host(self) -> str:
        """Where the address leads, in short; empty when the DOI leads there too."""
        return "" if self.url == self.doi_url else urlsplit(self.url).netloc.removeprefix("www.")

    def search_facets(self) -> dict[str, list[str]]:
        """Kind, year, direction, evidence, language and country as well."""
        own = {
            "publication_kind": [self.kind],
            "year": [str(self.year or "")],
            "direction": [self.direction],
            "evidence": [self.evidence],
            "source_language": [self.title_language],
            "country": list(self.country_codes),
        }
        return {**super().search_facets(), **{name: values for name, values in own.items() if any(values)}}


class PublicationIndexPage(ListingPage):
    """Lists what research has found."""

    item_model = PublicationPage
    filters = (
        ChoiceFilter("evidence", "bevis", EvidenceLevel),
        ChoiceFilter("direction", "retning", EffectDirection),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        TermFilter(Vocabulary.PATIENT_GROUPS, "pasientgruppe"),
        ChoiceFilter("kind", "type", PublicationKind),
        CountryFilter(),
        YearFilter("year"),
        ChoiceFilter("title_language", "kildesprak", SourceLanguage, label=_("Language of the publication")),
    )
    sorts = (
        Sort("aar", _("Newest first"), "-year", "title"),
        sort_by_evidence("evidence"),
        by_first_author(),
        by_title(),
    )

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["research.PublicationPage"]
    is_creatable = True
    search_kind = "publication-index"
    listing_order = 40

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")
