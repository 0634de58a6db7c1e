"""The lists of experiences and of international examples: what narrows them and in which order they stand."""

from django.utils.translation import gettext_lazy as _

from hub.enums import EvidenceLevel, OrganisationModel, Phase, ServiceStatus, Vocabulary
from hub.listing import (
    ChoiceFilter,
    CountyFilter,
    HealthCommunityFilter,
    LanguageFilter,
    MunicipalityFilter,
    OwnerFilter,
    OwnerKindFilter,
    Sort,
    TermFilter,
    by_title,
    newest,
    sort_by_county,
    sort_by_evidence,
)
from hub.models import ListingPage
from research.countries import Country
from stories.country_filter import CountryFilter
from stories.models.international import InternationalExamplePage
from stories.models.stories import StoryPage

REVIEWED = Sort("gjennomgatt", _("Last professionally reviewed"), "-reviewed_on", "title")


class StoryIndexPage(ListingPage):
    """Lists all experiences."""

    parent_page_types = ["hub.HomePage"]
    is_creatable = True
    search_kind = "story-index"
    listing_order = 10
    subpage_types = ["stories.StoryPage"]
    item_model = StoryPage
    filters = (
        ChoiceFilter("phase", "fase", Phase),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        TermFilter(Vocabulary.PATIENT_GROUPS, "pasientgruppe"),
        CountyFilter(),
        MunicipalityFilter(),
        HealthCommunityFilter(),
        OwnerFilter(),
        OwnerKindFilter(),
        ChoiceFilter("status", "status", ServiceStatus),
        ChoiceFilter("strongest_evidence", "bevis", EvidenceLevel, without=(EvidenceLevel.PLANLAGT.value,)),
        ChoiceFilter("organisation_model", "organisering", OrganisationModel),
        LanguageFilter(),
    )
    sorts = (REVIEWED, newest(), sort_by_county(), sort_by_evidence(), by_title())

    class Meta:
        verbose_name = _("list of experiences")
        verbose_name_plural = _("lists of experiences")


class InternationalIndexPage(ListingPage):
    """Lists all international examples."""

    parent_page_types = ["hub.HomePage"]
    is_creatable = True
    search_kind = "international-index"
    listing_order = 70
    subpage_types = ["stories.InternationalExamplePage"]
    item_model = InternationalExamplePage
    filters = (
        CountryFilter("country", "land", Country),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        TermFilter(Vocabulary.PATIENT_GROUPS, "pasientgruppe"),
        ChoiceFilter("phase", "fase", Phase),
        ChoiceFilter("status", "status", ServiceStatus),
        ChoiceFilter("strongest_evidence", "bevis", EvidenceLevel, without=(EvidenceLevel.PLANLAGT.value,)),
    )
    sorts = (REVIEWED, newest(), sort_by_evidence(), by_title())

    class Meta:
        verbose_name = _("list of international examples")
        verbose_name_plural = _("lists of international examples")
